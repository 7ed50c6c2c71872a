const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const latinShifted = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
const cyrillicShifted = cyrillic.toUpperCase()

function keysOf(from: string, to: string) {
  return new Map([...from].map((sign, at) => [sign, to[at]!]))
}

const toCyrillic = new Map([...keysOf(latin, cyrillic), ...keysOf(latinShifted, cyrillicShifted)])
const toLatin = new Map([...keysOf(cyrillic, latin), ...keysOf(cyrillicShifted, latinShifted)])

/**
 * What the same keys write in the other layout; '' where there is nothing to try: no letters, or letters of both
 * alphabets.
 */
export function otherLayout(typed: string): string {
  const [hasLatin, hasCyrillic] = [/[a-z]/i.test(typed), /[а-яё]/i.test(typed)]
  if (hasLatin === hasCyrillic) return ''
  const keys = hasLatin ? toCyrillic : toLatin
  return [...typed].map((sign) => keys.get(sign) ?? sign).join('').trim()
}
