import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { usePromises } from './promises'

const owed = vi.hoisted(() => ({ ids: [] as number[] }))

vi.mock('@/live', () => ({ live: { subscribe: () => () => {} } }))
vi.mock('@/api/client', () => ({
  call: (answer: unknown) => Promise.resolve(answer),
  api: {
    GET: (_: string, { params: { query } }: { params: { query: { cursor?: string; limit: number } } }) => {
      const rest = owed.ids.filter((id) => id > Number(query.cursor ?? 0))
      const items = rest.slice(0, query.limit).map((id) => ({ id }))
      return { items, next: rest.length > items.length ? String(items.at(-1)!.id) : null }
    },
  },
}))

beforeEach(() => setActivePinia(createPinia()))

it('shows the call-backs beyond the first page when asked, and keeps showing them when they change', async () => {
  owed.ids = Array.from({ length: 450 }, (_, at) => at + 1)
  const promises = usePromises()
  await promises.load()
  expect([promises.lines!.length, promises.next]).toEqual([200, '200'])
  await promises.more()
  expect([promises.lines!.length, promises.next]).toEqual([400, '400'])
  owed.ids.shift()
  await promises.load()
  expect([promises.lines!.length, promises.lines![0]!.id, promises.next]).toEqual([400, 2, '401'])
  await promises.more()
  expect([promises.lines!.length, promises.next]).toEqual([449, null])
})
