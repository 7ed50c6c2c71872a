import { computed, reactive, ref, shallowRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { tell, type Told } from '@/api/problem'
import { sayError } from '@/ui'

interface Page<Row> {
  items: Row[]
  next: string | null
}

/** What `PagedList` shows: the pages that have come so far, or why none has. */
export interface Paged<Row = unknown> {
  /** Null until the first page is there. */
  rows: Row[] | null
  /** The cursor of the next page; null when all is here. */
  next: string | null
  failed: Told | null
  busy: boolean
  load: () => Promise<void>
  more: () => Promise<void>
}

/** A list that comes by pages. Of two questions only the later one is answered on the page. */
export function usePaged<Row>(ask: (cursor?: string) => Promise<Page<Row>>): Paged<Row> {
  const rows = shallowRef<Row[] | null>(null)
  const next = ref<string | null>(null)
  const failed = ref<Told | null>(null)
  const busy = ref(false)
  let asked = 0

  async function take(turn: number, cursor: string | undefined, onFault: (error: unknown) => void) {
    busy.value = true
    try {
      const found = await ask(cursor)
      if (turn !== asked) return
      rows.value = cursor ? [...(rows.value ?? []), ...found.items] : found.items
      next.value = found.next
    } catch (error) {
      if (turn === asked) onFault(error)
    } finally {
      if (turn === asked) busy.value = false
    }
  }

  function load() {
    failed.value = null
    return take(++asked, undefined, (error) => (failed.value = tell(error)))
  }

  /** What is already here stays when the next page does not come. */
  async function more() {
    if (next.value) await take(asked, next.value, sayError)
  }

  return reactive({ rows, next, failed, busy, load, more }) as Paged<Row>
}

/** A filter that stands in the address: it can be sent, and is there again when one comes back. */
export function useFilter(name: string): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => String(route.query[name] ?? ''),
    set: (value) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
  })
}
