import { nextTick } from 'vue'
import type { Card } from '@/phone/card'

declare global {
  interface Window {
    /** Set by a measurement: told of each card version that has reached the screen, with the host's clock in ms. */
    __scoutlinePainted?: (callId: string, version: number, at: number) => void
  }
}

/** The host's clock with the fraction of a millisecond that Date.now() leaves out. */
function preciseNow(): number {
  const whole = Date.now()
  const fine = performance.timeOrigin + performance.now()
  return Math.abs(fine - whole) < 2 ? fine : whole
}

/** Marks the frame after the one in which a card's change was painted (P3.1). */
export function markPainted(card: Card): void {
  const { callId, version } = card
  void nextTick(() => requestAnimationFrame(() => requestAnimationFrame(() => {
    performance.mark(`card-painted:${callId}:${version}`)
    window.__scoutlinePainted?.(callId, version, preciseNow())
  })))
}
