import type { Schema } from '@/api/contract'
import { api, call } from '@/api/client'
import { useSession } from '@/session/session'
import type { Role } from '@/session/types'
import { t } from '@/words'

export type Person = Schema<'Person'>
export type Team = Schema<'Team'>
export type Endpoint = Schema<'Endpoint'>
export type Shift = Schema<'Shift'>
export type Absence = Schema<'Absence'>

export const roles: Role[] = [
  'scout', 'researcher', 'manager', 'kam', 'assistant', 'operations', 'line_manager', 'supervisor', 'head', 'admin',
]

export async function loadPeople(): Promise<Person[]> {
  return (await call(api.GET('/people'))).items
}

export async function loadTeams(): Promise<Team[]> {
  return (await call(api.GET('/teams'))).items
}

/** Whose phones, hours and absences the signed-in person may arrange: an admin everybody's, a head those they head. */
export function mayArrange(person: Person, teams: readonly Team[]): boolean {
  const session = useSession()
  if (session.has('admin')) return true
  const team = teams.find((one) => one.id === person.team?.id)
  return session.has('head') && team?.head?.id === session.person?.id
}

/** Which of these roles go against being a researcher (P1); a head may allow them with a reason. */
export function againstResearch(chosen: readonly Role[]): Role[] {
  return chosen.includes('researcher') ? chosen.filter((role) => role === 'scout' || role === 'manager') : []
}

export const roleWords = (of: readonly Role[]) => of.map((role) => t(`shell.role.${role}`)).join(', ')

const fold = (text: string) => text.toLocaleLowerCase().replaceAll('ё', 'е')

export interface Wanted {
  text: string
  team: number | null
  role: Role | null
  active: boolean | null
}

/** Those asked for; the words are looked for in name, login, extension, device and team. */
export function find(people: readonly Person[], wanted: Wanted): Person[] {
  const parts = fold(wanted.text).split(/\s+/).filter(Boolean)
  return people.filter((person) => {
    if (wanted.team !== null && (person.team?.id ?? 0) !== wanted.team) return false
    if (wanted.role !== null && !person.roles.includes(wanted.role)) return false
    if (wanted.active !== null && person.active !== wanted.active) return false
    const text = fold([person.name, person.login, person.team?.name ?? '',
      ...person.endpoints.flatMap((phone) => [phone.extension, phone.name])].join(' '))
    return parts.every((part) => text.includes(part))
  })
}

/** The extensions somebody is dialled by, each once. */
export const extensionsOf = (person: Person) => [...new Set(person.endpoints.map((phone) => phone.extension))]

// Without what is mistaken for another when read aloud or written down: 0 and o, 1 and l, i.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to be changed at the first sign-in: four groups of four, some 79 bits. */
export function oneTimePassword(random: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)): string {
  const chosen: string[] = []
  while (chosen.length < 16) {
    // Bytes beyond the last whole multiple are left out, so that every letter is as likely.
    const usable = 256 - (256 % letters.length)
    for (const byte of random(new Uint8Array(32))) {
      if (byte < usable && chosen.length < 16) chosen.push(letters[byte % letters.length]!)
    }
  }
  return [0, 4, 8, 12].map((from) => chosen.slice(from, from + 4).join('')).join('-')
}
