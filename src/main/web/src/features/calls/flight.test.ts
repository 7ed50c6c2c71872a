import { beforeAll, describe, expect, it } from 'vitest'
import { setLocale } from '@/words'
import { detailOf, kindWords } from './flight'

const step = (event: object) => ({ atMs: 0, kind: 'x', event }) as unknown as Parameters<typeof detailOf>[0]

beforeAll(() => setLocale('ru'))

describe('a step of the flight record', () => {
  it('writes a number as people do, and an extension as it is', () => {
    expect(detailOf(step({ extension: '74957770000' }))).toBe('+7 495 777-00-00')
    expect(detailOf(step({ extension: '101' }))).toBe('101')
    expect(detailOf(step({ extension: 's' }))).toBe('s')
  })

  it('tells the end of a line in the language of the page, not in the PBX’s English', () => {
    expect(detailOf(step({ cause: 16, causeText: 'Normal Clearing' }))).toBe('положили трубку')
    expect(detailOf(step({ cause: 99, causeText: 'Invalid information' }))).toBe('причина 99')
  })

  it('keeps the name of a kind it has no words for', () => {
    expect(kindWords('Unheard')).toBe('Unheard')
  })
})
