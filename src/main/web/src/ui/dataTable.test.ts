import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp, h, nextTick, type App } from 'vue'
import { i18n } from '@/words'
import DataTable from './DataTable.vue'

let app: App
let page: HTMLElement

async function show(caption = 'Calls') {
  page = document.body.appendChild(document.createElement('div'))
  app = createApp({ render: () => h(DataTable<{ id: number }>, {
    columns: [{ key: 'id', title: 'Id' }], rows: [{ id: 7 }, { id: 8 }, { id: 9 }], rowKey: (row) => row.id, caption, opens: true,
  }) }).use(i18n)
  app.mount(page)
  await nextTick()
}

function leave() {
  app.unmount()
  page.remove()
}

const rows = () => [...page.querySelectorAll<HTMLElement>('tr[data-row]')]
const enter = (row: HTMLElement) => row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))

beforeEach(() => history.replaceState({ position: 3 }, ''))
afterEach(leave)

it('on the way back the row one had opened has the focus, and the router keeps what it noted', async () => {
  await show()
  rows()[1]!.focus()
  enter(rows()[1]!)
  leave()
  await show()
  expect(document.activeElement).toBe(rows()[1])
  expect((history.state as { position: number }).position).toBe(3)
})

it('another list takes no focus for it', async () => {
  await show()
  enter(rows()[1]!)
  leave()
  await show('Clients')
  expect(document.activeElement).toBe(document.body)
})
