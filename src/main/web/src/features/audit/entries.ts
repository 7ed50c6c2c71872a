import type { Schema } from '@/api/contract'
import { whoOf, type CallLine } from '@/features/calls/lines'
import { t, te } from '@/words'
import { moment } from '@/words/format'

export type AuditEntry = Schema<'AuditEntry'>
/** What the ids of an entry are called: people, teams and calls by `person:12`. */
export type Names = ReadonlyMap<string, string>

/** Every action that has words, for the filter. */
export const actions = [
  'session.begun', 'session.refused', 'session.ended', 'password.changed', 'password.reset', 'person.created',
  'person.changed', 'person.deactivated', 'person.reactivated', 'roles.changed', 'role_exception.granted',
  'role_exception.lapsed', 'team.created', 'team.changed', 'endpoints.changed', 'shifts.changed', 'absence.added',
  'absence.removed', 'recording.listened', 'call.named', 'promise.kept', 'promise.reopened', 'norm.set', 'norm.removed',
  'client.assigned', 'client.number_added', 'client.number_removed', 'client.number_warned', 'clients.import_begun',
  'clients.imported', 'clients.import_stopped', 'import.report_downloaded', 'number.blocked',
  'number.unblocked', 'company.founded', 'call.flight_exported',
]

const keyOf = (action: string) => `audit.action.${action.replace('.', '_')}`

/** What was done, in words; an action that has none keeps its own name. */
export function actionWords(action: string): string {
  return te(keyOf(action)) ? t(keyOf(action)) : action
}

/** The calls of which these entries tell by their ids. */
export function callsOf(entries: AuditEntry[]): string[] {
  const ids = entries.flatMap((one) => [callOf(one.subject), one.detail.call])
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))]
}

/** What a call is called: with whom it was, as far as whoever asks may see that, and when. */
export function callNames(lines: CallLine[]): [string, string][] {
  return lines.map((line) => [`call:${line.id}`, `${whoOf(line)}, ${moment(line.startedAt)}`])
}

/** To what an entry's act was done and where that can be looked at: a recording is looked at on its call's page. */
export function aboutOf(entry: AuditEntry, names: Names): { text: string; page: string | null } {
  const call = recordedCall(entry)
  if (!call) return { text: subjectWords(entry.subject, names), page: pageOf(entry.subject) }
  const known = names.get(`call:${call}`)
  return { text: known ? `${t('audit.kind.recording')}: ${known}` : subjectWords(entry.subject, names), page: pageOf(`call:${call}`) }
}

/** The details beside that: a recording's call is told with the recording. */
export function factsOf(entry: AuditEntry, names: Names): Fact[] {
  const told = names.has(`call:${recordedCall(entry)}`)
  return facts(told ? Object.fromEntries(Object.entries(entry.detail).filter(([name]) => name !== 'call')) : entry.detail, names)
}

function recordedCall(entry: AuditEntry): string | null {
  return entry.subject.startsWith('recording:') && typeof entry.detail.call === 'string' ? entry.detail.call : null
}

function callOf(subject: string): string | null {
  return subject.startsWith('call:') ? subject.slice('call:'.length) : null
}

/** To what it was done: a name where there is one, else kind and id. */
export function subjectWords(subject: string, names: Names): string {
  const known = names.get(subject)
  if (known) return callOf(subject) ? `${t('audit.kind.call')}: ${known}` : known
  const [kind = '', ...rest] = subject.split(':')
  const key = `audit.kind.${kind}`
  const id = rest.join(':')
  if (id === 'unknown') return t('audit.unknownLogin')
  if (kind === 'role') return words('roles', id, names)
  return te(key) ? [t(key), id].filter(Boolean).join(' ') : subject
}

/** Where an entry's subject can be looked at. */
export function pageOf(subject: string): string | null {
  const [kind, id] = subject.split(':')
  if (kind === 'call' && id) return `/calls/${encodeURIComponent(id)}`
  if (!id || !/^\d+$/.test(id)) return null
  return kind === 'person' ? `/people/${id}` : kind === 'client' ? `/clients/${id}` : null
}

export interface Fact {
  name: string
  text: string
}

/** The detail in words, name by name; `from` and `to` of one thing read as a change. */
export function facts(detail: Record<string, unknown>, names: Names): Fact[] {
  if (isRecord(detail.from) && isRecord(detail.to)) {
    const { from, to } = detail as { from: Record<string, unknown>; to: Record<string, unknown> }
    return Object.keys(to).filter((name) => words(name, from[name], names) !== words(name, to[name], names))
      .map((name) => ({ name: nameWords(name), text: change(name, from[name], to[name], names) }))
  }
  if (Array.isArray(detail.from) && Array.isArray(detail.to)) {
    return [{ name: '', text: change('roles', detail.from, detail.to, names) }]
  }
  return Object.entries(detail).filter(([, value]) => value !== 0 || typeof value !== 'number')
    .map(([name, value]) => ({
      name: nameWords(name),
      text: isRecord(value) && 'from' in value && 'to' in value
        ? change(name, value.from, value.to, names) : words(name, value, names),
    }))
}

function change(name: string, from: unknown, to: unknown, names: Names): string {
  return `${words(name, from, names)} → ${words(name, to, names)}`
}

function nameWords(name: string): string {
  const key = `audit.detail.${name}`
  return te(key) ? t(key) : name
}

const people = new Set(['head', 'lineManager', 'deputy', 'owner', 'scout', 'person'])

function words(name: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return '—'
  if (people.has(name) && typeof value === 'number') return value === 0 ? '—' : names.get(`person:${value}`) ?? `№ ${value}`
  if (name === 'call' && typeof value === 'string') return names.get(`call:${value}`) ?? value
  if (name === 'team' && typeof value === 'number') return value === 0 ? '—' : names.get(`team:${value}`) ?? `№ ${value}`
  if (Array.isArray(value)) return value.map((one) => words(name, one, names)).join(', ') || '—'
  if (typeof value === 'boolean') return value ? t('audit.yes') : t('audit.no')
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  const key = name === 'roles' ? `shell.role.${text}` : name === 'kind' ? `people.absence.kind.${text}` : ''
  return key && te(key) ? t(key) : text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
