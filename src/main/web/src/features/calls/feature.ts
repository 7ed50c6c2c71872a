import { PhoneCall } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'calls',
  routes: [
    { path: '/calls', name: 'calls', component: () => import('./CallsPage.vue'), meta: { title: 'calls.title' } },
    { path: '/calls/:id', name: 'call', component: () => import('./CallPage.vue'), meta: { title: 'calls.one' } },
  ],
  nav: [{ to: 'calls', icon: PhoneCall, order: 30, keys: 'KeyG KeyL' }],
} satisfies Feature
