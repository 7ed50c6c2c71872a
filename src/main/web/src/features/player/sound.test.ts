import { describe, expect, it } from 'vitest'
import { afterSilence, lane, nextSpeed, silences, within } from './sound'

const columns = (text: string) => Uint8Array.from([...text].map((one) => (one === '#' ? 90 : 2)))

describe('the sound of a call', () => {
  it('is read from base64, a byte a column', () => {
    expect([...lane(btoa('\x00\x7f\xff'))]).toEqual([0, 127, 255])
  })

  it('is silent only where neither side speaks for long', () => {
    const ours = columns('##__________####__##')
    const client = columns('##______########__##')
    expect(silences([ours, client], 250)).toEqual([{ from: 750, to: 1750 }])
  })

  it('is silent to its end when nobody speaks any more', () => {
    expect(silences([columns('##__________')], 200)).toEqual([{ from: 650, to: 2150 }])
  })

  it('goes on after a silence, and nowhere else', () => {
    const found = [{ from: 1000, to: 4000 }]
    expect([999, 1000, 3999, 4000].map((ms) => afterSilence(found, ms))).toEqual([null, 4000, 4000, null])
  })

  it('has speeds from a half to four', () => {
    expect([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(0.5, -1), nextSpeed(4, 1)]).toEqual([1.25, 0.75, 0.5, 4])
  })

  it('carries marks of the call that fall inside of it', () => {
    const spans = [
      { from: '2026-11-21T09:59:50.000Z', to: '2026-11-21T10:00:05.000Z' },
      { from: '2026-11-21T10:00:30.000Z', to: null },
      { from: '2026-11-21T10:05:00.000Z', to: '2026-11-21T10:06:00.000Z' },
    ]
    expect(within(spans, '2026-11-21T10:00:00.000Z', 60_000)).toEqual([{ from: 0, to: 5000 }, { from: 30_000, to: 60_000 }])
  })
})
