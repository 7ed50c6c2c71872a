import { onScopeDispose } from 'vue'
import type { Card, Closed } from '@/phone/card'
import { callerName } from '@/phone/callerWords'
import { useCards } from '@/phone/cards'
import { hint, unsay } from '@/ui'
import { t } from '@/words'

/** A queue rings the same person again within a second; only a call that stays away longer has left. */
const BACK_WITHIN_MS = 1_500
const mayComeBack = new Set<Closed['reason']>(['moved', 'missed', 'refused'])

/** Why the card went, in words; '' where nothing needs saying. */
function farewellWords({ reason, by }: Closed, card: Card): string {
  switch (reason) {
    case 'written_up':
    case 'gone':
      return ''
    case 'answered_elsewhere':
      return by ? t('desk.closed.answeredBy', { by }) : t('desk.closed.answered_elsewhere')
    case 'missed':
      return t(card.match === 'internal' ? 'desk.closed.missedInner' : 'desk.closed.missed')
    default:
      return t(`desk.closed.${reason}`)
  }
}

/**
 * Says why a card went from this desk. What may come back in a moment is said only when it did not, and what was said of
 * a call is taken away when the call is here again.
 */
export function useFarewells(): void {
  const cards = useCards()
  const said = new Map<string, string | number>()

  function tell(closed: Closed, card: Card): void {
    const words = farewellWords(closed, card)
    if (!words || cards.cards.has(closed.callId)) return
    const who = callerName(card)
    said.set(closed.callId, hint(words, closed.reason === 'wrap_up_over' ? t('desk.closed.wrapUpOverHint', { who }) : who))
  }

  onScopeDispose(cards.whenClosed((closed, card) => {
    // A page that is left meanwhile does not swallow it: the timer asks the cards, not the page.
    if (mayComeBack.has(closed.reason)) setTimeout(() => tell(closed, card), BACK_WITHIN_MS)
    else tell(closed, card)
  }))
  onScopeDispose(cards.whenCard(({ callId }) => {
    const id = said.get(callId)
    if (id !== undefined) unsay(id)
    said.delete(callId)
  }))
}
