import { ScrollText } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'audit',
  routes: [
    { path: '/audit', name: 'audit', component: () => import('./AuditPage.vue'), meta: { title: 'audit.title', roles: ['admin'] } },
  ],
  nav: [{ to: 'audit', icon: ScrollText, order: 95, keys: 'KeyG KeyA', roles: ['admin'] }],
} satisfies Feature
