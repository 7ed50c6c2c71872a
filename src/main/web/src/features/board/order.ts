import type { Sorting } from '@/ui'
import { locale } from '@/words'
import type { BoardRow } from './board'

/** Who stands first when sorted by state: those of whom one may want to ask why, then those at work, then the absent. */
const states: BoardRow['state'][] = ['away', 'available', 'wrap_up', 'ringing', 'talking', 'offline']

type Measure = (row: BoardRow) => number | null

const measures: Record<string, Measure> = {
  counted: (row) => row.counted,
  bar: (row) => (row.norm ? row.counted - row.planNow : null),
  forecast: (row) => row.forecast,
  state: (row) => states.indexOf(row.state),
  hour: (row) => row.lastHour.reduce((sum, calls) => sum + calls, 0),
  inbound: (row) => row.inbound,
  outbound: (row) => row.outbound,
  answered: (row) => row.answered,
  missed: (row) => row.missed,
  talk: (row) => row.talkMs,
}

const names = (a: BoardRow, b: BoardRow) => a.person.name.localeCompare(b.person.name, locale())

/** Longest first among those in the same state, whichever way the states stand; who has not been heard of stands last. */
const longest = (a: BoardRow, b: BoardRow) => (a.stateSince ?? '9').localeCompare(b.stateSince ?? '9')

/** The rows by a column. What is unknown (no norm, no forecast yet) stands last both ways; equals stand by name. */
export function sorted(rows: readonly BoardRow[], by: Sorting | null): BoardRow[] {
  if (!by) return [...rows]
  const way = by.down ? -1 : 1
  const measure = measures[by.key]
  if (!measure) return [...rows].sort((a, b) => way * names(a, b))
  return [...rows].sort((a, b) => {
    const [left, right] = [measure(a), measure(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || names(a, b)
    return way * (left - right) || (by.key === 'state' ? longest(a, b) : names(a, b))
  })
}

/** The same with teams together, by name; those without one come last. */
export function byTeam(rows: readonly BoardRow[]): BoardRow[] {
  const team = (row: BoardRow) => row.person.team
  return [...rows].sort((a, b) => {
    if (team(a) === team(b)) return 0
    if (team(a) === null || team(b) === null) return team(a) === null ? 1 : -1
    return team(a)!.localeCompare(team(b)!, locale())
  })
}

export function teamsOf(rows: readonly BoardRow[]): number {
  return new Set(rows.map((row) => row.person.team)).size
}

export interface TeamTotals {
  people: number
  counted: number
  planNow: number
  /** The norms of those who have one and work today; nobody does: null. */
  norm: { min: number; max: number } | null
  /** Null as long as it is too early for any of those with a norm. */
  forecast: number | null
  talking: number
  atWork: number
  lastHour: number[]
  inbound: number
  outbound: number
  answered: number
  missed: number
  talkMs: number
}

/** What a plan is held against: the calls of those who have a norm, not of everybody on the board. */
export interface PlanNow {
  counted: number
  plan: number
}

/** Null when nobody here has a norm. */
export function planNowOf(rows: readonly BoardRow[]): PlanNow | null {
  const withNorm = rows.filter((row) => row.norm)
  return withNorm.length
    ? { counted: add(withNorm.map((row) => row.counted)), plan: add(withNorm.map((row) => row.planNow)) } : null
}

const add = (figures: readonly number[]) => figures.reduce((total, one) => total + one, 0)

export function teamTotals(rows: readonly BoardRow[]): TeamTotals {
  const sum = (of: (row: BoardRow) => number) => add(rows.map(of))
  const withNorm = rows.filter((row) => row.norm && row.toneReason !== 'no_shift')
  const forecasts = withNorm.map((row) => row.forecast).filter((one) => one !== null)
  return {
    people: rows.length,
    counted: sum((row) => row.counted),
    planNow: sum((row) => row.planNow),
    norm: withNorm.length
      ? { min: add(withNorm.map((row) => row.norm!.min)), max: add(withNorm.map((row) => row.norm!.max)) } : null,
    forecast: forecasts.length ? add(forecasts) : null,
    talking: rows.filter((row) => row.state === 'talking').length,
    atWork: rows.filter((row) => row.state !== 'offline').length,
    lastHour: Array.from({ length: Math.max(0, ...rows.map((row) => row.lastHour.length)) }, (_, at) =>
      sum((row) => row.lastHour[at] ?? 0)),
    inbound: sum((row) => row.inbound),
    outbound: sum((row) => row.outbound),
    answered: sum((row) => row.answered),
    missed: sum((row) => row.missed),
    talkMs: sum((row) => row.talkMs),
  }
}
