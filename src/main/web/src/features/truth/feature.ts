import { ShieldCheck } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'truth',
  routes: [
    { path: '/truth', name: 'truth', component: () => import('./TruthPage.vue'), meta: { title: 'truth.title', roles: ['admin'] } },
  ],
  nav: [{ to: 'truth', icon: ShieldCheck, order: 91, keys: 'KeyG KeyV', roles: ['admin'] }],
} satisfies Feature
