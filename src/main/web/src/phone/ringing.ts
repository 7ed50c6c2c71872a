import { onScopeDispose, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { isTextField } from '@/keys/actions'
import { leads } from '@/live'
import type { Card } from './card'
import { callerName, callerNumber } from './callerWords'
import { useCards } from './cards'

/** What the assertive live region of the phone bar says. */
export const announcement = ref('')

/**
 * What happens besides the card when a phone rings: it is announced, the system shows it (from one tab only), the
 * desk opens unless the person is typing elsewhere or asked for another page by its address, and leaving the page in a
 * call asks first.
 */
export function useRinging(): void {
  const { t } = useI18n()
  const router = useRouter()
  const cards = useCards()
  const notices = new Map<string, Notification>()
  const announced = ref('')

  function announce(card: Card, words: string): void {
    announced.value = card.callId
    announcement.value = words
  }

  function ring(card: Card): void {
    announce(card, t('phone.announce', { who: callerName(card), number: callerNumber(card) }))
    notice(card)
    const busy = isTextField(document.activeElement) || document.querySelector('[role="dialog"][data-state="open"]')
    if (!busy && !askedFor() && router.currentRoute.value.name !== 'desk') void router.push({ name: 'desk' })
  }

  /** Whether the page was just opened by its own address, while it rang already; the start page asks for none. */
  function askedFor(): boolean {
    return !cards.known && router.currentRoute.value.redirectedFrom?.path !== '/'
  }

  function notice(card: Card): void {
    if (!leads.value || document.hasFocus() || !('Notification' in window) || Notification.permission !== 'granted') return
    const shown = new Notification(callerName(card), { body: callerNumber(card), tag: card.callId, requireInteraction: true })
    shown.onclick = () => {
      window.focus()
      shown.close()
    }
    notices.set(card.callId, shown)
  }

  function hush(callId: string): void {
    notices.get(callId)?.close()
    notices.delete(callId)
  }

  onScopeDispose(cards.whenCard((card, before) => {
    if (card.phase === 'ringing' && before?.phase !== 'ringing') ring(card)
    if (card.phase !== 'ringing') hush(card.callId)
    if (card.phase === 'talking' && before && before.phase === 'ringing') {
      announce(card, t('phone.announceTalking', { who: callerName(card) }))
    }
    if (card.phase === 'wrap_up' && before && before.phase !== 'wrap_up') announce(card, t('phone.announceEnded'))
  }))
  onScopeDispose(cards.whenClosed(({ callId }) => hush(callId)))
  onScopeDispose(() => [...notices.keys()].forEach(hush))
  // What is over is not said any more: whoever reads the page from its top would hear of a call that is not there.
  onScopeDispose(watch(() => cards.cards.has(announced.value), (there) => {
    if (!there) announcement.value = ''
  }))

  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  onScopeDispose(watch(() => cards.talking !== null, (inCall) => {
    if (inCall) addEventListener('beforeunload', ask)
    else removeEventListener('beforeunload', ask)
  }, { immediate: true }))
  onScopeDispose(() => removeEventListener('beforeunload', ask))
}
