/** A stretch of a recording, in milliseconds from its beginning. */
export interface Stretch {
  from: number
  to: number
}

/** Below this a column of the peaks is silence: noise of a line stays under it, a quiet voice does not. */
const SILENT = 10
/** A pause in speech is shorter; only what is longer is skipped. */
const LONG_MS = 1200
/** Left of a silence on both sides, so that no word is cut. */
const MARGIN_MS = 250

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const

/** One lane of the peaks: a byte a column. */
export function lane(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

/** Where nobody speaks for long, on no lane. */
export function silences(lanes: readonly Uint8Array[], columnMs: number): Stretch[] {
  const columns = Math.max(0, ...lanes.map((one) => one.length))
  const found: Stretch[] = []
  let begun = -1
  for (let at = 0; at <= columns; at++) {
    const silent = at < columns && lanes.every((one) => (one[at] ?? 0) < SILENT)
    if (silent && begun < 0) begun = at
    if (silent || begun < 0) continue
    const [from, to] = [begun * columnMs, at * columnMs]
    begun = -1
    if (to - from >= LONG_MS) found.push({ from: from + MARGIN_MS, to: to - MARGIN_MS })
  }
  return found
}

/** Where to go on from here when silence is skipped; null when somebody speaks. */
export function afterSilence(found: readonly Stretch[], ms: number): number | null {
  return found.find((one) => ms >= one.from && ms < one.to)?.to ?? null
}

/** The speed one step up or down. */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const at = speeds.findIndex((one) => one >= speed)
  return speeds[Math.min(speeds.length - 1, Math.max(0, at + by))]!
}

/** Spans by the clock as stretches of a recording that began then; what lies outside of it is left out. */
export function within(spans: readonly { from: string; to: string | null }[], startedAt: string, durationMs: number): Stretch[] {
  const zero = new Date(startedAt).getTime()
  return spans
    .map(({ from, to }) => ({
      from: Math.max(0, new Date(from).getTime() - zero),
      to: Math.min(durationMs, to ? new Date(to).getTime() - zero : durationMs),
    }))
    .filter((one) => one.to > one.from)
}
