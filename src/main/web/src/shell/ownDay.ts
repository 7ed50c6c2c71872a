import { onScopeDispose, ref } from 'vue'
import { live } from '@/live'
import { useSession } from '@/session/session'

/** One person's row of the board (P7.3). */
export interface BoardRow {
  person: { id: number; name: string; team: string | null }
  counted: number
  notCounted: number
  norm: { min: number; max: number; event: string } | null
  planNow: number | null
  forecast: number | null
  tone: 'ok' | 'warn' | 'bad' | 'none'
  toneReason: string | null
  inbound: number
  outbound: number
  answered: number
  missed: number
  talkMs: number
  state: string
  stateSince: string | null
  lastHour: number[]
}

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
