import type { Feature } from '@/feature'

export default {
  id: 'account',
  routes: [
    {
      path: '/me/password',
      name: 'account-password',
      component: () => import('./PasswordPage.vue'),
      meta: { title: 'account.password.title' },
    },
    {
      path: '/me/sessions',
      name: 'account-sessions',
      component: () => import('./SessionsPage.vue'),
      meta: { title: 'account.sessions.title' },
    },
  ],
} satisfies Feature
