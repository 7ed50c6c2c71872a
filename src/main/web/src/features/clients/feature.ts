import { Building2 } from '@lucide/vue'
import type { Feature } from '@/feature'
import { browsing } from './rights'

export default {
  id: 'clients',
  routes: [
    { path: '/clients', name: 'clients', component: () => import('./ClientsPage.vue'), meta: { title: 'clients.title', roles: browsing } },
    { path: '/clients/:id(\\d+)', name: 'client', component: () => import('./ClientPage.vue'), meta: { title: 'clients.one' } },
  ],
  nav: [{ to: 'clients', icon: Building2, order: 40, keys: 'KeyG KeyK', roles: browsing }],
  keys: [
    { action: 'clients.search', keys: 'Slash' },
    { action: 'clients.create', keys: 'KeyN' },
    { action: 'clients.edit', keys: 'KeyE' },
    { action: 'clients.save', keys: 'Ctrl+Enter' },
  ],
} satisfies Feature
