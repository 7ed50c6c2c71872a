import { beforeEach, describe, expect, it } from 'vitest'
import { Actions, type Action } from './actions'
import { caps, matches, parseKeys, shortcut, type KeyPress } from './strokes'

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  code, key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, isComposing: false,
  ...more,
})
const free = { inText: false, singleKeys: true }
const typing = { inText: true, singleKeys: true }
const one = (keys: string) => parseKeys(keys)[0]!

describe('a key', () => {
  it('is a place on the keyboard, so a Cyrillic layout changes nothing', () => {
    expect(matches(one('KeyJ'), press('KeyJ', { key: 'о' }), free)).toBe(true)
    expect(matches(one('Ctrl+KeyK'), press('KeyK', { key: 'л', ctrlKey: true }), typing)).toBe(true)
  })

  it('without Ctrl or Alt is dead inside text, where Alt with it does the same', () => {
    expect(matches(one('KeyN'), press('KeyN'), typing)).toBe(false)
    expect(matches(one('KeyN'), press('KeyN', { altKey: true }), typing)).toBe(true)
    expect(matches(one('Digit3'), press('Digit3', { altKey: true }), typing)).toBe(true)
  })

  it('without Ctrl or Alt can be switched off', () => {
    const off = { inText: false, singleKeys: false }
    expect(matches(one('KeyN'), press('KeyN'), off)).toBe(false)
    expect(matches(one('KeyN'), press('KeyN', { altKey: true }), off)).toBe(true)
  })

  it('typed with AltGr or into an input method is text', () => {
    expect(matches(one('KeyN'), press('KeyN', { altKey: true, getModifierState: () => true }), free)).toBe(false)
    expect(matches(one('KeyN'), press('KeyN', { isComposing: true }), free)).toBe(false)
  })

  it('never answers to a browser shortcut that only shares its letter', () => {
    expect(matches(one('KeyN'), press('KeyN', { ctrlKey: true }), free)).toBe(false)
    expect(matches(one('KeyT'), press('KeyT', { metaKey: true }), free)).toBe(false)
    expect(matches(one('Alt+End'), press('End'), free)).toBe(false)
  })

  it('may be on the number pad', () => {
    expect(matches(one('Digit4'), press('Numpad4'), free)).toBe(true)
  })

  it('asks for the sheet wherever the question mark stands', () => {
    expect(matches(one('Shift+Slash'), press('Slash', { shiftKey: true, key: ',' }), free)).toBe(true)
    expect(matches(one('Shift+Slash'), press('Digit7', { shiftKey: true, key: '?' }), free)).toBe(true)
  })

  it('is written on its cap', () => {
    expect(caps('Ctrl+Enter')).toEqual([['Ctrl', '↵']])
    expect(caps('KeyG KeyD')).toEqual([['G'], ['D']])
    expect(caps('Space', 'Пробел')).toEqual([['Пробел']])
    expect(caps('Shift+Slash')).toEqual([['?']])
    expect(shortcut('Alt+End')).toBe('Alt+End')
  })
})

describe('the key map', () => {
  let actions: Actions
  const ran: string[] = []
  const action = (id: string, more: Partial<Action> = {}): Action => ({
    id, run: () => ran.push(id), always: false, hidden: false, enabled: true, ...more,
  })
  const at = (now: number, more = {}) => ({ inText: false, modal: false, now, ...more })

  beforeEach(() => {
    actions = new Actions()
    actions.declare([
      { action: 'list.next', keys: 'KeyJ', repeats: true },
      { action: 'desk.note', keys: 'KeyN' },
      { action: 'player.remark', keys: 'KeyN' },
      { action: 'phone.hangUp', keys: 'Alt+End' },
      { action: 'go.desk', keys: 'KeyG KeyD' },
      { action: 'go.board', keys: 'KeyG KeyB' },
      { action: 'desk.decision', keys: 'KeyD' },
    ])
  })

  it('runs only what is on the page', () => {
    expect(actions.find(press('KeyN'), at(0))).toBeNull()
    const remove = actions.add(action('desk.note'))
    expect(actions.find(press('KeyN'), at(0))?.id).toBe('desk.note')
    remove()
    expect(actions.find(press('KeyN'), at(0))).toBeNull()
  })

  it('lets the latest on the page win a shared key', () => {
    actions.add(action('desk.note'))
    actions.add(action('player.remark'))
    expect(actions.find(press('KeyN'), at(0))?.id).toBe('player.remark')
  })

  it('leaves the page alone under a dialog, but hangs up', () => {
    actions.add(action('desk.note'))
    actions.add(action('phone.hangUp', { always: true }))
    expect(actions.find(press('KeyN'), at(0, { modal: true }))).toBeNull()
    expect(actions.find(press('End', { altKey: true }), at(0, { modal: true }))?.id).toBe('phone.hangUp')
  })

  it('repeats moving, never doing', () => {
    actions.add(action('list.next'))
    actions.add(action('desk.note'))
    expect(actions.find(press('KeyJ', { repeat: true }), at(0))?.id).toBe('list.next')
    expect(actions.find(press('KeyN', { repeat: true }), at(0))).toBeNull()
  })

  it('takes two keys in a row, and the second is not taken for itself', () => {
    for (const id of ['go.desk', 'go.board', 'desk.decision']) actions.add(action(id))
    expect(actions.find(press('KeyG'), at(0))).toBeNull()
    expect(actions.waiting).toBe(true)
    expect(actions.find(press('KeyD'), at(300))?.id).toBe('go.desk')
    expect(actions.find(press('KeyD'), at(600))?.id).toBe('desk.decision')
  })

  it('forgets the first of two after a while', () => {
    for (const id of ['go.desk', 'desk.decision']) actions.add(action(id))
    actions.find(press('KeyG'), at(0))
    expect(actions.find(press('KeyD'), at(2000))?.id).toBe('desk.decision')
  })
})
