import { computed, ref, watch, type Ref } from 'vue'
import { ApiError } from '@/api/problem'
import { ownKey } from '@/session/own'
import { changes, rebase, type Values } from './editing'

interface Around<Thing, Form extends Values> {
  /** Where an unfinished form is kept in the tab; one place for each thing that can be edited. */
  place: () => string
  current: () => Thing
  read: (thing: Thing) => Form
  versionOf: (thing: Thing) => number
  /** Fetches the thing as it is now, shows it and returns it. */
  reload: () => Promise<Thing>
  save: (change: Partial<Form>, version: number) => Promise<void>
}

interface Kept<Form> {
  form: Form
  base: Form
  version: number
}

/**
 * Editing in place: what is typed is kept in the tab until it is saved or given up, and survives a reload, an error and
 * somebody else's change. A save that meets another's change is not repeated by itself: theirs is shown beside ours.
 */
export function useEditing<Thing, Form extends Values>(around: Around<Thing, Form>) {
  const form = ref(null) as Ref<Form | null>
  const theirs = ref({}) as Ref<Partial<Form>>
  const busy = ref(false)
  let base: Form | null = null
  let version = 0

  const dirty = computed(() => form.value !== null && base !== null && Object.keys(changes(base, form.value)).length > 0)
  const copy = (values: Form) => JSON.parse(JSON.stringify(values)) as Form

  function open(kept: Kept<Form>): void {
    base = kept.base
    version = kept.version
    theirs.value = {}
    form.value = kept.form
  }

  function begin(): void {
    const values = around.read(around.current())
    open({ form: copy(values), base: copy(values), version: around.versionOf(around.current()) })
  }

  /** Opens the form that was left unfinished here; false when there is none. */
  function resume(): boolean {
    const kept = recall<Kept<Form>>(around.place())
    if (kept) open(kept)
    return kept !== null
  }

  /** Gives up what was typed; what it returns takes that back. */
  function cancel(): () => void {
    const given = form.value && base ? { form: form.value, base, version } : null
    close()
    return () => {
      if (given) open(given)
    }
  }

  function close(): void {
    form.value = null
    theirs.value = {}
    forget(around.place())
  }

  /** True when it is saved; false when somebody else had saved before, and it must be looked at again. */
  async function save(): Promise<boolean> {
    if (!form.value || !base || busy.value) return false
    const change = changes(base, form.value)
    if (!Object.keys(change).length) {
      close()
      return true
    }
    busy.value = true
    try {
      await around.save(change, version)
      close()
      return true
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'changed_meanwhile')) throw error
      const now = await around.reload()
      const found = rebase(base, form.value, around.read(now))
      base = copy(around.read(now))
      version = around.versionOf(now)
      form.value = copy(found.form)
      theirs.value = found.theirs
      return false
    } finally {
      busy.value = false
    }
  }

  /** Puts what stands on the server into the field instead of what was typed. */
  function takeTheirs(key: keyof Form & string): void {
    if (!form.value) return
    form.value[key] = theirs.value[key] as Form[typeof key]
    const left = { ...theirs.value }
    delete left[key]
    theirs.value = left
  }

  watch(form, (now) => {
    if (now && base && dirty.value) keep(around.place(), { form: now, base, version })
  }, { deep: true, flush: 'sync' })

  return { form, theirs, busy, dirty, begin, resume, cancel, save, takeTheirs }
}

const key = (place: string) => ownKey(`form.${place}`)

function recall<Kept>(place: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(place)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

function keep(place: string, kept: unknown): void {
  try {
    sessionStorage.setItem(key(place), JSON.stringify(kept))
  } catch {
    // Storage is off: the form lives as long as the page.
  }
}

function forget(place: string): void {
  try {
    sessionStorage.removeItem(key(place))
  } catch {
    // As above.
  }
}
