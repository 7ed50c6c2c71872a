import { describe, expect, it } from 'vitest'
import { readProblem } from '@/api/problem'
import { takenOf } from './taken'

const refusal = (body: object) => readProblem(new Response(null, { status: 409 }), body)

describe('a number that is another client’s already', () => {
  it('is told with those of them whom one may see, and with the others without a name', () => {
    const holders = [{ id: 7, name: 'Север', owner: 'Ольга' }]
    expect(takenOf(refusal({ code: 'number_taken', holders, others: true }))).toEqual({ holders, others: true })
  })

  it('is warned of even when the server says no more', () => {
    expect(takenOf(refusal({ code: 'number_taken' }))).toEqual({ holders: [], others: true })
  })

  it('is no reason for any other refusal', () => {
    expect(takenOf(refusal({ code: 'changed_meanwhile' }))).toBeNull()
    expect(takenOf(new Error('lost'))).toBeNull()
  })
})
