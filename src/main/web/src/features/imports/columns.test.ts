import { describe, expect, it } from 'vitest'
import { columnsParameter, examples, faultOfMapping, fieldsFor, follow, withinSentence, type Job } from './columns'

const job = (state: Job['state'], rowsDone: number): Job =>
  ({ id: 'one', state, stopping: false, dry: false, fileName: 'a.csv', rowsDone, result: null, failure: null })

describe('the columns of a file', () => {
  it('go to the server in their order, with nothing for one that is left out', () => {
    expect(columnsParameter(['name', '', 'phone'])).toBe('name,,phone')
  })

  it('are named within a sentence without a capital, but for abbreviations', () => {
    expect(withinSentence('Ответственный')).toBe('ответственный')
    expect(withinSentence('ИНН')).toBe('ИНН')
  })

  it('must tell who the client is', () => {
    expect(faultOfMapping(['phone', ''])).toEqual({ code: 'name' })
    expect(faultOfMapping(['firm', ''])).toBeNull()
  })

  it('tell most things once, numbers and notes as often as they like', () => {
    expect(faultOfMapping(['name', 'region', 'region'])).toEqual({ code: 'repeated', field: 'region' })
    expect(faultOfMapping(['name', 'phone', 'phone', 'note', 'note', '', ''])).toBeNull()
  })

  it('do not say whose a client is when a researcher loads them (P8.9)', () => {
    expect(fieldsFor(false)).not.toContain('owner')
    expect(fieldsFor(true)).toContain('owner')
  })

  it('are recognised by what stands in them', () => {
    expect(examples([['a', '1'], ['a', ''], ['b']], 0)).toEqual(['a', 'b'])
    expect(examples([['a', '1'], ['a', ''], ['b']], 1)).toEqual(['1'])
  })
})

describe('a job', () => {
  it('is asked for until it is over, and each answer is shown', async () => {
    const answers = [job('running', 10), job('done', 25)]
    const shown: number[] = []
    const last = await follow(job('running', 0), async () => answers.shift()!, (now) => shown.push(now.rowsDone), async () => {})
    expect(last.state).toBe('done')
    expect(shown).toEqual([0, 10, 25])
  })
})
