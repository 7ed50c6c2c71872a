import type { Schema } from '@/api/contract'
import { t, te } from '@/words'
import { phone } from '@/words/format'

export type CallLine = Schema<'CallLine'>
export type CallDetail = Schema<'CallDetail'>

export function numberOf(line: CallLine): string {
  if (line.number) return phone(line.number)
  return line.caller ? phone(line.caller) : t('calls.noNumber')
}

/** What was written about a call: who closed their card without a word has written nothing. */
export function notesOf(call: Pick<CallDetail, 'notes'>): CallDetail['notes'] {
  return call.notes.filter((note) => note.text.trim())
}

/** Why a line ended, by the cause of Q.850 that the PBX gives. */
export function causeWords(cause: number): string {
  return te(`calls.cause.${cause}`) ? t(`calls.cause.${cause}`) : t('calls.causeCode', { n: cause })
}

/** Whom the call was with: person and client when known, else the number. */
export function whoOf(line: CallLine): string {
  return [line.contactName, line.clientName].filter(Boolean).join(', ') || numberOf(line)
}
