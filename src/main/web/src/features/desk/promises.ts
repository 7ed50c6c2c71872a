import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, call } from '@/api/client'
import type { Schema } from '@/api/contract'
import { tell, type Told } from '@/api/problem'
import { useCards } from '@/phone/cards'
import type { Tone } from '@/ui'
import { nowMinute } from '@/words/format'

/** A call that is owed to somebody who called in vain (P3.6); its age counts from `madeAt`. */
export type PromiseLine = Schema<'PromiseLine'>

export const promiseAge = (since: string) => Math.max(0, nowMinute.value + 59_999 - new Date(since).getTime())

/** Amber after a quarter of an hour, red after a whole one: by then the client has called somebody else. */
export function promiseTone(since: string): Tone {
  const age = promiseAge(since)
  return age >= 3_600_000 ? 'bad' : age >= 900_000 ? 'warn' : 'none'
}

const PAGE = 200

/** One's own open promises, the oldest first; loaded again, as far as shown, when the live channel tells of changes. */
export const usePromises = defineStore('promises', () => {
  const lines = ref<PromiseLine[] | null>(null)
  /** The cursor of the next page; null when all is here. */
  const next = ref<string | null>(null)
  const failed = ref<Told | null>(null)
  let asked = 0

  const page = (cursor?: string) =>
    call(api.GET('/promises', { params: { query: { mine: true, cursor, limit: PAGE } } }))

  /** Of two questions only the later one is answered on the page. */
  async function load(): Promise<void> {
    const turn = ++asked
    const shown = lines.value?.length ?? 0
    try {
      let found = await page()
      const all = [...found.items]
      while (found.next && all.length < shown) {
        found = await page(found.next)
        all.push(...found.items)
      }
      if (turn !== asked) return
      lines.value = all
      next.value = found.next
      failed.value = null
    } catch (error) {
      if (turn === asked) failed.value = tell(error)
    }
  }

  /** What is already here stays when the next page does not come. */
  async function more(): Promise<void> {
    if (!next.value) return
    const turn = ++asked
    const found = await page(next.value)
    if (turn !== asked) return
    lines.value = [...(lines.value ?? []), ...found.items]
    next.value = found.next
  }

  /** Gone from the list at once; back again if the server refuses. */
  async function keep(line: PromiseLine): Promise<void> {
    lines.value = lines.value?.filter((one) => one.id !== line.id) ?? null
    try {
      await call(api.POST('/promises/{id}/kept', { params: { path: { id: line.id } } }))
    } catch (error) {
      await load()
      throw error
    }
  }

  async function reopen(line: PromiseLine): Promise<void> {
    await call(api.DELETE('/promises/{id}/kept', { params: { path: { id: line.id } } }))
    await load()
  }

  useCards().whenPromises(() => void load())
  return { lines, next, failed, load, more, keep, reopen }
})
