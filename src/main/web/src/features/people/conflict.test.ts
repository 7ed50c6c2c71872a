import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp, h } from 'vue'
import type { Role } from '@/session/types'
import { i18n, setLocale } from '@/words'
import type { Person } from './people'
import RoleConflict from './RoleConflict.vue'

const head = { name: 'Ольга', active: true, roles: ['head'] } as unknown as Person

function advice(newcomer: boolean, people = [head]): string {
  const page = document.createElement('div')
  const chosen: Role[] = ['scout', 'researcher']
  const app = createApp({ render: () => h(RoleConflict, { modelValue: '', chosen, people, newcomer }) })
    .use(createPinia()).use(i18n)
  app.mount(page)
  const words = page.textContent ?? ''
  app.unmount()
  return words
}

beforeEach(() => setLocale('en'))

describe('who is no head and chooses roles that do not go together', () => {
  it('is told for a newcomer to begin with one role, for there is no page yet on which to allow it', () => {
    expect(advice(true)).toContain('Begin with one role')
    expect(advice(true)).toContain('Ольга')
    expect(advice(true)).not.toContain('save again')
    expect(advice(true, [])).toContain('none among the people')
  })

  it('is told for somebody who has a page whom to ask', () => {
    expect(advice(false)).toContain('save again')
  })
})
