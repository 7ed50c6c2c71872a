import { describe, expect, it } from 'vitest'
import fixture from '../../../dev/fixtures/board.json'
import { after, anyNorm, type Board, type BoardRow } from './board'

const board = fixture as unknown as Board
const row = (id: number, counted: number): BoardRow => ({ ...board.rows[0]!, person: { id, name: 'N', team: null }, counted })

describe('the board', () => {
  it('begins with a snapshot and knows nothing before it', () => {
    expect(after(null, { type: 'row', data: row(5, 53) })).toBeNull()
    expect(after(null, { type: 'snapshot', data: board })).toBe(board)
  })

  it('changes one line in its place and leaves the others', () => {
    const next = after(board, { type: 'row', data: row(3, 39) })!
    expect(next.rows.map((one) => one.person.id)).toEqual(board.rows.map((one) => one.person.id))
    expect(next.rows[1]!.counted).toBe(39)
    expect(next.rows[0]).toBe(board.rows[0])
  })

  it('takes up a line it has not seen', () => {
    expect(after(board, { type: 'row', data: row(77, 1) })!.rows.at(-1)!.person.id).toBe(77)
  })

  // P7.4
  it('keeps its numbers when a link goes', () => {
    const link = [{ pbx: 'main', up: false, since: '2026-11-21T07:42:00.000Z', fault: 'lost' }]
    const next = after(board, { type: 'link', data: link })!
    expect(next.link).toBe(link)
    expect(next.rows).toBe(board.rows)
    expect(next.totals).toBe(board.totals)
  })

  it('speaks of plan and norm only where somebody has one', () => {
    expect(anyNorm(board.rows)).toBe(true)
    expect(anyNorm([{ norm: null }])).toBe(false)
    expect(anyNorm([])).toBe(false)
  })
})
