import { describe, expect, it } from 'vitest'
import { candidates, type Colleague } from './colleagues'

const one = (id: number, name: string, extension: string | null, state: Colleague['state'] = 'available'): Colleague =>
  ({ id, name, extension, state, roles: ['manager'], team: null, since: null, reason: null })
const people = [
  one(1, 'Дмитрий Орлов', '101', 'talking'), one(2, 'Анна Лисина', '102'), one(3, 'Семён Королёв', '110', 'away'),
  one(4, 'Ольга Юдина', null), one(5, 'Анна Белова', '103', 'wrap_up'),
]
const found = (typed: string, own: number | null = null) => candidates(people, typed, own).map((who) => who.id)

describe('to whom a call can go', () => {
  it('are those with a phone, who is free first, never oneself', () => {
    expect(found('')).toEqual([2, 5, 1, 3])
    expect(found('', 2)).toEqual([5, 1, 3])
  })

  it('are found by the beginning of a name or of an extension', () => {
    expect(found('ан')).toEqual([2, 5])
    expect(found('анна бел')).toEqual([5])
    expect(found('11')).toEqual([3])
    expect(found('нна')).toEqual([])
  })

  it('are found whatever the case and ё', () => {
    expect(found('КОРОЛЕВ')).toEqual([3])
  })
})
