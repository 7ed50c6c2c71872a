import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '@/api/client'
import { startLive } from '@/live'
import { ownKey } from './own'
import { useSession } from './session'

vi.mock('@/live', () => ({ live: { stop: () => {} }, startLive: vi.fn() }))
vi.mock('@/live/leader', () => ({ tellTabs: () => {}, hearTabs: () => {} }))

const answer = (personId: number) => ({
  data: {
    person: { id: personId, name: 'x', roles: ['scout'] }, csrf: 'c', zone: 'Europe/Moscow', singleKeys: true,
    theme: 'auto', locale: 'ru',
  },
  response: new Response(null, { status: 200 }),
}) as never

let session: ReturnType<typeof useSession>

beforeEach(() => {
  setActivePinia(createPinia())
  session = useSession()
})

describe('somebody else at the same page', () => {
  it('starts clean: the page is loaded anew and nothing goes on with what it held', async () => {
    const loaded = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const post = vi.spyOn(api, 'POST').mockResolvedValue(answer(1))
    vi.spyOn(api, 'DELETE').mockResolvedValue({ response: new Response(null, { status: 204 }) } as never)
    await session.signIn('a', 'a')
    await session.signOut()
    await session.signIn('a', 'a')
    expect(loaded).not.toHaveBeenCalled()
    await session.signOut()
    post.mockResolvedValue(answer(2))
    void session.signIn('b', 'b')
    await vi.waitFor(() => expect(loaded).toHaveBeenCalledWith('/'))
    expect(session.person).toBeNull()
  })

  it('finds what they typed under their own key', async () => {
    const post = vi.spyOn(api, 'POST').mockResolvedValue(answer(1))
    await session.signIn('a', 'a')
    const first = ownKey('form.x')
    setActivePinia(createPinia())
    post.mockResolvedValue(answer(2))
    await useSession().signIn('b', 'b')
    expect(ownKey('form.x')).not.toBe(first)
  })

  it('is not signed out before what was typed last has gone to the server', async () => {
    vi.spyOn(api, 'POST').mockResolvedValue(answer(1))
    const order: string[] = []
    vi.spyOn(api, 'DELETE').mockImplementation((async () => {
      order.push('signed out')
      return { response: new Response(null, { status: 204 }) }
    }) as never)
    await session.signIn('a', 'a')
    session.beforeLeaving(async () => void order.push('saved'))
    await session.signOut()
    expect(order).toEqual(['saved', 'signed out'])
  })
})

describe('a line that the server has ended', () => {
  it('leads to the sign-in page only when the server says that the session is over', async () => {
    vi.useFakeTimers()
    try {
      vi.spyOn(api, 'POST').mockResolvedValue(answer(1))
      await session.signIn('a', 'a')
      const left = vi.fn()
      const rights = vi.fn()
      session.whenLeft(left)
      session.whenRightsChange(rights)
      const ended = vi.mocked(startLive).mock.lastCall![0]

      const get = vi.spyOn(api, 'GET').mockRejectedValueOnce(new TypeError('no network'))
        .mockResolvedValueOnce({ error: {}, response: new Response(null, { status: 503 }) } as never)
        .mockResolvedValueOnce(answer(1))
      ended()
      await vi.advanceTimersByTimeAsync(60_000)
      expect(get).toHaveBeenCalledTimes(3)
      expect(left).not.toHaveBeenCalled()
      expect(rights).toHaveBeenCalledOnce()

      get.mockResolvedValue({ error: {}, response: new Response(null, { status: 401 }) } as never)
      ended()
      await vi.advanceTimersByTimeAsync(100)
      expect(left).toHaveBeenCalledOnce()
    } finally {
      vi.useRealTimers()
    }
  })
})
