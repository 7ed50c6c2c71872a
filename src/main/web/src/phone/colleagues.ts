import { api, call } from '@/api/client'
import type { Schema } from '@/api/contract'
import type { Tone } from '@/ui'
import { t, te } from '@/words'

/** Somebody who works here, with what they are doing now. */
export type Colleague = Schema<'Colleague'>

export async function loadColleagues(): Promise<Colleague[]> {
  return (await call(api.GET('/colleagues'))).items
}

export const colleagueTones: Record<Colleague['state'], Tone> = {
  available: 'ok', away: 'warn', ringing: 'info', talking: 'bad', wrap_up: 'accent', offline: 'none',
}

/** Why they are away, in words where it is one of the usual reasons. */
export function reasonWords(colleague: Pick<Colleague, 'reason'>): string {
  if (!colleague.reason) return ''
  return te(`phone.reason.${colleague.reason}`) ? t(`phone.reason.${colleague.reason}`) : colleague.reason
}

// Whoever can take the call comes first: free, then soon free, then away.
const order: Record<Colleague['state'], number> = {
  available: 0, wrap_up: 1, ringing: 2, talking: 2, away: 3, offline: 4,
}
const folded = (text: string) => text.toLocaleLowerCase('ru').replaceAll('ё', 'е')

/** Colleagues with a phone whom what is typed may mean: the beginnings of their names' words, or of the extension. */
export function candidates(colleagues: readonly Colleague[], typed: string, own: number | null): Colleague[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  const fits = (one: Colleague) => words.every((word) =>
    one.extension!.startsWith(word) || folded(one.name).split(/[\s-]+/).some((part) => part.startsWith(word)))
  return colleagues.filter((one) => one.extension && one.id !== own && fits(one))
    .sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name, 'ru'))
}
