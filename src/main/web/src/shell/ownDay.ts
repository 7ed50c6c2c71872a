import { onScopeDispose, ref } from 'vue'
import type { Schema } from '@/api/contract'
import { live } from '@/live'
import { useSession } from '@/session/session'

export type BoardRow = Schema<'BoardRow'>

/** The signed-in person's own figures of the day, live; null for whoever has no row. */
export function useOwnDay() {
  const row = ref<BoardRow | null>(null)
  const session = useSession()
  const mine = (one: BoardRow) => one.person.id === session.person?.id
  onScopeDispose(live.subscribe('board', (message) => {
    if (message.type === 'snapshot') row.value = (message.data as { rows: BoardRow[] }).rows.find(mine) ?? null
    else if (message.type === 'row' && mine(message.data as BoardRow)) row.value = message.data as BoardRow
  }))
  return row
}
