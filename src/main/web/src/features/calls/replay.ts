import type { Schema } from '@/api/contract'

export type Replay = Schema<'Replay'>
export type ReplayStep = Schema<'ReplayStep'>
export type LegAt = ReplayStep['legs'][number]
export type CallAt = ReplayStep['calls'][number]

/** One leg beside an event, and what of it the event changed. */
export interface LegNow extends LegAt {
  changed: Set<keyof LegAt>
}

/** One call beside an event, with its legs. */
export interface CallNow extends CallAt {
  legs: LegNow[]
  changed: boolean
}

/** The longest file that the server reads. */
export const LONGEST_FILE = 4_000_000

const differing = (now: LegAt, before: LegAt | undefined) =>
  new Set((Object.keys(now) as (keyof LegAt)[]).filter((key) => JSON.stringify(now[key]) !== JSON.stringify(before?.[key])))

/** How everything stands after a step: each step tells only what it changed. */
export function stateAfter(steps: readonly ReplayStep[], chosen: number): CallNow[] {
  const calls = new Map<number, CallAt>()
  const legs = new Map<string, LegAt>()
  for (const step of steps.slice(0, Math.max(0, chosen))) {
    step.calls.forEach((one) => calls.set(one.number, one))
    step.legs.forEach((one) => legs.set(one.uniqueid, one))
  }
  const here = steps[chosen]
  const changes = new Map(here?.legs.map((one) => [one.uniqueid, differing(one, legs.get(one.uniqueid))]))
  here?.calls.forEach((one) => calls.set(one.number, one))
  here?.legs.forEach((one) => legs.set(one.uniqueid, one))
  const all = [...legs.values()].map((one) => ({ ...one, changed: changes.get(one.uniqueid) ?? new Set<keyof LegAt>() }))
  return [...calls.values()].map((one) => ({
    ...one,
    legs: all.filter((leg) => leg.call === one.number),
    changed: here?.calls.some((other) => other.number === one.number) ?? false,
  }))
}

/** Bridges have long ids; a letter each, in the order in which they appear, tells them apart. */
export function lettersOf(steps: readonly ReplayStep[]): Map<string, string> {
  const letters = new Map<string, string>()
  for (const bridge of steps.flatMap((step) => step.legs.flatMap((leg) => leg.bridges))) {
    if (!letters.has(bridge)) {
      const place = letters.size
      letters.set(bridge, String.fromCharCode(65 + (place % 26)) + (place < 26 ? '' : Math.floor(place / 26)))
    }
  }
  return letters
}
