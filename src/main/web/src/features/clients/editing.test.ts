import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '@/api/problem'
import { changes, rebase } from './editing'
import { useEditing } from './useEditing'

describe('a form over what others may change', () => {
  it('sends what was changed here and nothing else', () => {
    expect(changes({ name: 'a', region: null, firms: [{ taxId: '1' }] }, { name: 'a', region: 'Тула', firms: [{ taxId: '1' }] }))
      .toEqual({ region: 'Тула' })
  })

  it('takes over what others changed and keeps what was typed here', () => {
    const found = rebase({ name: 'a', region: 'x' }, { name: 'mine', region: 'x' }, { name: 'a', region: 'theirs' })
    expect(found).toEqual({ form: { name: 'mine', region: 'theirs' }, theirs: {} })
  })

  it('tells where both changed the same, and leaves ours in the field', () => {
    const found = rebase({ name: 'a' }, { name: 'mine' }, { name: 'theirs' })
    expect(found).toEqual({ form: { name: 'mine' }, theirs: { name: 'theirs' } })
  })

  it('is at one when both wrote the same', () => {
    expect(rebase({ name: 'a' }, { name: 'b' }, { name: 'b' }).theirs).toEqual({})
  })
})

describe('editing in place', () => {
  interface Thing { version: number; name: string; region: string }
  let server: Thing
  let sent: object[]
  let refuse: unknown

  const editing = (place = 'thing') => useEditing<Thing, { name: string; region: string }>({
    place: () => place,
    current: () => server,
    read: ({ name, region }) => ({ name, region }),
    versionOf: (thing) => thing.version,
    reload: async () => server,
    save: async (change, version) => {
      sent.push({ ...change, version })
      if (refuse) throw refuse
      if (version !== server.version) throw new ApiError(409, 'changed_meanwhile')
      server = { ...server, ...change, version: version + 1 }
    },
  })

  beforeEach(() => {
    sessionStorage.clear()
    server = { version: 1, name: 'a', region: 'x' }
    sent = []
    refuse = null
  })

  it('saves over the version it was begun on', async () => {
    const edit = editing()
    edit.begin()
    edit.form.value!.name = 'b'
    expect(await edit.save()).toBe(true)
    expect(sent).toEqual([{ name: 'b', version: 1 }])
    expect(edit.form.value).toBeNull()
  })

  it('keeps what was typed when somebody else was faster, and saves over theirs only when told to again', async () => {
    const edit = editing()
    edit.begin()
    edit.form.value!.name = 'mine'
    server = { version: 5, name: 'theirs', region: 'y' }
    expect(await edit.save()).toBe(false)
    expect(edit.form.value).toEqual({ name: 'mine', region: 'y' })
    expect(edit.theirs.value).toEqual({ name: 'theirs' })
    expect(await edit.save()).toBe(true)
    expect(sent.at(-1)).toEqual({ name: 'mine', version: 5 })
  })

  it('keeps what was typed when the server refuses or is away', async () => {
    const edit = editing()
    edit.begin()
    edit.form.value!.name = 'mine'
    refuse = new ApiError(0, 'away')
    await expect(edit.save()).rejects.toThrow()
    expect(edit.form.value?.name).toBe('mine')
  })

  it('comes back after the page was left in the middle of a word', async () => {
    const first = editing()
    first.begin()
    first.form.value!.name = 'half a wo'
    await Promise.resolve()
    const second = editing()
    expect(second.resume()).toBe(true)
    expect(second.form.value?.name).toBe('half a wo')
    second.cancel()
    expect(editing().resume()).toBe(false)
  })
})
