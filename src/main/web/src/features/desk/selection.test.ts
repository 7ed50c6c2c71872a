import { describe, expect, it } from 'vitest'
import fixtures from '../../../dev/fixtures/cards.json'
import type { Card } from '@/phone/card'
import { inFront } from './selection'

const card = (callId: string, phase: Card['phase']) => ({ ...fixtures.known, callId, phase }) as unknown as Card

describe('the card in front', () => {
  it('is the first one when none is open, or the open one has gone', () => {
    expect(inFront(null, [card('a', 'ringing')], null, false)).toBe('a')
    expect(inFront('gone', [card('a', 'wrap_up')], null, true)).toBe('a')
    expect(inFront('gone', [], null, false)).toBeNull()
  })

  it('stays when another call rings into a talk', () => {
    const ring = card('b', 'ringing')
    expect(inFront('a', [card('a', 'talking'), ring], { card: ring, before: null }, false)).toBe('a')
  })

  it('gives way to a ring in wrap-up, but not while one types', () => {
    const ring = card('b', 'ringing')
    const cards = [ring, card('a', 'wrap_up')]
    expect(inFront('a', cards, { card: ring, before: null }, false)).toBe('b')
    expect(inFront('a', cards, { card: ring, before: null }, true)).toBe('a')
  })

  it('becomes whoever is being talked to', () => {
    const talk = card('b', 'talking')
    expect(inFront('a', [talk, card('a', 'wrap_up')], { card: talk, before: card('b', 'ringing') }, true)).toBe('b')
  })
})
