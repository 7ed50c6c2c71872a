import { describe, expect, it } from 'vitest'
import { lettersOf, stateAfter, type ReplayStep } from './replay'

const leg = (uniqueid: string, more: object = {}) => ({
  call: 1, uniqueid, channel: uniqueid, endpoint: 'PJSIP/101', side: 'person', person: 1, state: 'created',
  createdAt: '', ringingAt: null, answeredAt: null, endedAt: null, holding: false, bridges: [], dialStatus: null, cause: 0,
  endEstimated: false, ...more,
})
const call = (number: number, more: object = {}) => ({
  number, direction: 'inbound', outside: '', dialled: '', queue: null, waiting: false, disposition: null, absorbedBy: null, ...more,
})
const step = (calls: object[], legs: object[]) =>
  ({ at: '', kind: 'x', channel: '', event: {}, failed: false, calls, legs }) as unknown as ReplayStep

const steps = [
  step([call(1)], [leg('a')]),
  step([call(2)], [leg('b', { call: 2 })]),
  step([call(1, { queue: 'sales' }), call(2, { absorbedBy: 1 })], [leg('a', { state: 'up', bridges: ['one'] }), leg('b')]),
  step([], [leg('b', { state: 'ended' })]),
]

describe('the state beside an event', () => {
  it('is what all events so far made', () => {
    expect(stateAfter(steps, 0).map((one) => one.legs.length)).toEqual([1])
    const [first, second] = stateAfter(steps, 2)
    expect([first!.queue, first!.legs.map((one) => one.uniqueid)]).toEqual(['sales', ['a', 'b']])
    expect([second!.absorbedBy, second!.legs]).toEqual([1, []])
  })

  it('tells what this event changed and nothing else', () => {
    const [call] = stateAfter(steps, 3)
    expect(call!.changed).toBe(false)
    expect(call!.legs.map((one) => [...one.changed])).toEqual([[], ['state']])
  })

  it('is nothing before the first event and for no event', () => {
    expect(stateAfter([], 0)).toEqual([])
    expect(stateAfter(steps, -1)).toEqual([])
  })
})

describe('bridges', () => {
  it('have a letter each, in the order in which they appear', () => {
    const many = Array.from({ length: 27 }, (_, at) => step([], [leg('a', { bridges: [`b${at}`] })]))
    expect([...lettersOf(many).values()].slice(24)).toEqual(['Y', 'Z', 'A1'])
  })
})
