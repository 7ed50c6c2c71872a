import type { Card } from '@/phone/card'

/**
 * Which card is in front after a change. Whoever is being talked to comes to the front; a new ring does so only when
 * it takes nothing away: no card is open, or the open one waits for its notes and nobody is typing them.
 */
export function inFront(
  shown: string | null,
  cards: readonly Card[],
  change: { card: Card; before: Card | null } | null,
  typing: boolean,
): string | null {
  const current = cards.find((card) => card.callId === shown)
  if (!current) return cards[0]?.callId ?? null
  if (!change || change.card.callId === shown) return shown
  const { card, before } = change
  if (card.phase === 'talking' && before?.phase !== 'talking') return card.callId
  if (card.phase === 'ringing' && !before && current.phase === 'wrap_up' && !typing) return card.callId
  return shown
}
