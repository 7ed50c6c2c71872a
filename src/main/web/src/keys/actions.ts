import { onScopeDispose, reactive, shallowReactive, watchEffect } from 'vue'
import { isPlain, matches, parseKeys, type KeyPress, type Stroke } from './strokes'

/** One line of the product's key map. A feature declares its own in `feature.ts`; the sheet on `?` shows all. */
export interface KeyBinding {
  /** `feature.name`; its words stand under `<feature>.keys.<name>`. */
  action: string
  keys: string
  /** Holding the key down repeats the action: moving in lists, seeking. */
  repeats?: boolean
  /** What the sheet shows instead, where one line stands for several keys. */
  cap?: string
  /** Not on the sheet: another line speaks for it. */
  unlisted?: boolean
}

/** What stands ready to be done right now. */
export interface Action {
  id: string
  run: () => unknown
  /** A ready sentence for the palette where the words of the id do not do. */
  label?: () => string
  /** Also acts while a dialog is open: hanging up must always work. */
  always: boolean
  hidden: boolean
  enabled: boolean
}

interface ActionOptions {
  when?: () => boolean
  label?: () => string
  always?: boolean
  /** Not in the palette: moving in a list, digits. */
  hidden?: boolean
}

const SEQUENCE_MS = 1500

/** All keys and all actions of the product; one instance for a page. */
export class Actions {
  readonly bindings = shallowReactive(new Map<string, KeyBinding & { strokes: Stroke[] }>())
  readonly ready = reactive<Action[]>([])
  singleKeys = true
  #begun: { stroke: string; at: number } | null = null

  declare(bindings: KeyBinding[]): void {
    for (const binding of bindings) {
      this.bindings.set(binding.action, { ...binding, strokes: parseKeys(binding.keys) })
    }
  }

  keysOf(action: string): string | undefined {
    return this.bindings.get(action)?.keys
  }

  add(action: Action): () => void {
    this.ready.push(action)
    return () => {
      const at = this.ready.findIndex((one) => one === action || one.run === action.run)
      if (at >= 0) this.ready.splice(at, 1)
    }
  }

  /** Puts an action on top of those that share its key. */
  raise(action: Action): void {
    const at = this.ready.findIndex((one) => one.run === action.run)
    if (at >= 0 && at < this.ready.length - 1) this.ready.push(...this.ready.splice(at, 1))
  }

  /** The action a key press asks for, or null; the one that came last wins, so the top of the page decides. */
  find(press: KeyPress, around: { inText: boolean; modal: boolean; now: number }): Action | null {
    const surroundings = { inText: around.inText, singleKeys: this.singleKeys }
    const begun = this.#begun && around.now - this.#begun.at < SEQUENCE_MS ? this.#begun.stroke : null
    this.#begun = null
    for (const action of [...this.ready].reverse()) {
      if (!action.enabled || (around.modal && !action.always)) continue
      const binding = this.bindings.get(action.id)
      if (!binding || (press.repeat && !binding.repeats)) continue
      const [first, second] = binding.strokes
      if (!first) continue
      if (!second) {
        if (!begun && matches(first, press, surroundings)) return action
      } else if (begun === first.code && matches(second, press, surroundings)) {
        return action
      } else if (!begun && matches(first, press, surroundings)) {
        this.#begun = { stroke: first.code, at: around.now }
      }
    }
    return null
  }

  /** A sequence has begun: the press is used up though nothing ran. */
  get waiting(): boolean {
    return this.#begun !== null
  }
}

export const actions = new Actions()

/**
 * Makes an action available as long as the component (or scope) lives. The function it returns puts it on top of others
 * with the same key.
 */
export function useAction(id: string, run: () => unknown, options: ActionOptions = {}): () => void {
  const action = reactive<Action>({
    id, run, always: options.always ?? false, hidden: options.hidden ?? false, enabled: true,
    ...(options.label ? { label: options.label } : {}),
  })
  watchEffect(() => {
    action.enabled = options.when ? options.when() : true
  })
  onScopeDispose(actions.add(action as Action))
  return () => actions.raise(action as Action)
}

/** J and K for a list: of several on a page, the one last touched answers. Bind what it returns to `focusin`. */
export function useListKeys(move: (by: 1 | -1) => unknown, when: () => boolean = () => true): () => void {
  const raiseNext = useAction('list.next', () => move(1), { when, hidden: true })
  const raisePrevious = useAction('list.previous', () => move(-1), { when, hidden: true })
  return () => {
    raiseNext()
    raisePrevious()
  }
}

const TEXT_INPUTS = /^(text|search|email|password|tel|url|number|date|time|datetime-local|month|week)$/

export function isTextField(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false
  if (element.isContentEditable) return true
  if (element instanceof HTMLInputElement) return TEXT_INPUTS.test(element.type)
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ||
    element.closest('[role="menu"], [role="listbox"]') !== null
}

/** The one listener of the product. */
export function listenToKeys(target: Document = document): () => void {
  const onKey = (event: KeyboardEvent) => {
    const pressed = event.target instanceof HTMLElement ? event.target : null
    const acts = pressed?.closest('button, a, summary, [role="button"]')
    if (acts && !event.ctrlKey && !event.altKey && (event.code === 'Space' || event.code === 'Enter')) return
    const action = actions.find(event, {
      inText: isTextField(event.target),
      modal: target.querySelector('[role="dialog"][data-state="open"]') !== null,
      now: event.timeStamp,
    })
    if (!action && !actions.waiting) return
    event.preventDefault()
    action?.run()
  }
  target.addEventListener('keydown', onKey)
  return () => target.removeEventListener('keydown', onKey)
}

export { isPlain }
