/** One field of a form, told so that one component draws them all the same way. Empty text stands for nothing. */
export interface FieldSpec {
  key: string
  label: string
  kind: 'line' | 'lines' | 'choice' | 'flag'
  options?: { value: string; label: string }[]
  /** What an empty choice is called. */
  empty?: string
  max?: number
  hint?: string
  required?: boolean
  /** Takes the whole width of the form. */
  wide?: boolean
  inputmode?: 'email' | 'tel' | 'text'
}

/** What a value is called, for telling somebody else's beside one's own. */
export function valueWords(spec: FieldSpec | undefined, value: unknown, none: string, yes: string, no: string): string {
  if (typeof value === 'boolean') return value ? yes : no
  if (Array.isArray(value)) return value.map((one) => Object.values(one as object).filter(Boolean).join(', ')).join('; ') || none
  const text = String(value ?? '')
  return spec?.options?.find((one) => one.value === text)?.label ?? (text || none)
}

/** Empty text is nothing. */
export const orNull = (text: string) => text.trim() || null
/** The id of a choice, nothing when it is empty. */
export const idOrNull = (text: string) => (text ? Number(text) : null)
