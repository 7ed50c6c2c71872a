import type { Schema } from '@/api/contract'
import type { Tone } from '@/ui'
import { t, te } from '@/words'

/** Where a client heard of us (P10.3); what an import brought in other words is shown as it is. */
export const sources = ['recommendation', 'site', 'advertising', 'exhibition', 'article', 'talk', 'cold_call', 'other'] as const

export function sourceWords(source: string): string {
  return te(`client.source.${source}`) ? t(`client.source.${source}`) : source
}

export type Category = NonNullable<Schema<'Client'>['category']>
export const categories: Category[] = ['new', 'promising', 'one_off', 'periodic', 'regular', 'revived', 'partner', 'vip']

export function categoryWords(category: string): string {
  return te(`client.category.${category}`) ? t(`client.category.${category}`) : category
}

export type Decision = NonNullable<Schema<'Contact'>['decision']>
export const decisions: Decision[] = ['decides', 'influences', 'advises', 'gatekeeper']
export const decisionTones: Record<Decision, Tone> = { decides: 'info', influences: 'accent', advises: 'none', gatekeeper: 'none' }
