import { computed, ref, shallowRef } from 'vue'
import type { Schema } from '@/api/contract'
import { line, useTopic, type LiveMessage } from '@/live'
import type { Tone } from '@/ui'
import { t, te } from '@/words'
import { number } from '@/words/format'

export type Board = Schema<'Board'>
export type BoardRow = Schema<'BoardRow'>
export type BoardTotals = Schema<'BoardTotals'>
export type Link = Schema<'Link'>

/** The board after one more message: a snapshot begins anew, the others change their part of it. */
export function after(board: Board | null, message: Pick<LiveMessage, 'type' | 'data'>): Board | null {
  if (message.type === 'snapshot') return message.data as Board
  if (!board) return null
  switch (message.type) {
    case 'row': {
      const row = message.data as BoardRow
      const known = board.rows.some((one) => one.person.id === row.person.id)
      const rows = known
        ? board.rows.map((one) => (one.person.id === row.person.id ? row : one))
        : [...board.rows, row]
      return { ...board, rows }
    }
    case 'totals':
      return { ...board, totals: message.data as BoardTotals }
    case 'link':
      return { ...board, link: message.data as Link[] }
    default:
      return board
  }
}

/** The board of those whom the signed-in person may see, live. */
export function useBoard() {
  const board = shallowRef<Board | null>(null)
  const heardAt = ref<number | null>(null)
  useTopic('board', (message) => {
    board.value = after(board.value, message)
    heardAt.value = Date.now()
  })
  /** One scale for all lines, so that bars compare. */
  const scale = computed(() => Math.max(1, ...(board.value?.rows ?? []).flatMap((row) =>
    [(row.norm?.max ?? 0) * 1.3, row.counted, row.forecast ?? 0])))
  const down = computed(() => (board.value?.link ?? []).filter((link) => !link.up))
  const fresh = computed(() => line.state === 'open' && down.value.length === 0)
  return { board, heardAt, scale, down, fresh }
}

/** Whether anybody here has a norm: only then there is a plan, a forecast and a band to speak of. */
export const anyNorm = (rows: readonly Pick<BoardRow, 'norm'>[]) => rows.some((row) => row.norm !== null)

export const stateTones: Record<BoardRow['state'], Tone> = {
  talking: 'ok', ringing: 'info', wrap_up: 'accent', away: 'warn', offline: 'none', available: 'none',
}

/** The word of a line's tone, or '' where there is nothing to say: an even day needs no mark. */
export function toneWord(row: BoardRow): string {
  const key = `board.tone.${row.toneReason}.word`
  return row.toneReason && te(key) ? t(key) : ''
}

/** Why the line has its tone, in a sentence with its numbers. */
export function toneWhy(row: BoardRow): string {
  const key = `board.tone.${row.toneReason}.why`
  if (!row.norm) return t('board.noNormWhy')
  return row.toneReason && te(key)
    ? t(key, { done: row.counted, min: row.norm.min, max: row.norm.max, plan: row.planNow, forecast: row.forecast ?? 0 })
    : ''
}

/** The norm bar in a sentence, for whoever does not see it. */
export function barLabel(row: BoardRow): string {
  if (!row.norm) return t('board.barNoNorm', { done: number(row.counted) })
  const values = { done: row.counted, min: row.norm.min, max: row.norm.max, plan: row.planNow }
  return row.forecast == null ? t('board.barEarly', values) : t('board.bar', { ...values, forecast: row.forecast })
}

/** What is wrong with a link to a PBX, in words. */
export function faultWords(fault: string | null): string {
  const key = `board.fault.${fault}`
  return fault && te(key) ? t(key) : t('board.fault.lost')
}

/** The name of a counting rule; the shipped ones have words, others are called as their maker called them. */
export function ruleName(rule: { version: number; name: string }): string {
  const key = `board.rules.${rule.name.replace(/\W+/g, '_')}`
  return te(key) ? t(key) : rule.name
}
