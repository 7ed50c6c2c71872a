import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8')
const tokens = new Map<string, { light: string; dark: string }>()
for (const found of css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) {
  tokens.set(found[1]!, { light: found[2]!, dark: found[3]! })
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['bg', 'surface', 'raised', 'hover']
const text: [string, string[]][] = [
  ['ink', [...grounds, 'accent-soft', 'quiet-soft', 'ok-soft', 'warn-soft', 'bad-soft', 'info-soft', 'norm']],
  ['ink-2', [...grounds, 'accent-soft', 'quiet-soft', 'warn-soft', 'bad-soft', 'info-soft']],
  ['ink-3', [...grounds, 'accent-soft', 'quiet-soft']],
  ['accent', [...grounds, 'accent-soft']],
  ['ok', ['surface', 'bg', 'raised', 'ok-soft']],
  ['warn', ['surface', 'bg', 'raised', 'warn-soft']],
  ['bad', ['surface', 'bg', 'raised', 'hover', 'bad-soft']],
  ['info', ['surface', 'bg', 'raised', 'info-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-bad', ['bad', 'bad-hover']],
]
const shapes: [string, string[]][] = [
  ['line-strong', ['surface', 'bg', 'raised']],
  ['accent', ['track', 'norm', 'surface', 'bg']],
  ['bad', ['track', 'norm', 'surface']],
  ['warn', ['track', 'norm', 'surface']],
  ['ink', ['track', 'norm', 'surface']],
  ['bars', ['surface', 'bg']],
  // The norm's band is read by its edge; the fill may be faint.
  ['norm-edge', ['surface']],
]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string) => tokens.get(name)![theme]

  it.each(text.flatMap(([ink, on]) => on.map((ground) => [ink, ground] as const)))(
    'text in %s reads on %s',
    (ink, ground) => {
      expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(shapes.flatMap(([shape, on]) => on.map((ground) => [shape, ground] as const)))(
    'the shape %s stands out from %s',
    (shape, ground) => {
      expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3)
    },
  )
})
