import { onScopeDispose, readonly, ref } from 'vue'
import type { Schema } from '@/api/contract'
import { live } from '@/live'
import { useSession } from '@/session/session'

export type BoardRow = Schema<'BoardRow'>

const row = ref<BoardRow | null>(null)
let shownBy = 0
let leave = () => {}

/**
 * The signed-in person's own figures of the day, live; null for whoever has no row. The navigation shows them always,
 * the idle desk comes and goes with each call: the board is heard once for both, for each newcomer to the topic would
 * have all of it sent again.
 */
export function useOwnDay() {
  if (shownBy++ === 0) {
    const session = useSession()
    const mine = (one: BoardRow) => one.person.id === session.person?.id
    leave = live.subscribe('board', (message) => {
      if (message.type === 'snapshot') row.value = (message.data as { rows: BoardRow[] }).rows.find(mine) ?? null
      else if (message.type === 'row' && mine(message.data as BoardRow)) row.value = message.data as BoardRow
    })
  }
  onScopeDispose(() => {
    if (--shownBy > 0) return
    leave()
    row.value = null
  })
  return readonly(row)
}
