import { computed, reactive, ref, watch } from 'vue'
import { ownKey } from '@/session/own'

/**
 * A form whose words outlive an error, a change of page and a reload: what differs from what is stored stays in this
 * tab until it is saved or dropped. `place` names the form and the row it is about.
 */
export function useKeptForm<Form extends object>(place: string, stored: Form) {
  const key = ownKey(`form.${place}`)
  const base = ref(copy(stored))
  const found = read<Form>(key)
  const form = reactive(found ? { ...copy(stored), ...found } : copy(stored)) as Form
  /** Whether words of an earlier visit were brought back. */
  const restored = ref(Boolean(found) && !same(form, stored))
  const dirty = computed(() => !same(form, base.value as Form))

  watch(form, () => {
    try {
      if (dirty.value) sessionStorage.setItem(key, JSON.stringify(form))
      else sessionStorage.removeItem(key)
    } catch {
      // Storage is off: the form stays as long as the page.
    }
  })

  /** The server holds this now: fields nobody has touched follow, others keep what was typed. */
  function storedNow(next: Form): void {
    for (const field of Object.keys(next) as (keyof Form)[]) {
      if (same(form[field], (base.value as Form)[field])) form[field] = copy(next[field])
    }
    base.value = copy(next) as never
  }

  /** Saved or dropped: the form shows what is stored. */
  function settle(next: Form = base.value as Form): void {
    base.value = copy(next) as never
    Object.assign(form, copy(next))
    restored.value = false
    try {
      sessionStorage.removeItem(key)
    } catch {
      // Storage is off: nothing was kept.
    }
  }

  return { form, dirty, restored, storedNow, settle }
}

function read<Form>(key: string): Partial<Form> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<Form> | null
  } catch {
    return null
  }
}

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
