import { beforeAll, describe, expect, it } from 'vitest'
import { setLocale } from '@/words'
import { routeWords } from './routeWords'

const places = ['owner', 'deputy', 'vip_second', 'scout_who_spoke_last']
const obstacles = ['tried', 'left', 'absent', 'off_shift', 'busy', 'ringing', 'wrap_up', 'away', 'offline', 'no_phone']
const others = ['team', 'team_nobody', 'list_team', 'list_team_nobody', 'queue', 'queue_unanswered', 'out_of_hours', 'blocked',
  'hidden', 'unreadable', 'internal', 'unknown', 'ambiguous', 'ambiguous_same_owner', 'no_owner', 'directory_not_filled',
  'attempt_forgotten']
const one = (code: string, person: string | null = null) => routeWords({ reason: code, steps: [{ code, person }] })

describe('the reason of a route (P4.2)', () => {
  beforeAll(() => setLocale('ru'))

  it('is a sentence in the order in which people were considered', () => {
    expect(one('owner', 'Дмитрий Орлов')).toBe('свободен закреплённый менеджер (Дмитрий Орлов)')
    expect(routeWords({ reason: 'deputy', steps: [
      { code: 'owner_busy', person: 'Мария Серова' }, { code: 'deputy', person: 'Дмитрий Орлов' },
    ] })).toBe('закреплённый менеджер (Мария Серова) занят → свободен заместитель (Дмитрий Орлов)')
  })

  it('has words for every code of the server', () => {
    const codes = [...places, ...places.flatMap((place) => obstacles.map((obstacle) => `${place}_${obstacle}`)), ...others]
    expect(codes.filter((code) => !one(code))).toEqual([])
  })

  it('says nothing rather than a code that it does not know', () => {
    expect(one('by_magic')).toBe('')
  })
})
