import { t, te } from '@/words'

/** Where a client heard of us (P10.3); what an import brought in other words is shown as it is. */
export const sources = ['recommendation', 'site', 'advertising', 'exhibition', 'article', 'talk', 'cold_call', 'other'] as const

export function sourceWords(source: string): string {
  return te(`desk.source.${source}`) ? t(`desk.source.${source}`) : source
}
