import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { i18n, setLocale } from '@/words'
import { ApiError, faultOf, sentences, tell } from './problem'
import en from './words/en.json'
import ru from './words/ru.json'

const server = resolve(import.meta.dirname, '../../../java')
const contract = readFileSync(resolve(server, '../resources/openapi.yaml'), 'utf8')
const java = readdirSync(server, { recursive: true }).map(String).filter((name) => name.endsWith('.java'))
  .map((name) => ({ name, text: readFileSync(join(server, name), 'utf8') }))

/** Every match in the Java sources: where, and what the group holds. */
const inJava = (shape: RegExp) => java.flatMap(({ name, text }) =>
  [...text.matchAll(shape)].map((found) => ({ name, code: found[1]! })))
const file = (end: string) => java.find(({ name }) => name.endsWith(end))!.text
const snake = (keyword: string) => keyword.replace(/([A-Z])/g, '_$1').toLowerCase()
const unique = (codes: string[]) => [...new Set(codes)].sort()

/** What `Problem` itself says, and what its callers say through it. */
const problems = unique([
  ...inJava(/Problem\s*\.(?:badRequest|forbidden|conflict|unavailable)\(\s*"(\w+)"/g),
  ...inJava(/Problem\s*\.of\(\s*\d+,\s*"(\w+)"/g),
  ...inJava(/\bnew Problem\(\d+, "(\w+)"/g),
  ...[...file('wire/Problem.java').matchAll(/\bof\(\d+, "(\w+)"/g)].map((found) => ({ code: found[1]! })),
].map(({ code }) => code))

/** What stands between the parentheses that open here, comma by comma. */
function argumentsFrom(text: string, opens: number): string[] {
  const found = ['']
  for (let at = opens + 1, depth = 0, quoted = false; at < text.length; at++) {
    const letter = text[at]!
    if (letter === '"' && text[at - 1] !== '\\') quoted = !quoted
    if (!quoted && letter === ')' && depth === 0) break
    if (!quoted && '()'.includes(letter)) depth += letter === '(' ? 1 : -1
    if (!quoted && letter === ',' && depth === 0) found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((one) => one.trim())
}

/** The codes of fields (a fault of the configuration is no answer to anybody): the second of `Problem.invalid`, `new Fault` and the `fault` of a class of checks. */
const faultCodes = java.filter(({ name }) => !name.startsWith('io/scoutline/config/')).flatMap(({ name, text }) =>
  [...text.matchAll(/(?:Problem\s*\.invalid|\bnew (?:Problem\.)?Fault|(?<![.\w] ?)\bfault)\(/g)]
    .map((found) => argumentsFrom(text, found.index + found[0].length - 1))
    .filter((given) => given.length === 3 && !/^(String|OutputUnit|unit)\b/.test(given[0]!))
    .map((given) => ({ name, code: given[1]! })))
const written = /^"(\w+)"$/
// A broken contract is told by the keyword that it breaks, a refused password by the name of the rule.
const reckoned = ['code', 'snake(keyword)', 'code(failure)', 'refusal.name().toLowerCase(Locale.ROOT)']
const faults = unique([
  ...faultCodes.map(({ code }) => written.exec(code)?.[1] ?? '').filter(Boolean),
  ...[...contract.matchAll(/\b(minLength|maxLength|pattern|minimum|maximum|minItems|maxItems|enum|format|type|uniqueItems|oneOf):/g)]
    .map((found) => snake(found[1]!)),
  ...[...file('ContractFaults.java').matchAll(/-> "(\w+)";/g)].map((found) => found[1]!),
  .../enum Refusal \{([^}]*)\}/.exec(file('PasswordPolicy.java'))![1]!.split(',').map((name) => name.trim().toLowerCase()),
])

describe.each([['ru', ru], ['en', en]] as const)('in %s', (_, words) => {
  it('every refusal of the server says what happened and what to do', () => {
    const told = words.errors as Record<string, { what?: string; todo?: string }>
    expect(problems.filter((code) => !told[code]?.what || !told[code].todo)).toEqual([])
  })

  it('every fault of a field has its words', () => {
    expect(faults.filter((code) => !(code in words.faults))).toEqual([])
  })

  it('no words stand for a code that the server does not know any more', () => {
    const own = /^(server_away|page_fault|unknown|http_\d+)$/
    expect(Object.keys(words.errors).filter((code) => !own.test(code) && !problems.includes(code))).toEqual([])
    expect(Object.keys(words.faults).filter((code) => code !== 'wrong' && !faults.includes(code))).toEqual([])
  })
})

describe('the codes', () => {
  it('are read from all the places that make them', () => {
    expect(problems.length).toBeGreaterThan(30)
    expect(faults.length).toBeGreaterThan(30)
    const unread = java.filter(({ name }) => !name.endsWith('wire/Problem.java')).flatMap(({ name, text }) =>
      [...text.matchAll(/Problem\s*\.(?:badRequest|forbidden|conflict|unavailable|of)\((?!\s*(?:\d+,\s*)?"\w+")/g)].map(() => name))
    expect(unread).toEqual([])
    expect(faultCodes.filter(({ code }) => !written.test(code) && !reckoned.includes(code))).toEqual([])
  })
})

describe('a refusal', () => {
  beforeAll(() => setLocale('ru'))
  beforeEach(() => {
    i18n.global.locale.value = 'ru'
  })
  const english = 'In English.'
  const refusal = (status: number, code: string, kept: string | null = null) =>
    new ApiError(status, code, english, kept, [{ field: 'name', code: 'never_heard_of', detail: english }])

  it('speaks the language of the page, whatever the server said', () => {
    for (const error of [refusal(409, 'already_kept'), refusal(418, 'never_heard_of'), refusal(599, 'never_heard_of'),
      refusal(408, 'too_slow', 'Nothing was changed.'), new Error(english)]) {
      expect(sentences(tell(error))).not.toMatch(/[A-Za-z]/)
      expect(tell(error).what).not.toBe('')
    }
    expect(faultOf(refusal(400, 'invalid'), 'name')).toBe('Не подходит')
  })

  it('by a busy server is not taken for a server that is away', () => {
    expect(tell(refusal(503, 'busy')).what).toContain('занят')
    expect(tell(refusal(503, 'http_503')).what).toBe('Сервер не отвечает')
  })

  it('says what the page knows to be kept rather than the general words', () => {
    expect(tell(refusal(409, 'changed_meanwhile')).kept).not.toBe('')
    expect(tell(refusal(409, 'changed_meanwhile'), 'Заметка цела.').kept).toBe('Заметка цела.')
  })
})
