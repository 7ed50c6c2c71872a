import { ArrowDownLeft, ArrowLeftRight, ArrowUpRight, CircleHelp } from '@lucide/vue'
import type { Schema } from '@/api/contract'
import type { Tone } from '@/ui'

export type Disposition = Schema<'Disposition'>
export type Direction = Schema<'Direction'>

export const dispositions: Disposition[] = ['answered', 'no_answer', 'busy', 'abandoned', 'voicemail', 'refused', 'failed']
/** A call without a result is going on. */
export const tones: Record<Disposition | 'open', Tone> = {
  answered: 'ok', no_answer: 'none', busy: 'none', abandoned: 'bad', voicemail: 'info', refused: 'warn', failed: 'warn',
  open: 'accent',
}
export const arrows: Record<Direction, typeof ArrowUpRight> = {
  inbound: ArrowDownLeft, outbound: ArrowUpRight, internal: ArrowLeftRight, unknown: CircleHelp,
}
