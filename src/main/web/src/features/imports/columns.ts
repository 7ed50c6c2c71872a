import type { Schema } from '@/api/contract'

export type Field = Schema<'ImportField'>
export type Job = Schema<'ImportJob'>
export type Result = Schema<'ImportResult'>

export const fields: Field[] = [
  'name', 'firm', 'tax_id', 'phone', 'contact', 'contact_phone', 'position', 'decision', 'email', 'contact_note', 'channel',
  'subchannel', 'region', 'segment', 'source', 'source_detail', 'owner', 'category', 'vip', 'note',
]
/** Whose a client is and how important: a researcher does not say (P8.9). */
const assigning: Field[] = ['owner', 'category', 'vip']
/** Several columns may hold these. */
const repeatable: Field[] = ['phone', 'contact_phone', 'note', 'contact_note']

export const fieldsFor = (assigns: boolean) => fields.filter((one) => assigns || !assigning.includes(one))

/** The mapping as the API takes it: in the order of the columns, nothing for a column that is left out. */
export function columnsParameter(mapping: readonly (Field | '')[]): string {
  return mapping.join(',')
}

export type MappingFault = { code: 'name' } | { code: 'repeated'; field: Field }

/** What is wrong with a mapping before it is sent: who the client is must be told, and most things only once. */
export function faultOfMapping(mapping: readonly (Field | '')[]): MappingFault | null {
  if (!mapping.includes('name') && !mapping.includes('firm')) return { code: 'name' }
  const repeated = mapping.find((one, at): one is Field =>
    one !== '' && !repeatable.includes(one) && mapping.indexOf(one) !== at)
  return repeated ? { code: 'repeated', field: repeated } : null
}

/** What stands in the first rows under a column, to recognise it by. */
export function examples(sample: readonly (readonly string[])[], at: number): string[] {
  return [...new Set(sample.map((row) => row[at]?.trim() ?? '').filter(Boolean))].slice(0, 3)
}

/** Asks for a job until it is over; `after` waits between two questions. */
export async function follow(
  job: Job, ask: (id: string) => Promise<Job>, show: (job: Job) => void, after: (ms: number) => Promise<void>,
): Promise<Job> {
  let now = job
  show(now)
  while (now.state === 'running') {
    await after(1000)
    now = await ask(now.id)
    show(now)
  }
  return now
}

/** The name of a field in the middle of a sentence: without its capital, unless it is an abbreviation. */
export function withinSentence(name: string): string {
  return /^\p{Lu}{2}/u.test(name) ? name : name.charAt(0).toLocaleLowerCase() + name.slice(1)
}
