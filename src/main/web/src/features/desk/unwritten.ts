import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, call } from '@/api/client'
import type { Schema } from '@/api/contract'
import { tell, type Told } from '@/api/problem'
import { useCards } from '@/phone/cards'

/** A conversation that nobody wrote up in time, with what was typed of it. */
export type Unwritten = Schema<'Unwritten'>

/** One's own conversations not yet written up; loaded again when a card goes. */
export const useUnwritten = defineStore('unwritten', () => {
  const lines = ref<Unwritten[] | null>(null)
  const failed = ref<Told | null>(null)

  async function load(): Promise<void> {
    try {
      lines.value = (await call(api.GET('/me/unwritten'))).items
      failed.value = null
    } catch (error) {
      failed.value = tell(error)
    }
  }

  const cards = useCards()
  cards.whenClosed((closed, card) => {
    // What was typed last may still be on its way to the server.
    if (closed.reason === 'wrap_up_over' || (closed.reason === 'gone' && card.phase !== 'ringing')) setTimeout(() => void load(), 1500)
  })
  return { lines, failed, load }
})
