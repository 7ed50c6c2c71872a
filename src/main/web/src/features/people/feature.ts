import { Users } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'people',
  routes: [
    { path: '/people', name: 'people', component: () => import('./PeoplePage.vue'), meta: { title: 'people.title', roles: ['head', 'admin'] } },
    { path: '/people/teams', name: 'teams', component: () => import('./TeamsPage.vue'), meta: { title: 'people.teams.title', roles: ['head', 'admin'] } },
    { path: '/people/new', name: 'person-new', component: () => import('./NewPersonPage.vue'), meta: { title: 'people.new.title', roles: ['admin'] } },
    { path: '/people/:id(\\d+)', name: 'person', component: () => import('./PersonPage.vue'), meta: { title: 'people.one', roles: ['head', 'admin'] } },
  ],
  nav: [{ to: 'people', icon: Users, order: 70, keys: 'KeyG KeyP', roles: ['head', 'admin'] }],
  keys: [
    { action: 'people.search', keys: 'Slash' },
    { action: 'people.new', keys: 'KeyN' },
    { action: 'people.save', keys: 'Ctrl+Enter' },
  ],
} satisfies Feature
