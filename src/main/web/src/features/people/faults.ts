import { ApiError, faultWords } from '@/api/problem'
import { t, te } from '@/words'

export type Faults = Record<string, string>

/**
 * What the server refused, field by field in the words of the language: by field and code (of `endpoints.2.name` first
 * those of `endpoints_name`), by code alone. `known` gives values for the words (whose phone it is, which teams somebody
 * leads). Empty when the refusal was not about fields.
 */
export function faultsOf(error: unknown, known: Record<string, string> = {}): Faults {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.faults.map((fault) => {
    const names = fault.field.split('.').filter((part) => !/^\d+$/.test(part))
    const key = [names.join('_'), names.at(-1), 'any'].map((name) => `people.fault.${name}.${fault.code}`).find(te)
    return [fault.field, key ? t(key, known) : faultWords(fault)]
  }))
}

/** Those of a list: `endpoints.2.name` is line 2, field `name`; a fault of the whole line has the field ''. */
export function lineFault(faults: Faults, list: string, line: number, field = ''): string {
  return faults[[list, line, field].filter((part) => part !== '').join('.')] ?? ''
}
