import { inject, provide, type InjectionKey, type Ref } from 'vue'
import { api, call } from '@/api/client'
import type { Schema } from '@/api/contract'
import { faultOf } from '@/api/problem'
import { sayError, sayWithUndo } from '@/ui'
import { t } from '@/words'
import type { Colleague } from '@/phone/colleagues'
import { changes, type Values } from './editing'
import type { rightsOf } from './rights'
import { useEditing } from './useEditing'

export type Client = Schema<'Client'>
export type Contact = Schema<'Contact'>
export type ClientNumber = Schema<'ClientNumber'>
type ClientChange = Omit<Schema<'ClientChange'>, 'version'>
type ContactChange = Omit<Schema<'ContactChange'>, 'version'>

/** What the parts of a client's page share. */
export interface ClientOnPage {
  client: Ref<Client>
  colleagues: Ref<Colleague[]>
  may: Ref<ReturnType<typeof rightsOf>>
  show: (client: Client) => void
}

const key: InjectionKey<ClientOnPage> = Symbol('client')
export const provideClient = (page: ClientOnPage) => provide(key, page)
export const useClient = () => inject(key)!

export async function fetchClient(id: number): Promise<Client> {
  return call(api.GET('/clients/{id}', { params: { path: { id } } }))
}

export function patchClient(id: number, version: number, change: ClientChange): Promise<Client> {
  return call(api.PATCH('/clients/{id}', { params: { path: { id } }, body: { ...change, version } }))
}

export function patchContact(id: number, contactId: number, version: number, change: ContactChange): Promise<Client> {
  return call(api.PATCH('/clients/{id}/contacts/{contactId}', {
    params: { path: { id, contactId } },
    body: { ...change, version },
  }))
}

/** Editing a part of the client: `body` tells the API what a changed form means. Saved at once, taken back by undo. */
export function useClientEditing<Form extends Values>(part: string, read: (client: Client) => Form, body: (change: Partial<Form>) => ClientChange) {
  const page = useClient()
  return useEditing<Client, Form>({
    place: () => `client.${page.client.value.id}.${part}`,
    current: () => page.client.value,
    read,
    versionOf: (client) => client.version,
    reload: () => reload(page),
    async save(change, version) {
      const before = read(page.client.value)
      const saved = await patchClient(page.client.value.id, version, body(change))
      page.show(saved)
      const back = changes(read(saved), { ...read(saved), ...pick(before, change) })
      sayWithUndo(t('clients.saved'), () => undo(async () =>
        page.show(await patchClient(saved.id, saved.version, body(back)))))
    },
  })
}

/** The same for a person at the client. */
export function useContactEditing<Form extends Values>(contact: () => Contact, read: (contact: Contact) => Form, body: (change: Partial<Form>) => ContactChange) {
  const page = useClient()
  const find = (client: Client) => client.contacts.find((one) => one.id === contact().id) ?? contact()
  return useEditing<Contact, Form>({
    place: () => `client.${page.client.value.id}.contact.${contact().id}`,
    current: contact,
    read,
    versionOf: (one) => one.version,
    reload: async () => find(await reload(page)),
    async save(change, version) {
      const before = read(contact())
      const saved = await patchContact(page.client.value.id, contact().id, version, body(change))
      page.show(saved)
      const now = find(saved)
      const back = changes(read(now), { ...read(now), ...pick(before, change) })
      sayWithUndo(t('clients.saved'), () => undo(async () =>
        page.show(await patchContact(saved.id, now.id, now.version, body(back)))))
    },
  })
}

async function reload(page: ClientOnPage): Promise<Client> {
  const now = await fetchClient(page.client.value.id)
  page.show(now)
  return now
}

function pick<Form extends Values>(from: Form, like: Partial<Form>): Partial<Form> {
  return Object.fromEntries(Object.keys(like).map((name) => [name, from[name]])) as Partial<Form>
}

export async function undo(run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    sayError(error, t('clients.notUndone'))
  }
}

/** Saves; what the server refuses is told beside its field, or as a whole, and the form stays as it is. */
export async function trySaving(save: () => Promise<boolean>, fields: readonly string[]): Promise<Record<string, string>> {
  try {
    await save()
    return {}
  } catch (error) {
    const errors = Object.fromEntries(fields.map((field) => [field, faultOf(error, field)]).filter(([, fault]) => fault))
    if (!Object.keys(errors).length) sayError(error, t('clients.kept'))
    return errors as Record<string, string>
  }
}
