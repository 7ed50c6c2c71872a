import { FileUp } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'imports',
  routes: [
    { path: '/imports', name: 'imports', component: () => import('./ImportsPage.vue'), meta: { title: 'imports.title', roles: ['researcher', 'head', 'admin'] } },
  ],
  nav: [{ to: 'imports', icon: FileUp, order: 42, keys: 'KeyG KeyI', roles: ['researcher', 'head', 'admin'] }],
  keys: [
    { action: 'imports.go', keys: 'Ctrl+Enter' },
    { action: 'imports.stop', keys: 'Alt+KeyS' },
  ],
} satisfies Feature
