import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { api } from '@/api/client'
import { line } from '@/live'
import { setOwner } from '@/session/own'
import { useSession } from '@/session/session'
import { useDrafts } from './drafts'

vi.mock('@/live', async () => ({
  line: (await import('vue')).reactive({ state: 'open' }),
  live: { subscribe: () => () => {}, stop: () => {} },
  startLive: () => {},
}))

const draft = { text: '', version: 0, savedAt: null }

let sent: { text: string; version: number; keepalive?: boolean }[]
let status: number
let session: ReturnType<typeof useSession>
let drafts: ReturnType<typeof useDrafts>

const be = (id: number | null) => {
  session.session = id === null ? null : ({ person: { id } } as never)
  if (id !== null) setOwner(id)
}

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  setActivePinia(createPinia())
  status = 200
  sent = []
  vi.spyOn(api, 'PUT').mockImplementation((async (_path: string, { body, keepalive }: {
    body: { text: string; version: number }
    keepalive?: boolean
  }) => {
    sent.push({ ...body, keepalive })
    return status === 200
      ? { data: { saved: true, text: body.text, version: body.version + 1, savedAt: null }, response: new Response() }
      : { error: {}, response: new Response(null, { status }) }
  }) as never)
  session = useSession()
  be(1)
  drafts = useDrafts()
})

afterEach(() => vi.useRealTimers())

describe('the notes of a person', () => {
  it('are never sent under the session of the next one at this page, and wait for whose they are', async () => {
    drafts.follow({ callId: 'c', draft })
    drafts.type('c', 'слова первого')
    be(null)
    await vi.advanceTimersByTimeAsync(10_000)
    be(2)
    line.state = 'lost'
    await nextTick()
    line.state = 'open'
    await nextTick()
    dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent).toEqual([])

    be(1)
    line.state = 'lost'
    await nextTick()
    line.state = 'open'
    await vi.advanceTimersByTimeAsync(100)
    expect(sent.at(-1)?.text).toBe('слова первого')
    expect(drafts.views.get('c')?.state).toBe('saved')
  })

  it('are found again in the tab by them alone', () => {
    drafts.follow({ callId: 'c', draft })
    drafts.type('c', 'слова первого')
    be(2)
    setActivePinia(createPinia())
    session = useSession()
    be(2)
    const next = useDrafts()
    next.follow({ callId: 'c', draft })
    expect(next.views.get('c')?.text).toBe('')
    setActivePinia(createPinia())
    session = useSession()
    be(1)
    const again = useDrafts()
    again.follow({ callId: 'c', draft })
    expect(again.views.get('c')?.text).toBe('слова первого')
  })

  it('go out with a closing tab by a request that outlives it', () => {
    drafts.follow({ callId: 'c', draft })
    drafts.type('c', 'последнее')
    dispatchEvent(new Event('pagehide'))
    expect(sent).toContainEqual({ text: 'последнее', version: 0, keepalive: true })
  })

  it('stay when the card closes and the server is away, and are tried again until it has them', async () => {
    drafts.follow({ callId: 'c', draft })
    drafts.type('c', 'последнее')
    status = 503
    await drafts.drop('c')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent.length).toBeGreaterThan(2)
    status = 200
    await vi.advanceTimersByTimeAsync(5_000)
    const before = sent.length
    expect(drafts.views.has('c')).toBe(false)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(sent.length).toBe(before)
    expect(sessionStorage.length).toBe(0)
  })

  it('are let go with the card when the server will not have them', async () => {
    drafts.follow({ callId: 'c', draft })
    drafts.type('c', 'последнее')
    status = 404
    await drafts.drop('c')
    expect(drafts.views.has('c')).toBe(false)
  })
})
