import type { KeyBinding } from '@/keys/actions'

/** Keys that act on every page; features declare their own beside their pages. */
export const shellKeys: KeyBinding[] = [
  { action: 'shell.palette', keys: 'Ctrl+KeyK' },
  { action: 'shell.sheet', keys: 'Shift+Slash' },
  { action: 'shell.undo', keys: 'KeyU' },
  { action: 'list.next', keys: 'KeyJ', repeats: true },
  { action: 'list.previous', keys: 'KeyK', repeats: true },
  { action: 'phone.answer', keys: 'KeyA' },
  { action: 'phone.hangUp', keys: 'Alt+End' },
  { action: 'phone.hold', keys: 'KeyH' },
  { action: 'phone.transfer', keys: 'KeyT' },
  { action: 'phone.card', keys: 'KeyG KeyC' },
]
