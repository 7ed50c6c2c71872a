import type { Schema } from '@/api/contract'
import type { CallLine } from './lines'

export type Choice = Schema<'ClientChoice'>
type Client = Pick<Schema<'Client'>, 'id' | 'name' | 'owner' | 'contacts'>

/** Who of a client it may have been: each contact, and none of them. */
export function choicesOf(client: Client): Choice[] {
  const owner = client.owner?.name ?? null
  const nobody = { clientId: client.id, clientName: client.name, contactId: null, contactName: null, position: null, owner }
  return [...client.contacts.map((one) => ({ ...nobody, contactId: one.id, contactName: one.name, position: one.position })), nobody]
}

/** Whether the call is said to be with this one already. */
export function isSaid(line: Pick<CallLine, 'clientId' | 'contactId'>, choice: Pick<Choice, 'clientId' | 'contactId'>): boolean {
  return line.clientId === choice.clientId && line.contactId === choice.contactId
}

/** Contact and client in one line. */
export function choiceWords(choice: Pick<Choice, 'clientName' | 'contactName'>): string {
  return [choice.contactName, choice.clientName].filter(Boolean).join(', ')
}
