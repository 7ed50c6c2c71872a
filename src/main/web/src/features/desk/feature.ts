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
    { action: 'desk.moreTime', keys: 'KeyW' },
    { action: 'desk.unwritten', keys: 'KeyI' },
    { action: 'desk.nextCard', keys: 'KeyC' },
    { action: 'desk.choose', keys: 'Digit1', cap: '1–9' },
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({ action: `desk.choose${digit}`, keys: `Digit${digit}`, unlisted: true })),
    { action: 'desk.source', keys: 'KeyS' },
    { action: 'desk.promises', keys: 'KeyP' },
    { action: 'desk.done', keys: 'KeyE' },
  ],
} satisfies Feature
