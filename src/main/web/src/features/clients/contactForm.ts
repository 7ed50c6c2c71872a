import { decisions, type Decision } from '@/client/clientWords'
import { t } from '@/words'
import { orNull, type FieldSpec } from './fields'
import type { Contact } from './useClient'

const answers = ['competence', 'gain', 'family', 'hobby'] as const

/** A contact as its form holds it; the facts of the dossier stand one on a line. */
export function readContact(contact: Contact) {
  return {
    name: contact.name, position: contact.position ?? '', decision: (contact.decision ?? '') as string,
    email: contact.email ?? '', dossier: contact.dossier.join('\n'),
    competence: contact.passport.competence ?? '', gain: contact.passport.gain ?? '',
    family: contact.passport.family ?? '', hobby: contact.passport.hobby ?? '',
  }
}
export type ContactForm = ReturnType<typeof readContact>

export const emptyContact = (): ContactForm => ({
  name: '', position: '', decision: '', email: '', dossier: '', competence: '', gain: '', family: '', hobby: '',
})

/** At most five facts, as the server takes them; what is too much stays in the field with a word about it. */
export const factsOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

export function contactBody(change: Partial<ContactForm>) {
  const told = answers.filter((key) => change[key] !== undefined)
  return {
    ...(change.name === undefined ? {} : { name: change.name.trim() }),
    ...(change.position === undefined ? {} : { position: orNull(change.position) }),
    ...(change.email === undefined ? {} : { email: orNull(change.email) }),
    ...(change.decision === undefined ? {} : { decision: (change.decision || null) as Decision | null }),
    ...(change.dossier === undefined ? {} : { dossier: factsOf(change.dossier) }),
    ...(told.length ? { passport: Object.fromEntries(told.map((key) => [key, orNull(change[key]!)])) } : {}),
  }
}

export const contactFields = (): FieldSpec[] => [
  { key: 'name', label: t('clients.contacts.name'), kind: 'line', max: 200, required: true },
  { key: 'position', label: t('clients.contacts.position'), kind: 'line', max: 200 },
  {
    key: 'decision', label: t('clients.contacts.decision'), kind: 'choice', empty: t('clients.notKnown'),
    options: decisions.map((value) => ({ value: value as string, label: t(`client.decision.${value}`) })),
  },
  { key: 'email', label: t('clients.contacts.email'), kind: 'line', max: 254, inputmode: 'email' },
  { key: 'dossier', label: t('clients.contacts.dossier'), kind: 'lines', max: 1500, wide: true, hint: t('clients.contacts.dossierHint') },
  ...answers.map((key): FieldSpec => ({ key, label: t(`clients.answers.${key}`), kind: 'line', max: 500 })),
]
