import type { Schema } from '@/api/contract'
import { t, te } from '@/words'
import { phone } from '@/words/format'
import { causeWords } from './lines'

type Step = Schema<'Timeline'>['steps'][number]

/** What kind of event it was, in words; an unknown one keeps its own name. */
export function kindWords(kind: string): string {
  return te(`calls.flight.kind.${kind}`) ? t(`calls.flight.kind.${kind}`) : kind
}

/** What an event adds to its kind: the state, the bridge's other end, the extension, the cause. */
export function detailOf(step: Step): string {
  const event = step.event as Record<string, unknown>
  const text = (key: string) => (typeof event[key] === 'string' || typeof event[key] === 'number' ? String(event[key]) : '')
  const named = (key: string) => {
    const other = event[key]
    return typeof other === 'object' && other !== null && 'name' in other ? String(other.name) : ''
  }
  const worded = (word: string) => {
    const key = `calls.flight.value.${word.toLowerCase()}`
    return word && te(key) ? t(key) : word
  }
  const parts = [
    worded(text('state')), worded(text('status')), phone(text('extension')), text('queue'), text('dialString'),
    named('transferee'), named('member'), typeof event.cause === 'number' ? causeWords(event.cause) : '',
    event.succeeded === false ? t('calls.flight.value.failed') : '',
  ]
  return parts.filter(Boolean).join(' · ')
}
