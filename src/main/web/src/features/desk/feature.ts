import { Headset } from '@lucide/vue'
import type { Feature } from '@/feature'
import { useCards } from '@/phone/cards'

export default {
  id: 'desk',
  routes: [
    { path: '/desk', name: 'desk', component: () => import('./DeskPage.vue'), meta: { title: 'desk.title' } },
  ],
  nav: [
    {
      to: 'desk',
      icon: Headset,
      order: 10,
      keys: 'KeyG KeyD',
      badge: () => {
        const open = useCards().openPromises
        return open ? { count: open } : null
      },
    },
  ],
  keys: [
    { action: 'desk.note', keys: 'KeyN' },
    { action: 'desk.writeUp', keys: 'Ctrl+Enter' },
    { action: 'desk.nextCard', keys: 'KeyC' },
    { action: 'desk.choose', keys: 'Digit1' },
    { action: 'desk.promises', keys: 'KeyP' },
  ],
} satisfies Feature
