import { Target } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'norms',
  routes: [
    { path: '/norms', name: 'norms', component: () => import('./NormsPage.vue'), meta: { title: 'norms.title', roles: ['head', 'admin', 'line_manager', 'supervisor'] } },
  ],
  nav: [{ to: 'norms', icon: Target, order: 25, keys: 'KeyG KeyN', roles: ['head', 'admin', 'line_manager', 'supervisor'] }],
  keys: [
    { action: 'norms.new', keys: 'KeyN' },
    { action: 'norms.save', keys: 'Ctrl+Enter' },
  ],
} satisfies Feature
