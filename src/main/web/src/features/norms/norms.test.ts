import { describe, expect, it } from 'vitest'
import { bandFaults, placed, replacedBy, type NormLine } from './norms'

const norm = (id: number, change: Partial<NormLine>): NormLine =>
  ({ id, role: null, person: null, personName: null, min: 70, max: 100, validFrom: '2026-01-01', ...change })

// P7.1
describe('norms', () => {
  const norms = [
    norm(1, { role: 'scout', validFrom: '2000-01-01' }),
    norm(2, { role: 'scout', validFrom: '2026-11-01' }),
    norm(3, { role: 'scout', validFrom: '2026-12-01' }),
    norm(4, { person: 9, personName: 'Анна' }),
    norm(5, { role: 'manager' }),
  ]

  it('hold from their day on until a later one has begun', () => {
    const places = Object.fromEntries(placed(norms, '2026-11-21').map((one) => [one.id, one.place]))
    expect(places).toEqual({ 1: 'past', 2: 'holds', 3: 'later', 4: 'holds', 5: 'holds' })
  })

  it('stand with what holds first, roles before persons', () => {
    expect(placed(norms, '2026-11-21').map((one) => one.id)).toEqual([2, 5, 4, 3, 1])
  })

  it('begin on their very day', () => {
    expect(placed(norms, '2026-12-01').find((one) => one.id === 3)?.place).toBe('holds')
  })

  it('replace only one of the same role or person and day', () => {
    expect(replacedBy(norms, 'scout', null, '2026-11-01')?.id).toBe(2)
    expect(replacedBy(norms, 'scout', null, '2026-11-02')).toBeNull()
    expect(replacedBy(norms, null, 9, '2026-01-01')?.id).toBe(4)
  })

  it('are bands of whole numbers with the maximum not below the minimum', () => {
    expect(bandFaults('70', '100')).toEqual({})
    expect(bandFaults('70', '70')).toEqual({})
    expect(bandFaults('70', '60')).toEqual({ max: 'below_minimum' })
    expect(bandFaults('', '1001')).toEqual({ min: 'required', max: 'number' })
    expect(bandFaults('7,5', '10')).toEqual({ min: 'number' })
  })
})
