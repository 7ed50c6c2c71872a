import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, type App } from 'vue'
import { toast } from 'vue-sonner'
import fixtures from '../../../dev/fixtures/cards.json'
import type { Card, CloseReason } from '@/phone/card'
import { useCards } from '@/phone/cards'
import { i18n, setLocale } from '@/words'
import { useFarewells } from './farewell'

vi.mock('@/live', () => ({ live: { subscribe: () => () => {} }, leads: { value: false } }))

const callId = fixtures.known.callId
const card = (version: number) =>
  ({ ...structuredClone(fixtures.known), version, phase: 'ringing', detail: null }) as unknown as Card

let app: App
let cards: ReturnType<typeof useCards>

const hear = (type: string, data: unknown) => cards.hear({ topic: 'desk', epoch: 'a', seq: 0, type, data })
const close = (version: number, reason: CloseReason) => hear('closed', { callId, version, reason, by: 'M' })
const said = () => toast.getToasts().map((one) => ('title' in one ? one.title : ''))

beforeEach(async () => {
  vi.useFakeTimers()
  await setLocale('en')
  app = createApp({
    setup() {
      cards = useCards()
      useFarewells()
      return () => null
    },
  }).use(createPinia()).use(i18n)
  app.mount(document.createElement('div'))
  hear('card', card(1))
})

afterEach(() => {
  app.unmount()
  toast.getToasts().forEach(({ id }) => toast.dismiss(id))
  vi.useRealTimers()
})

describe('what is said of a call that leaves the desk', () => {
  it('is nothing when the queue rings the same person again at once', () => {
    close(2, 'moved')
    vi.advanceTimersByTime(900)
    hear('card', card(3))
    vi.advanceTimersByTime(5_000)
    expect(said()).toEqual([])
  })

  it('is said a moment later when the call stays away', () => {
    close(2, 'refused')
    expect(said()).toEqual([])
    vi.advanceTimersByTime(2_000)
    expect(said()).toEqual(['Call declined'])
  })

  it('is taken away when the call rings here again after all', () => {
    close(2, 'moved')
    vi.advanceTimersByTime(2_000)
    expect(said()).toHaveLength(1)
    hear('card', card(3))
    vi.advanceTimersByTime(2_000)
    expect(said()).toEqual([])
  })

  it('is said at once when somebody else talks to the client', () => {
    close(2, 'answered_elsewhere')
    expect(said()).toEqual(['M answered'])
  })
})
