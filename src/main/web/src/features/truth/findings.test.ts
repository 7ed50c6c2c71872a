import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './words/en.json'
import ru from './words/ru.json'

const rules = readFileSync(resolve(import.meta.dirname, '../../../../java/io/scoutline/truth/TruthRules.java'), 'utf8')
const codes = [...rules.matchAll(/Weight\.(?:BAD|WARNING|HINT), "(\w+)"/g)].map((found) => found[1]!).sort()

describe.each([['ru', ru], ['en', en]] as const)('in %s', (_, words) => {
  it('each thing that can be wrong says what it is and what to do, and nothing else does', () => {
    expect(codes.length).toBeGreaterThan(10)
    expect(Object.keys(words.finding).sort()).toEqual(codes)
  })
})
