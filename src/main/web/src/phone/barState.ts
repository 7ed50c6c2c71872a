import { CircleCheck, CircleHelp, Coffee, Pause, PenLine, Phone, PhoneCall, PhoneIncoming, PhoneOff } from '@lucide/vue'
import { computed } from 'vue'
import { t, te } from '@/words'
import type { Card } from './card'
import { useCards } from './cards'

const tones = {
  ringing: 'info', talking: 'bad', held: 'warn', wrap_up: 'accent', available: 'ok', away: 'warn', offline: 'quiet',
  unknown: 'quiet',
}

/** What the bar says of one's own phone: the call that is on, else whether one is there. */
export function usePhoneState() {
  const cards = useCards()
  const card = computed<Card | null>(() => cards.current)
  const phase = computed(() => card.value?.phase ?? null)
  const inCall = computed(() => phase.value === 'talking' || phase.value === 'held')
  const state = computed(() => phase.value ?? cards.availability?.state ?? 'unknown')
  const dialling = computed(() => phase.value === 'ringing' && card.value?.direction === 'outbound')
  const tone = computed(() => tones[state.value])
  const icon = computed(() => ({
    ringing: dialling.value ? PhoneCall : PhoneIncoming, talking: Phone, held: Pause, wrap_up: PenLine,
    available: CircleCheck, away: Coffee, offline: PhoneOff, unknown: CircleHelp,
  })[state.value])
  const words = computed(() => {
    if (dialling.value) return t('phone.dialling')
    return phase.value ? t(`phone.phase.${phase.value}`) : t(`phone.state.${state.value}`)
  })
  const since = computed(() => {
    if (!card.value) return cards.availability?.since ?? null
    const { phase: at, ringingSince, answeredAt, endedAt } = card.value
    return { ringing: ringingSince, talking: answeredAt, held: answeredAt, wrap_up: endedAt }[at] ?? ringingSince
  })
  /** Why one is away, as one said oneself. */
  const reason = computed(() => {
    const code = card.value ? null : cards.availability?.reason
    return code ? (te(`phone.reason.${code}`) ? t(`phone.reason.${code}`) : code) : ''
  })
  return { card, phase, inCall, state, tone, icon, words, since, reason }
}
