import { describe, expect, it } from 'vitest'
import fixture from '../../../dev/fixtures/board.json'
import type { Board, BoardRow } from './board'
import { byTeam, planNowOf, sorted, teamsOf, teamTotals } from './order'

const first = (fixture as unknown as Board).rows[0]!
const row = (name: string, change: Partial<BoardRow> = {}, team: string | null = 'Б'): BoardRow =>
  ({ ...first, ...change, person: { id: name.charCodeAt(0), name, team } })
const names = (rows: BoardRow[]) => rows.map((one) => one.person.name).join(' ')

describe('the order of the board', () => {
  const rows = [row('Анна', { counted: 5, forecast: null }), row('Борис', { counted: 9, forecast: 40 }), row('Вера', { counted: 5, forecast: 60 })]

  it('is the server’s as long as nobody sorts', () => {
    expect(names(sorted(rows, null))).toBe('Анна Борис Вера')
  })

  it('goes by a column, equals by name', () => {
    expect(names(sorted(rows, { key: 'counted', down: true }))).toBe('Борис Анна Вера')
    expect(names(sorted(rows, { key: 'counted', down: false }))).toBe('Анна Вера Борис')
    expect(names(sorted(rows, { key: 'person', down: true }))).toBe('Вера Борис Анна')
  })

  it('keeps at the end what is unknown, whichever way it goes', () => {
    expect(names(sorted(rows, { key: 'forecast', down: true }))).toBe('Вера Борис Анна')
    expect(names(sorted(rows, { key: 'forecast', down: false }))).toBe('Борис Вера Анна')
  })

  it('by state shows first who has been away the longest', () => {
    const at = (state: BoardRow['state'], minute: string) => ({ state, stateSince: `2026-11-21T09:${minute}:00.000Z` })
    const people = [row('Анна', at('talking', '10')), row('Борис', at('away', '20')), row('Вера', at('away', '05'))]
    expect(names(sorted(people, { key: 'state', down: false }))).toBe('Вера Борис Анна')
  })

  it('by state shows last of those alike whoever was not heard of yet', () => {
    const away = { state: 'away' as const }
    const people = [row('Анна', { ...away, stateSince: null }), row('Борис', { ...away, stateSince: '2026-11-21T09:00:00.000Z' })]
    expect(names(sorted(people, { key: 'state', down: false }))).toBe('Борис Анна')
  })

  it('leaves what it was given as it was', () => {
    sorted(rows, { key: 'counted', down: true })
    expect(names(rows)).toBe('Анна Борис Вера')
  })
})

describe('the teams of the board', () => {
  const rows = [row('Анна', {}, null), row('Борис', { counted: 1 }, 'Продажи'), row('Вера', { counted: 2 }, 'Загон'), row('Глеб', { counted: 3 }, 'Продажи')]

  it('stand together by name, whoever has none last, and keep the order within', () => {
    expect(names(byTeam(rows))).toBe('Вера Борис Глеб Анна')
    expect(teamsOf(rows)).toBe(3)
  })

  it('sum what their people did', () => {
    const totals = teamTotals([
      row('Борис', { counted: 10, planNow: 4, norm: { min: 70, max: 100 }, forecast: 80, state: 'talking', missed: 1, talkMs: 1000, lastHour: [1, 2] }),
      row('Вера', { counted: 5, planNow: 0, norm: null, forecast: null, state: 'offline', missed: 2, talkMs: 500, lastHour: [3, 4] }),
    ])
    expect(totals).toMatchObject({ people: 2, counted: 15, planNow: 4, norm: { min: 70, max: 100 }, forecast: 80,
      talking: 1, atWork: 1, missed: 3, talkMs: 1500, lastHour: [4, 6] })
  })

  it('ask nothing of those who have no shift today', () => {
    const norm = { min: 70, max: 100 }
    const totals = teamTotals([row('Борис', { norm, toneReason: 'on_pace' }), row('Вера', { norm, toneReason: 'no_shift', forecast: null })])
    expect(totals.norm).toEqual(norm)
  })

  it('hold a plan against the calls of those alone who have a norm', () => {
    const norm = { min: 70, max: 100 }
    const rows = [row('Анна', { counted: 12, norm, planNow: 20 }), row('Вера', { counted: 30, norm: null, planNow: 0 })]
    expect(planNowOf(rows)).toEqual({ counted: 12, plan: 20 })
    expect(planNowOf(rows.slice(1))).toBeNull()
  })

  it('have neither norm nor forecast when nobody has', () => {
    expect(teamTotals([row('Вера', { norm: null, forecast: null })])).toMatchObject({ norm: null, forecast: null })
  })
})
