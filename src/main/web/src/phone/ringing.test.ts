import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, type App } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
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
let router: Router

async function hear(type: string, data: unknown) {
  cards.hear({ topic: 'desk', epoch: 'a', seq: 0, type, data })
  await nextTick()
}

const nobody = { cards: [], availability: free, link: [] }
const rings = () => ({ ...nobody, cards: [card(1, 'ringing')] })

/** The page as it comes up at this address, before anything was heard. */
async function openAt(address: string) {
  router = createRouter({ history: createMemoryHistory(), routes: [
    { path: '/', redirect: { name: 'board' } },
    { path: '/desk', name: 'desk', component: {} },
    { path: '/board', name: 'board', component: {} },
    { path: '/clients/:id', name: 'client', component: {} },
  ] })
  await router.push(address)
  app = createApp({
    setup() {
      cards = useCards()
      useRinging()
      return () => null
    },
  }).use(createPinia()).use(i18n).use(router)
  app.mount(document.createElement('div'))
}

async function settled() {
  await new Promise((done) => setTimeout(done))
  return router.currentRoute.value.path
}

beforeEach(() => setLocale('en'))
afterEach(() => app.unmount())

describe('where a ring leads', () => {
  it('keeps a page that was opened by its address while it rang already', async () => {
    await openAt('/clients/951')
    await hear('snapshot', rings())
    expect(await settled()).toBe('/clients/951')
    expect(announcement.value).not.toBe('')
  })

  it('leads the start page to the desk while it rings, as signing in does', async () => {
    await openAt('/')
    expect(router.currentRoute.value.name).toBe('board')
    await hear('snapshot', rings())
    expect(await settled()).toBe('/desk')
  })

  it('leads to the desk from a page that is open when it begins to ring', async () => {
    await openAt('/clients/951')
    await hear('snapshot', nobody)
    await hear('card', card(1, 'ringing'))
    expect(await settled()).toBe('/desk')
  })

  it('leads to the desk when it began to ring while the connection was away', async () => {
    await openAt('/clients/951')
    await hear('snapshot', nobody)
    await hear('snapshot', rings())
    expect(await settled()).toBe('/desk')
  })
})

describe('what a screen reader is told of a call', () => {
  beforeEach(async () => {
    await openAt('/desk')
    await hear('snapshot', nobody)
  })

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
