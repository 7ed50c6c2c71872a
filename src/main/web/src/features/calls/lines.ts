import { ArrowDownLeft, ArrowLeftRight, ArrowUpRight, CircleHelp } from '@lucide/vue'
import type { Schema } from '@/api/contract'
import type { Tone } from '@/ui'
import { t, te } from '@/words'
import { phone } from '@/words/format'

export type CallLine = Schema<'CallLine'>
export type CallDetail = Schema<'CallDetail'>
export type Disposition = Schema<'Disposition'>

export const dispositions: Disposition[] = ['answered', 'no_answer', 'busy', 'abandoned', 'voicemail', 'refused', 'failed']
export const tones: Record<Disposition | 'open', Tone> = {
  answered: 'ok', no_answer: 'none', busy: 'none', abandoned: 'bad', voicemail: 'info', refused: 'warn', failed: 'warn',
  open: 'accent',
}
export const arrows = { inbound: ArrowDownLeft, outbound: ArrowUpRight, internal: ArrowLeftRight, unknown: CircleHelp }

/** A result as the words and colours know it; a call without one is going on. */
export function resultOf(line: CallLine): Disposition | 'open' {
  return (line.disposition as Disposition | null) ?? 'open'
}

export function numberOf(line: CallLine): string {
  if (line.number) return phone(line.number)
  return line.caller ? phone(line.caller) : t('calls.noNumber')
}

/** Why a line ended, by the cause of Q.850 that the PBX gives. */
export function causeWords(cause: number): string {
  return te(`calls.cause.${cause}`) ? t(`calls.cause.${cause}`) : t('calls.causeCode', { n: cause })
}

/** Whom the call was with: person and client when known, else the number. */
export function whoOf(line: CallLine): string {
  return [line.contactName, line.clientName].filter(Boolean).join(', ') || numberOf(line)
}
