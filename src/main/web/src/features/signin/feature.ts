import type { Feature } from '@/feature'

export default {
  id: 'signin',
  routes: [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('./SignInPage.vue'),
      meta: { title: 'signin.title', bare: true, open: true },
    },
  ],
} satisfies Feature
