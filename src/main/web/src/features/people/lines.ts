import { computed, ref, watch } from 'vue'
import { useKeptForm } from '@/forms/kept'
import { useAction } from '@/keys/actions'
import { sayError, sayWithUndo } from '@/ui'
import { t } from '@/words'
import type { Person } from './people'
import { useSaving } from './saving'

/** A list of a person that is edited and stored as a whole: their phones, their hours. */
interface Kind<Line> {
  /** Names the form in this tab and the words of the room: `people.<name>.saved`. */
  name: 'phones' | 'shifts'
  of: (person: Person) => Line[]
  put: (version: number, lines: Line[]) => Promise<Person>
  /** What is sent of a line as it was typed. */
  tidy?: (line: Line) => Line
  known?: () => Record<string, string>
}

interface Told {
  changed: (person: Person) => void
  stale: () => void
}

export function usePersonLines<Line>(person: () => Person, kind: Kind<Line>, told: Told) {
  const { name, of, put, tidy = (line: Line) => line } = kind
  const stored = () => ({ lines: of(person()) })
  const { form, dirty, storedNow, settle } = useKeptForm(`person.${person().id}.lines.${name}`, stored())
  watch(() => person().version, () => storedNow(stored()))
  const editing = ref(dirty.value)
  const { busy, faults, send } = useSaving(told.stale, kind.known)

  function take(next: Person) {
    told.changed(next)
    settle({ lines: of(next) })
  }

  async function save() {
    if (!dirty.value) return
    const before = [...of(person())]
    const saved = await send(() => put(person().version, form.lines.map(tidy)))
    if (!saved) return
    take(saved)
    editing.value = false
    sayWithUndo(t(`people.${name}.saved`, { name: saved.name }), () => put(saved.version, before).then(take, sayError))
  }

  function drop() {
    settle()
    faults.value = {}
    editing.value = false
  }

  const lines = computed({
    get: () => form.lines,
    set: (next) => {
      form.lines = next
    },
  })
  const raise = useAction('people.save', save, { when: () => dirty.value })
  return { lines, dirty, editing, busy, faults, save, drop, raise }
}
