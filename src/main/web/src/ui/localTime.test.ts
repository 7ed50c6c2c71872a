import { beforeEach, expect, it, vi } from 'vitest'
import { createApp, h } from 'vue'
import { i18n, setLocale } from '@/words'
import { now } from '@/words/format'
import LocalTime from './LocalTime.vue'

function shown(calm: boolean) {
  const page = document.createElement('div')
  const app = createApp({ render: () => h(LocalTime, { zone: 'Europe/Moscow', calm }) }).use(i18n)
  app.mount(page)
  const [classes, words] = [page.firstElementChild!.className, page.textContent]
  app.unmount()
  return { classes, words }
}

beforeEach(async () => {
  await setLocale('en')
  vi.setSystemTime(new Date('2026-11-21T23:30:00.000Z'))
  now.value = Date.now()
})

it('an hour outside the calling hours alarms whoever is about to dial', () => {
  expect(shown(false).classes).toContain('tone-bad')
})

it('the same hour of a client who calls us is told, and alarms nobody', () => {
  expect(shown(true).classes).toContain('tone-none')
  expect(shown(true).words).toBe(shown(false).words)
})
