import { PhoneCall } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'calls',
  routes: [
    { path: '/calls', name: 'calls', component: () => import('./CallsPage.vue'), meta: { title: 'calls.title' } },
    { path: '/calls/:id', name: 'call', component: () => import('./CallPage.vue'), meta: { title: 'calls.one' } },
    { path: '/calls/:id/replay', name: 'replayed-call', component: () => import('./ReplayPage.vue'), meta: { title: 'calls.replay.title', roles: ['admin'] } },
    { path: '/replay', name: 'replay', component: () => import('./ReplayPage.vue'), meta: { title: 'calls.replay.title', roles: ['admin'] } },
  ],
  nav: [{ to: 'calls', icon: PhoneCall, order: 30, keys: 'KeyG KeyL' }],
  keys: [
    { action: 'calls.name', keys: 'KeyE' },
    { action: 'calls.stepDown', keys: 'ArrowDown', repeats: true },
    { action: 'calls.stepUp', keys: 'ArrowUp', repeats: true },
  ],
} satisfies Feature
