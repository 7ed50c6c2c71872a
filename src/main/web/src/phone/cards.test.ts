import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import fixtures from '../../dev/fixtures/cards.json'
import type { Card } from './card'
import { useCards } from './cards'

vi.mock('@/live', () => ({ live: { subscribe: () => () => {} } }))

const card = (version: number, more: Partial<Card> = {}) =>
  ({ ...structuredClone(fixtures.known), version, detail: null, ...more }) as unknown as Card
const id = fixtures.known.callId
const free = { state: 'available', since: '2026-11-21T09:00:00.000Z', reason: null }

let cards: ReturnType<typeof useCards>
const hear = (type: string, data: unknown, epoch = 'a') => cards.hear({ topic: 'desk', epoch, seq: 0, type, data })

beforeEach(() => {
  setActivePinia(createPinia())
  cards = useCards()
  hear('snapshot', { cards: [], availability: free, link: [], promises: { open: 2 } })
})

describe('the open cards', () => {
  it('never go back: a lower or equal version is stale', () => {
    hear('card', card(3, { phase: 'talking' }))
    hear('card', card(2))
    hear('card', card(3))
    expect(cards.cards.get(id)!.phase).toBe('talking')
  })

  it('do not come back after their close, when a late message follows it', () => {
    hear('card', card(3))
    hear('closed', { callId: id, version: 4, reason: 'answered_elsewhere', by: 'Мария' })
    hear('card', card(4))
    expect(cards.sorted).toEqual([])
  })

  it('come back when the call comes back: a transfer returned', () => {
    hear('card', card(3))
    hear('closed', { callId: id, version: 4, reason: 'moved' })
    hear('card', card(5))
    expect(cards.sorted).toHaveLength(1)
  })

  it('are not closed by an old close', () => {
    hear('card', card(7))
    hear('closed', { callId: id, version: 4, reason: 'moved' })
    expect(cards.sorted).toHaveLength(1)
  })

  it('keep what was loaded when the next quick message comes without it', () => {
    hear('card', card(3, { detail: fixtures.known.detail as unknown as Card['detail'] }))
    hear('card', card(4, { phase: 'talking' }))
    expect(cards.cards.get(id)!.detail?.dossier).toHaveLength(5)
  })

  it('forget what was loaded for another client', () => {
    hear('card', card(3, { detail: fixtures.known.detail as unknown as Card['detail'] }))
    hear('card', card(4, { client: { ...card(4).client!, id: 99 } }))
    expect(cards.cards.get(id)!.detail).toBeNull()
  })

  it('are those of the snapshot and no others, whatever their versions after a restart of the server', () => {
    hear('card', card(9))
    hear('card', card(9, { callId: 'other' }))
    hear('snapshot', { cards: [card(1, { phase: 'talking' })], availability: free, link: [] }, 'b')
    expect(cards.sorted.map((one) => [one.callId, one.phase])).toEqual([[id, 'talking']])
  })

  it('tell who closed them and why', () => {
    const told = vi.fn()
    cards.whenClosed(told)
    hear('card', card(3))
    hear('closed', { callId: id, version: 4, reason: 'answered_elsewhere', by: 'Мария' })
    expect(told).toHaveBeenCalledOnce()
    expect(told.mock.calls[0]![0]).toMatchObject({ by: 'Мария' })
  })

  it('are told as closed when they went while the line was cut', () => {
    const told = vi.fn()
    cards.whenClosed(told)
    hear('card', card(3))
    hear('snapshot', { cards: [card(1, { callId: 'new' })], availability: free, link: [] })
    expect(told).toHaveBeenCalledOnce()
    expect(told.mock.calls[0]).toMatchObject([{ callId: id, reason: 'gone' }, { callId: id, version: 3 }])
    expect(cards.sorted.map((one) => one.callId)).toEqual(['new'])
  })

  it('put the talk before the ring, and the latest notes before older ones', () => {
    hear('card', card(1, { callId: 'old', phase: 'wrap_up', endedAt: '2026-11-21T09:00:00.000Z' }))
    hear('card', card(1, { callId: 'new', phase: 'wrap_up', endedAt: '2026-11-21T10:00:00.000Z' }))
    hear('card', card(1, { callId: 'ring', phase: 'ringing' }))
    hear('card', card(1, { callId: 'talk', phase: 'talking' }))
    expect(cards.sorted.map((one) => one.callId)).toEqual(['talk', 'ring', 'new', 'old'])
    expect(cards.current?.callId).toBe('talk')
  })

  it('do not make a free person busy because old notes wait', () => {
    hear('card', card(1, { phase: 'wrap_up', endedAt: '2026-11-21T09:00:00.000Z' }))
    expect(cards.current).toBeNull()
    hear('availability', { ...free, state: 'wrap_up' })
    expect(cards.current?.callId).toBe(id)
  })
})
