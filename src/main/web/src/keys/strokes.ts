/**
 * A key as it is written in a map: `KeyJ`, `Alt+End`, `Ctrl+Enter`, `Shift+Slash`, or two in a row: `KeyG KeyD`.
 * The names are those of `KeyboardEvent.code`, so a key is a place on the board and works in any layout.
 */
export interface Stroke {
  code: string
  ctrl: boolean
  alt: boolean
  shift: boolean
}

export function parseKeys(keys: string): Stroke[] {
  return keys.split(' ').map((part) => {
    const names = part.split('+')
    return {
      code: names.at(-1)!,
      ctrl: names.includes('Ctrl'),
      alt: names.includes('Alt'),
      shift: names.includes('Shift'),
    }
  })
}

/** What of a keyboard event a match needs. */
export type KeyPress = Pick<
  KeyboardEvent,
  'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing'
> & { getModifierState?: (key: string) => boolean }

export interface Surroundings {
  /** The person is typing: plain keys are text. */
  inText: boolean
  /** Whether plain keys act at all (WCAG 2.1.4); with Alt they always do. */
  singleKeys: boolean
}

/** A key without Ctrl or Alt: dead inside text, where Alt with it does the same. */
export function isPlain(stroke: Stroke): boolean {
  return !stroke.ctrl && !stroke.alt && !/^(F\d+|Escape)$/.test(stroke.code)
}

function codeOf(press: KeyPress): string {
  return press.code.replace(/^Numpad(?=\d$)/, 'Digit').replace('NumpadEnter', 'Enter')
}

export function matches(stroke: Stroke, press: KeyPress, around: Surroundings): boolean {
  if (press.isComposing || press.getModifierState?.('AltGraph')) return false
  const ctrl = press.ctrlKey || press.metaKey
  if (!isPlain(stroke)) {
    return codeOf(press) === stroke.code && ctrl === stroke.ctrl && press.altKey === stroke.alt &&
      press.shiftKey === stroke.shift
  }
  if (ctrl) return false
  const same = codeOf(press) === stroke.code && press.shiftKey === stroke.shift
  // The question mark stands elsewhere on other layouts; who types it means it.
  const asked = stroke.code === 'Slash' && stroke.shift && press.key === '?'
  if (!same && !asked) return false
  return press.altKey || (!around.inText && around.singleKeys)
}

const signs: Record<string, string> = {
  Enter: '↵', Escape: 'Esc', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', BracketLeft: '[',
  BracketRight: ']', Slash: '/', Period: '.', Comma: ',', Minus: '−', Equal: '+', Backspace: '⌫', Delete: 'Del',
}

const spoken: Record<string, string> = { BracketLeft: '[', BracketRight: ']', Slash: '/', Space: 'Space' }

/** The words on a key cap, a list of keys for each stroke. `space` is the one key whose cap is a word. */
export function caps(keys: string, space = 'Space'): string[][] {
  return parseKeys(keys).map((stroke) => {
    if (stroke.code === 'Slash' && stroke.shift) return ['?']
    const last = stroke.code === 'Space' ? space
      : signs[stroke.code] ?? stroke.code.replace(/^(Key|Digit)/, '')
    return [stroke.ctrl && 'Ctrl', stroke.alt && 'Alt', stroke.shift && 'Shift', last].filter((cap) => cap !== false)
  })
}

/** For aria-keyshortcuts. */
export function shortcut(keys: string): string {
  return parseKeys(keys)
    .map((stroke) => [stroke.ctrl && 'Control', stroke.alt && 'Alt', stroke.shift && 'Shift',
      spoken[stroke.code] ?? stroke.code.replace(/^(Key|Digit)/, '')].filter(Boolean).join('+'))
    .join(' ')
}
