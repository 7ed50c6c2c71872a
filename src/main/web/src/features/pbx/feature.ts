import { Server } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'pbx',
  routes: [
    { path: '/pbx', name: 'pbx', component: () => import('./PbxPage.vue'), meta: { title: 'pbx.title', roles: ['admin'] } },
  ],
  nav: [{ to: 'pbx', icon: Server, order: 90, keys: 'KeyG KeyX', roles: ['admin'] }],
} satisfies Feature
