import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, type App } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import fixtures from '../../dev/fixtures/cards.json'
import { i18n, setLocale } from '@/words'
import type { Card } from './card'
import { useCards } from './cards'
import { announcement, useRinging } from './ringing'

vi.mock('@/live', () => ({ live: { subscribe: () => () => {} }, leads: { value: false } }))

const card = (version: number, phase: Card['phase']) =>
  ({ ...structuredClone(fixtures.known), version, phase, detail: null }) as unknown as Card
const callId = fixtures.known.callId
const free = { state: 'available', since: '2026-11-21T09:00:00.000Z', reason: null }

let app: App
let cards: ReturnType<typeof useCards>

async function hear(type: string, data: unknown) {
  cards.hear({ topic: 'desk', epoch: 'a', seq: 0, type, data })
  await nextTick()
}

beforeEach(async () => {
  await setLocale('en')
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', name: 'desk', component: {} }] })
  app = createApp({
    setup() {
      cards = useCards()
      useRinging()
      return () => null
    },
  }).use(createPinia()).use(i18n).use(router)
  app.mount(document.createElement('div'))
  await hear('snapshot', { cards: [], availability: free, link: [] })
})

afterEach(() => app.unmount())

describe('what a screen reader is told of a call', () => {
  it('does not stay in the page when the call was answered elsewhere', async () => {
    await hear('card', card(1, 'ringing'))
    expect(announcement.value).not.toBe('')
    await hear('closed', { callId, version: 2, reason: 'answered_elsewhere', by: 'M' })
    expect(announcement.value).toBe('')
  })

  it('does not stay when the call was over while the connection was away', async () => {
    await hear('card', card(3, 'ringing'))
    await hear('snapshot', { cards: [], availability: free, link: [] })
    expect(announcement.value).toBe('')
  })

  it('stays while the card does, and goes with it', async () => {
    await hear('card', card(4, 'ringing'))
    await hear('card', card(5, 'talking'))
    expect(announcement.value).not.toBe('')
    await hear('card', card(6, 'wrap_up'))
    expect(announcement.value).not.toBe('')
    await hear('closed', { callId, version: 7, reason: 'written_up', by: null })
    expect(announcement.value).toBe('')
  })
})
