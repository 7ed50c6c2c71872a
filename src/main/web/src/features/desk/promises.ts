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

/** One's own open promises, the oldest first; loaded again when the live channel says that they changed. */
export const usePromises = defineStore('promises', () => {
  const lines = ref<PromiseLine[] | null>(null)
  const failed = ref<Told | null>(null)

  async function load(): Promise<void> {
    try {
      lines.value = (await call(api.GET('/promises', { params: { query: { mine: true } } }))).items
      failed.value = null
    } catch (error) {
      failed.value = tell(error)
    }
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
  return { lines, failed, load, keep, reopen }
})
