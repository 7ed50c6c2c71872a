import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, call } from '@/api/client'
import { tell, type Told } from '@/api/problem'
import { useCards } from '@/phone/cards'

/** A call that is owed to somebody who called in vain (P3.6); its age counts from `madeAt`. */
export interface PromiseLine {
  id: number
  owner: number | null
  ownerName: string | null
  client: number | null
  clientName: string
  number: string
  caller: string
  lastCall: string
  times: number
  madeAt: string
  lastAt: string
}

/** One's own open promises, the oldest first; loaded again when the live channel says that they changed. */
export const usePromises = defineStore('promises', () => {
  const lines = ref<PromiseLine[] | null>(null)
  const failed = ref<Told | null>(null)

  async function load(): Promise<void> {
    try {
      const page = (await call(api.GET('/promises', { params: { query: { mine: true } } }))) as { items: PromiseLine[] }
      lines.value = page.items
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
