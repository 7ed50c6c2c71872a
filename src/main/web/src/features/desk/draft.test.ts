import { beforeEach, describe, expect, it } from 'vitest'
import { DraftKeeper, type DraftKept, type Kept } from './draft'
import { merge } from './merge'

const start = { text: '', version: 0, savedAt: null }
const at = '2026-11-21T09:24:31.000Z'

let timers: { at: number; run: () => void }[]
let clock: number
let saves: { text: string; version: number; answer: (kept: DraftKept) => void; fail: (why?: string) => void }[]
let kept: Kept | null

function keeper(draft = start as { text: string; version: number; savedAt: string | null }, stored: Kept | null = null) {
  return new DraftKeeper(draft, stored, {
    save: (text, version) => new Promise((done, failed) => {
      saves.push({ text, version, answer: done, fail: (why = 'no line') => failed(new Error(why)) })
    }),
    keep: (next) => (kept = next),
    after: (ms, run) => {
      const timer = { at: clock + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    now: () => clock,
    onChange: () => {},
    isPassing: (fault) => (fault as Error).message === 'no line',
  })
}

function pass(ms: number) {
  clock += ms
  for (const timer of timers.filter((one) => one.at <= clock)) {
    timers = timers.filter((one) => one !== timer)
    timer.run()
  }
}

const settled = () => new Promise((done) => setTimeout(done))
const saved = (text: string, version: number): DraftKept => ({ saved: true, text, version, savedAt: at })

beforeEach(() => {
  timers = []
  saves = []
  kept = null
  clock = 0
})

describe('a draft', () => {
  it('is saved on the server after a pause in typing, over the version it was typed on', async () => {
    const draft = keeper()
    draft.type('Ве')
    pass(300)
    draft.type('Везут')
    pass(300)
    expect(saves).toHaveLength(0)
    pass(200)
    expect(saves[0]).toMatchObject({ text: 'Везут', version: 0 })
    saves[0]!.answer(saved('Везут', 1))
    await settled()
    expect(draft.state).toBe('saved')
    expect(draft.savedAt).toBe(at)
  })

  it('is saved every few seconds though the person never pauses', () => {
    const draft = keeper()
    for (let letter = 0; letter < 20; letter++) {
      draft.type('а'.repeat(letter + 1))
      pass(200)
    }
    expect(saves.length).toBeGreaterThan(0)
  })

  it('stays in the tab until the server has it', async () => {
    const draft = keeper()
    draft.type('Везут')
    expect(kept).toEqual({ text: 'Везут', base: '', version: 0 })
    pass(500)
    saves[0]!.answer(saved('Везут', 1))
    await settled()
    expect(kept).toBeNull()
  })

  it('comes back after a reload that was faster than the save', () => {
    const draft = keeper(start, { text: 'Везут', base: '', version: 0 })
    expect(draft.text).toBe('Везут')
    pass(500)
    expect(saves[0]).toMatchObject({ text: 'Везут' })
  })

  it('joins what was typed on another device before the reload', () => {
    const draft = keeper({ text: 'Бюджет в декабре', version: 4, savedAt: at }, { text: 'Сроки 38 дней', base: '', version: 3 })
    expect(draft.text).toBe('Бюджет в декабре\nСроки 38 дней')
  })

  it('is tried again while there is no line, and says that it is not saved', async () => {
    const draft = keeper()
    draft.type('Везут')
    pass(500)
    saves[0]!.fail()
    await settled()
    expect(draft.state).toBe('unsaved')
    expect(kept?.text).toBe('Везут')
    pass(3_000)
    saves[1]!.answer(saved('Везут', 1))
    await settled()
    expect(draft.state).toBe('saved')
    expect(draft.fault).toBeNull()
  })

  it('is not tried again when the server has refused it for good, and stays in the tab', async () => {
    const draft = keeper()
    draft.type('Везут')
    pass(500)
    saves[0]!.fail('no such call')
    await settled()
    pass(60_000)
    expect(saves).toHaveLength(1)
    expect(draft.state).toBe('unsaved')
    expect(kept?.text).toBe('Везут')
  })

  it('is not taken for somebody else’s when its own save comes back by the live channel first', async () => {
    const draft = keeper()
    draft.type('Везут')
    pass(500)
    draft.type('Везут через')
    draft.remote({ text: 'Везут', version: 1, savedAt: at })
    expect(draft.text).toBe('Везут через')
    saves[0]!.answer(saved('Везут', 1))
    await settled()
    expect(draft.text).toBe('Везут через')
    pass(500)
    expect(saves[1]).toMatchObject({ text: 'Везут через', version: 1 })
  })

  it('goes on saving what was typed while a save was under way', async () => {
    const draft = keeper()
    draft.type('Ве')
    pass(500)
    draft.type('Везут')
    pass(500)
    expect(saves).toHaveLength(1)
    saves[0]!.answer(saved('Ве', 1))
    await settled()
    pass(500)
    expect(saves[1]).toMatchObject({ text: 'Везут', version: 1 })
  })

  it('follows what another tab types', () => {
    const draft = keeper()
    draft.remote({ text: 'Везут', version: 1, savedAt: at })
    expect(draft.text).toBe('Везут')
    draft.remote({ text: 'старое', version: 1, savedAt: at })
    expect(draft.text).toBe('Везут')
  })

  it('joins both when the server says that it was changed elsewhere', async () => {
    const draft = keeper({ text: 'Сроки.', version: 1, savedAt: at })
    draft.type('Сроки. Цена?')
    pass(500)
    saves[0]!.answer({ saved: false, text: 'Иван: Сроки.', version: 2, savedAt: at })
    await settled()
    expect(draft.text).toBe('Иван: Сроки. Цена?')
    pass(500)
    expect(saves[1]).toMatchObject({ text: 'Иван: Сроки. Цена?', version: 2 })
  })

  it('is over when it is written up', () => {
    const draft = keeper()
    draft.type('Везут')
    draft.settle()
    pass(5_000)
    expect(saves).toHaveLength(0)
    expect(kept).toBeNull()
  })
})

describe('merging', () => {
  it('takes the one side that changed', () => {
    expect(merge('а', 'а', 'б')).toBe('б')
    expect(merge('а', 'б', 'а')).toBe('б')
  })

  it('makes both changes where they do not meet', () => {
    expect(merge('один два три', 'ОДИН два три', 'один два ТРИ')).toBe('ОДИН два ТРИ')
    expect(merge('один два три', 'один два ТРИ', 'ОДИН два три')).toBe('ОДИН два ТРИ')
  })

  it('keeps both texts where they meet', () => {
    const both = merge('Цена', 'Цена 100', 'Цена 200')
    expect(both).toContain('100')
    expect(both).toContain('200')
  })

  it('does not double what one side typed on after the other', () => {
    expect(merge('', 'Везут через', 'Везут')).toBe('Везут через')
    expect(merge('', 'Везут', 'Везут через')).toBe('Везут через')
  })

  it('never loses a word that either side added', () => {
    const words = ['склад', 'цена', 'срок', 'декабрь', 'Шанхай', 'порт']
    for (let seed = 1; seed < 400; seed++) {
      const pick = (n: number) => words[(seed * 7 + n * 13) % words.length]!
      const base = [pick(1), pick(2), pick(3)].join(' ')
      const cut = (seed * 5) % (base.length + 1)
      const cut2 = (seed * 11) % (base.length + 1)
      const mine = `${base.slice(0, cut)} мой${seed} ${base.slice(cut)}`
      const theirs = `${base.slice(0, cut2)} чужой${seed} ${base.slice(cut2)}`
      const both = merge(base, mine, theirs)
      expect(both).toContain(`мой${seed}`)
      expect(both).toContain(`чужой${seed}`)
    }
  })
})
