import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '@/api/problem'
import { setLocale, te } from '@/words'
import { businessZone } from '@/words/format'
import { faultsOf, lineFault } from './faults'
import { againstResearch, find, oneTimePassword, type Person, type Shift } from './people'
import { dutyOf, overlapWords, stretchWords, weekLines } from './week'

const person = (change: Partial<Person>): Person => ({
  id: 1, name: 'Семён Орлов', login: 'orlov', roles: ['scout'], team: { id: 7, name: 'Привлечение' }, active: true,
  version: 1, endpoints: [{ pbx: 'main', name: 'PJSIP/201', extension: '201' }], shifts: [], absences: [], ...change,
})
const shift = (weekday: Shift['weekday'], from: string, to: string, more: Partial<Shift> = {}): Shift =>
  ({ weekday, from, to, validFrom: null, validTo: null, ...more })

beforeEach(async () => {
  await setLocale('ru')
  businessZone.value = 'Europe/Moscow'
})

describe('people are found', () => {
  const people = [person({}), person({ id: 2, name: 'Вера Ланская', login: 'kam', roles: ['kam'], team: null, endpoints: [] }),
    person({ id: 3, name: 'Пётр Ушёл', login: 'gone', active: false })]
  const any = { text: '', team: null, role: null, active: null }
  const ids = (wanted: object) => find(people, { ...any, ...wanted }).map((one) => one.id)

  it('by parts of name, login and extension, ё as е', () => {
    expect(ids({ text: 'семен' })).toEqual([1])
    expect(ids({ text: 'лан вер' })).toEqual([2])
    expect(ids({ text: '201' })).toEqual([1, 3])
  })

  it('by team, by having none, by role and by whether they work here', () => {
    expect(ids({ team: 7 })).toEqual([1, 3])
    expect(ids({ team: 0 })).toEqual([2])
    expect(ids({ role: 'kam' })).toEqual([2])
    expect(ids({ active: true })).toEqual([1, 2])
    expect(ids({ active: false })).toEqual([3])
  })
})

// P1
describe('a researcher', () => {
  it('is kept apart from scout and manager, and from nobody else', () => {
    expect(againstResearch(['researcher', 'scout', 'kam'])).toEqual(['scout'])
    expect(againstResearch(['researcher', 'assistant'])).toEqual([])
    expect(againstResearch(['scout', 'manager'])).toEqual([])
  })
})

describe('a one-time password', () => {
  it('is long, easily read aloud and different each time', () => {
    expect(oneTimePassword()).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
    expect(oneTimePassword()).not.toBe(oneTimePassword())
  })

  it('takes no letter from bytes that would make some likelier than others', () => {
    const bytes = [255, 0, 248, 1]
    let at = 0
    const filled = oneTimePassword((room) => room.map(() => bytes[at++ % 4]!))
    expect(filled).toBe('abab-abab-abab-abab')
  })
})

describe('a refusal', () => {
  const refusal = (field: string, code: string) =>
    new ApiError(400, 'invalid', '', null, [{ field, code, detail: 'In English.' }])

  it('is told at its field in the language of the page', () => {
    expect(faultsOf(refusal('login', 'taken'))).toEqual({ login: 'Этот логин занят' })
    expect(faultsOf(refusal('active', 'leads_team'), { teams: 'Продажи' }).active).toContain('Продажи')
  })

  it('falls back to general words of the language rather than to the server’s English', () => {
    expect(faultsOf(refusal('name', 'never_heard_of'))).toEqual({ name: 'Не подходит' })
  })

  it('of a line of a list is found at its line', () => {
    const faults = faultsOf(refusal('endpoints.2.extension', 'taken'), { whose: 'Вера Ланская' })
    expect(lineFault(faults, 'endpoints', 2, 'extension')).toContain('Вера Ланская')
    expect(lineFault(faults, 'endpoints', 1, 'extension')).toBe('')
  })

  it('that is not about fields names none', () => {
    expect(faultsOf(new ApiError(409, 'changed_meanwhile'))).toEqual({})
    expect(te('api.errors.changed_meanwhile.what')).toBe(true)
  })
})

describe('weekly hours', () => {
  it('are told in few lines', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
    const lines = weekLines([...days.flatMap((one) => [shift(one, '14:00', '18:00'), shift(one, '09:00', '13:00')]), shift('sunday', '10:00', '14:00')])
    expect(lines).toEqual([
      { days: 'пн–пт', hours: '09:00–13:00, 14:00–18:00', dates: '' },
      { days: 'вс', hours: '10:00–14:00', dates: '' },
    ])
  })

  // 2026-11-20 was a Friday; 12:00 in Moscow is 09:00 UTC.
  it('say who is on shift, by the clock of the business zone (P2.8)', () => {
    const one = person({ shifts: [shift('friday', '12:00', '18:00')] })
    expect(dutyOf(one, Date.parse('2026-11-20T09:00:00Z'))).toEqual({ kind: 'on', until: '18:00' })
    expect(dutyOf(one, Date.parse('2026-11-20T08:59:00Z'))).toEqual({ kind: 'off' })
    expect(dutyOf(person({}), 0)).toEqual({ kind: 'free' })
  })

  it('past midnight belong to the day they began', () => {
    const night = person({ shifts: [shift('friday', '22:00', '06:00')] })
    expect(dutyOf(night, Date.parse('2026-11-21T02:00:00Z')).kind).toBe('on')
    expect(dutyOf(night, Date.parse('2026-11-20T02:00:00Z')).kind).toBe('off')
  })

  it('count only between their first and last day', () => {
    const later = person({ shifts: [shift('friday', '09:00', '18:00', { validFrom: '2026-11-21' })] })
    expect(dutyOf(later, Date.parse('2026-11-20T09:00:00Z')).kind).toBe('off')
  })

  it('yield to an absence', () => {
    const absence = { id: 1, from: '2026-11-19T21:00:00Z', to: '2026-11-21T21:00:00Z', kind: 'sick' as const, deputy: null }
    const away = person({ shifts: [shift('friday', '09:00', '18:00')], absences: [absence] })
    expect(dutyOf(away, Date.parse('2026-11-20T09:00:00Z')).kind).toBe('absent')
    expect(stretchWords(absence)).toMatch(/^20 нояб.* – 21 нояб/)
    expect(overlapWords(away.absences, '2026-11-21', '2026-11-26')).toBe(stretchWords(absence))
    expect(overlapWords(away.absences, '2026-11-22', '2026-11-26')).toBe('')
    const refused = new ApiError(400, 'invalid', '', null, [{ field: 'from', code: 'overlaps' }])
    expect(faultsOf(refused, { dates: stretchWords(absence) }).from).toMatch(/уже есть \(20 нояб.*\)\. Уберите/)
  })
})
