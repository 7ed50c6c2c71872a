import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp, h, type App } from 'vue'
import type { Schema } from '@/api/contract'
import { i18n, setLocale } from '@/words'
import PbxFindings from './PbxFindings.vue'
import en from './words/en.json'
import ru from './words/ru.json'

const folder = resolve(import.meta.dirname, '../../../../java/io/scoutline/pbx/asterisk/setup')
const java = readdirSync(folder).map((name) => readFileSync(resolve(folder, name), 'utf8')).join('\n')
const codes = [...new Set([...java.matchAll(/\b(?:ok|warning|failed|waiting|unknown)\(\s*(?:Piece\.\w+|piece),\s*"(\w+)"/g)].map((found) => found[1]!))]
const facts = new Set([...java.matchAll(/\.with\("(\w+)"/g)].map((found) => found[1]!))

type Words = Record<string, { what?: string; named?: string; todo?: string }>

describe.each([['ru', ru], ['en', en]] as const)('in %s', (_, words) => {
  it('every finding of the check has its words, and no others have', () => {
    const told = words.code as Words
    expect(codes.length).toBeGreaterThan(30)
    expect(codes.filter((code) => !told[code]?.what)).toEqual([])
    expect(Object.keys(told).filter((code) => !codes.includes(code))).toEqual([])
  })

  it('words name only facts that the server gives', () => {
    const named = Object.values(words.code as Words).flatMap((one) => [...(one.named ?? '').matchAll(/\{(\w+)\}/g)].map((found) => found[1]!))
    expect(named.filter((fact) => !facts.has(fact))).toEqual([])
  })
})

describe('a finding', () => {
  let app: App
  const page = document.createElement('div')
  const check = (code: string, outcome: Schema<'PbxCheck'>['outcome'], named: Record<string, string> = {}): Schema<'PbxCheck'> =>
    ({ piece: 'rights', outcome, code, facts: named, detail: 'Found in English.', remedy: 'Do it in English.' })

  beforeEach(() => setLocale('ru'))
  afterEach(() => app.unmount())

  function show(...checks: Schema<'PbxCheck'>[]) {
    app = createApp({ render: () => h(PbxFindings, { checks, at: '2026-11-22T07:00:00Z' }) }).use(i18n)
    app.mount(page)
    return page.textContent ?? ''
  }

  it('is told in the language of the page, with what it is about', () => {
    const text = show(check('too_many_rights', 'warning', { rights: 'command, originate' }), check('link_down', 'unknown'))
    expect(text).toContain('Лишние права: command, originate.')
    expect(text).toContain('Связи с АТС ещё нет.')
    expect(text).not.toContain('English')
    expect(text).not.toMatch(/[{}]/)
  })

  it('quotes what the PBX itself answered, as text', () => {
    show(check('dialplan_asks_elsewhere', 'failed', { said: 'agi://10.9.9.9/<b>route</b>', address: '10.0.0.1:4573' }))
    expect(page.textContent).toContain('«agi://10.9.9.9/<b>route</b>»')
    expect(page.querySelector('b')).toBeNull()
  })
})
