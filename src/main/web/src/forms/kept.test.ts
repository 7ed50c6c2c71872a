import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useKeptForm } from './kept'

const stored = { name: 'Анна', login: 'anna' }
const open = () => effectScope().run(() => useKeptForm('person.1', stored))!

describe('a form', () => {
  beforeEach(() => sessionStorage.clear())

  it('brings back what was typed on an earlier visit, and says so', async () => {
    open().form.name = 'Анна Лисина'
    await nextTick()
    const again = open()
    expect(again.form.name).toBe('Анна Лисина')
    expect(again.restored.value).toBe(true)
    expect(again.dirty.value).toBe(true)
  })

  it('keeps what was typed when the server’s words change, and takes over the rest', () => {
    const one = open()
    one.form.name = 'Анна Лисина'
    one.storedNow({ name: 'Анна', login: 'lisina' })
    expect(one.form).toEqual({ name: 'Анна Лисина', login: 'lisina' })
  })

  it('forgets its words once they are saved or dropped', async () => {
    const one = open()
    one.form.name = 'Анна Лисина'
    await nextTick()
    one.settle({ name: 'Анна Лисина', login: 'anna' })
    await nextTick()
    expect(one.dirty.value).toBe(false)
    expect(open().restored.value).toBe(false)
  })
})
