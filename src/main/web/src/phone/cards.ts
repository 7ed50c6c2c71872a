import { defineStore } from 'pinia'
import { computed, ref, shallowReactive } from 'vue'
import { live } from '@/live'
import type { LiveMessage } from '@/live/client'
import type { Availability, Card, Closed, Link } from './card'

const weight: Record<Card['phase'], number> = { talking: 0, ringing: 1, held: 2, wrap_up: 3 }

/** Calls before notes; of calls the longest first, of notes the latest. */
function inOrder(a: Card, b: Card): number {
  if (a.phase === 'wrap_up' && b.phase === 'wrap_up') return (b.endedAt ?? '').localeCompare(a.endedAt ?? '')
  return weight[a.phase] - weight[b.phase] || a.ringingSince.localeCompare(b.ringingSince)
}

/**
 * The open cards of the signed-in person, their own state and the links to the PBXs, as topic `desk` tells them.
 * A card never goes back: a message with a lower version than the one shown, or of a closed call, is dropped.
 */
export const useCards = defineStore('cards', () => {
  const cards = shallowReactive(new Map<string, Card>())
  const closed = new Map<string, number>()
  const availability = ref<Availability | null>(null)
  const links = ref<Link[]>([])
  const openPromises = ref<number | null>(null)
  const known = ref(false)
  const hearers = new Set<(card: Card, before: Card | null) => void>()
  const closers = new Set<(closed: Closed, card: Card) => void>()
  const promiseHearers = new Set<() => void>()
  let leave: (() => void) | null = null
  let epoch = ''

  const sorted = computed(() => [...cards.values()].sort(inOrder))
  /** The call that the phone bar speaks of; an old card that still waits for its notes is not what one is doing. */
  const current = computed<Card | null>(() => {
    const first = sorted.value[0] ?? null
    const busy = availability.value?.state
    return first?.phase === 'wrap_up' && busy && busy !== 'wrap_up' ? null : first
  })
  const ringing = computed(() => sorted.value.find((card) => card.phase === 'ringing') ?? null)
  const talking = computed(() => sorted.value.find((card) => card.phase === 'talking' || card.phase === 'held') ?? null)
  const linkDown = computed(() => links.value.find((link) => !link.up) ?? null)

  function put(card: Card, begunAnew = false): void {
    const before = cards.get(card.callId) ?? null
    if (before && before.version >= card.version && !begunAnew) return
    if ((closed.get(card.callId) ?? -1) >= card.version) return
    closed.delete(card.callId)
    // The quick first message of a change may come without the slow part; what was known of it stays.
    if (!card.detail && before?.detail && before.client?.id === card.client?.id) card.detail = before.detail
    cards.set(card.callId, card)
    hearers.forEach((hearer) => hearer(card, before))
  }

  function close(message: Closed): void {
    const card = cards.get(message.callId)
    if (card && card.version > message.version) return
    closed.set(message.callId, message.version)
    if (!card) return
    cards.delete(message.callId)
    closers.forEach((closer) => closer(message, card))
  }

  function hear(message: LiveMessage): void {
    switch (message.type) {
      case 'snapshot': {
        const data = message.data as { cards: Card[]; availability: Availability; link: Link[]; promises?: { open: number } }
        const gone = [...cards.values()].filter(({ callId }) => !data.cards.some((card) => card.callId === callId))
        gone.forEach(({ callId }) => cards.delete(callId))
        // A server begun anew may count versions anew.
        if (message.epoch !== epoch) closed.clear()
        data.cards.forEach((card) => put(card, message.epoch !== epoch))
        epoch = message.epoch
        availability.value = data.availability
        links.value = data.link
        if (data.promises) openPromises.value = data.promises.open
        known.value = true
        for (const card of gone) {
          closers.forEach((closer) => closer({ callId: card.callId, version: card.version, reason: 'gone' }, card))
        }
        break
      }
      case 'card':
        put(message.data as Card)
        break
      case 'closed':
        close(message.data as Closed)
        break
      case 'availability':
        availability.value = message.data as Availability
        break
      case 'link':
        links.value = message.data as Link[]
        break
      case 'promises':
        openPromises.value = (message.data as { open: number }).open
        promiseHearers.forEach((hearer) => hearer())
        break
    }
  }

  function start(): void {
    leave ??= live.subscribe('desk', hear)
  }

  function stop(): void {
    leave?.()
    leave = null
    cards.clear()
    closed.clear()
    availability.value = null
    links.value = []
    openPromises.value = null
    known.value = false
  }

  function hearing<Hearer>(set: Set<Hearer>) {
    return (hearer: Hearer) => {
      set.add(hearer)
      return () => void set.delete(hearer)
    }
  }

  return {
    cards, sorted, current, ringing, talking, availability, links, linkDown, openPromises, known,
    start, stop, hear, put,
    /** Called for each new or changed card, with the one before. */
    whenCard: hearing(hearers),
    /** Called when a card goes, with the reason. */
    whenClosed: hearing(closers),
    /** Called when the number of open promises changed. */
    whenPromises: hearing(promiseHearers),
  }
})
