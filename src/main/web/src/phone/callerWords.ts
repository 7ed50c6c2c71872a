import { t } from '@/words'
import { phone } from '@/words/format'
import type { Card } from './card'

/** The number as a person reads it: formatted, an extension, hidden, or what the PBX said. */
export function callerNumber(card: Pick<Card, 'caller'>): string {
  const { caller } = card
  switch (caller.kind) {
    case 'outside':
      return phone(caller.e164 ?? '') + (caller.extension ? t('phone.extension', { digits: caller.extension }) : '')
    case 'extension':
      return caller.extension ? t('phone.inner', { digits: caller.extension }) : t('phone.match.internal')
    case 'hidden':
      return t('phone.hidden')
    case 'unreadable':
      return caller.said ?? ''
  }
}

/** Who it is in one line: person and client when known, else the words for who is not. */
export function callerName(card: Card): string {
  if (card.contact && card.client) return `${card.contact.name}, ${card.client.name}`
  return card.client?.name ?? card.contact?.name ?? (card.caller.name || t(`phone.match.${card.match}`))
}
