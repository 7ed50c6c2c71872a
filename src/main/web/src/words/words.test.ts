import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parse, type ElementNode, type TemplateChildNode } from '@vue/compiler-dom'
import { describe, expect, it } from 'vitest'
import { russianPlural } from '.'
import en from './en'
import ru from './ru'

const src = resolve(import.meta.dirname, '..')
const files = readdirSync(src, { recursive: true }).map(String).filter((name) => /\.(vue|ts)$/.test(name))
const pages = files.filter((name) => name.endsWith('.vue'))
const read = (name: string) => readFileSync(join(src, name), 'utf8')

function flat(words: object, before = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') all.set(before + key, value)
    else for (const [inner, text] of flat(value as object, `${before}${key}.`)) all.set(inner, text)
  }
  return all
}

const russian = flat(ru)
const english = flat(en)
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join()

describe('the words', () => {
  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...russian.keys()].sort())
  })

  it('speak of the same values in both languages', () => {
    const unique = (text: string) => [...new Set(names(text).split(','))].join()
    const differ = [...russian].filter(([key, text]) => unique(text) !== unique(english.get(key) ?? ''))
    expect(differ.map(([key]) => key)).toEqual([])
  })

  it('count in three Russian forms and two English ones', () => {
    const wrong = [...russian].filter(([key, text]) =>
      text.includes(' | ') && (text.split(' | ').length !== 3 || english.get(key)!.split(' | ').length !== 2))
    expect(wrong).toEqual([])
    expect([1, 2, 5, 11, 12, 21, 22, 25, 101, 111, 1.5].map((count) => russianPlural(count, 3)))
      .toEqual([0, 1, 2, 2, 2, 0, 1, 2, 0, 2, 1])
  })

  it('are there for every key that a page names', () => {
    const missing = files.filter((name) => !name.endsWith('.test.ts')).flatMap((name) =>
      [...read(name).matchAll(/\b(?:t|te)\(\s*'([\w.-]+)'/g), ...read(name).matchAll(/title: '([a-z]\w*(?:\.\w+)+)'/g)]
        .map((found) => found[1]!)
        .filter((key) => !russian.has(key))
        .map((key) => `${name}: ${key}`))
    expect(missing).toEqual([])
  })

  it('are there for every action of the key map', () => {
    const missing = files.filter((name) => /(feature|shell\/keys)\.ts$/.test(name)).flatMap((name) =>
      [...read(name).matchAll(/action: '(\w+)\.([\w.]+)'/g)]
        .map((found) => `${found[1]}.keys.${found[2]}`)
        .filter((key) => !russian.has(key)))
    expect(missing).toEqual([])
  })

  it('stand nowhere in the templates themselves', () => {
    const literal: string[] = []
    const spoken = /^(aria-label|title|placeholder|alt|label|text|caption)$/
    const visit = (node: TemplateChildNode | ElementNode, name: string) => {
      if (node.type === 2 && /\p{L}/u.test(node.content)) literal.push(`${name}: ${node.content.trim()}`)
      if (node.type !== 1 || node.tag === 'script' || node.tag === 'style') return
      const translate = node.props.some((prop) => prop.type === 6 && prop.name === 'translate' && prop.value?.content === 'no')
      if (translate) return
      for (const prop of node.props) {
        if (prop.type === 6 && spoken.test(prop.name) && /\p{L}/u.test(prop.value?.content ?? '')) {
          literal.push(`${name}: ${prop.name}="${prop.value?.content}"`)
        }
      }
      node.children.forEach((child) => visit(child, name))
    }
    for (const name of pages) parse(read(name)).children.forEach((node) => visit(node, relative('.', name)))
    expect(literal).toEqual([])
  })
})
