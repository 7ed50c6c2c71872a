import type { Schema } from '@/api/contract'
import type { Role } from '@/session/types'

export type Norms = Schema<'Norms'>
export type NormLine = Norms['items'][number]

/** Those whose work is counted in calls; the others have no norm of calls. */
export const normRoles: Role[] = ['scout', 'researcher', 'manager', 'kam', 'assistant', 'operations']

/** A norm's place in time, seen from a day. */
export type Place = 'holds' | 'later' | 'past'

export interface PlacedNorm extends NormLine {
  place: Place
}

const whose = (norm: NormLine) => norm.person ?? norm.role ?? ''

/**
 * The norms by whom they are for, roles first: what holds, then what is to come, then what held before. Of one role or
 * person the last that has begun holds (P7.1).
 */
export function placed(norms: readonly NormLine[], today: string): PlacedNorm[] {
  const holding = new Map<string | number, string>()
  for (const norm of norms) {
    if (norm.validFrom > today) continue
    const known = holding.get(whose(norm))
    if (known === undefined || norm.validFrom > known) holding.set(whose(norm), norm.validFrom)
  }
  const place = (norm: NormLine): Place =>
    norm.validFrom > today ? 'later' : norm.validFrom === holding.get(whose(norm)) ? 'holds' : 'past'
  const order: Place[] = ['holds', 'later', 'past']
  return norms.map((norm) => ({ ...norm, place: place(norm) })).sort((a, b) =>
    order.indexOf(a.place) - order.indexOf(b.place) ||
    Number(a.person !== null) - Number(b.person !== null) ||
    (a.person === null ? normRoles.indexOf(a.role as Role) - normRoles.indexOf(b.role as Role) : 0) ||
    (a.personName ?? '').localeCompare(b.personName ?? '') ||
    (a.place === 'past' ? b.validFrom.localeCompare(a.validFrom) : a.validFrom.localeCompare(b.validFrom)))
}

/** The norm that a new one of the same role or person on the same day would replace; its figures can be put back. */
export function replacedBy(norms: readonly NormLine[], role: string | null, person: number | null, from: string): NormLine | null {
  return norms.find((one) => one.role === role && one.person === person && one.validFrom === from) ?? null
}

export type FormFault = 'required' | 'number' | 'below_minimum'

/** What is wrong with a band as it was typed, by field. */
export function bandFaults(min: string, max: string): { min?: FormFault; max?: FormFault } {
  const one = (text: string): FormFault | undefined =>
    !text.trim() ? 'required' : !/^\d{1,4}$/.test(text.trim()) || Number(text) > 1000 ? 'number' : undefined
  const faults = { min: one(min), max: one(max) }
  if (!faults.min && !faults.max && Number(max) < Number(min)) return { max: 'below_minimum' }
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault))
}
