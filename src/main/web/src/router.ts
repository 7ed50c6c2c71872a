import { createRouter, createWebHistory } from 'vue-router'
import { features } from './feature'
import { useSession } from './session/session'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: () => ({ name: firstPage() }) },
    ...features.flatMap((feature) => feature.routes),
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./shell/NotFound.vue'),
      meta: { title: 'shell.notFound.title' },
    },
  ],
})

/** Where a person begins the day: the page meant for their role, else the first of their navigation. */
export function firstPage(): string {
  const session = useSession()
  const mine = myNavigation()
  return (mine.find((item) => item.firstFor && session.has(...item.firstFor)) ?? mine[0])?.to ?? 'desk'
}

export function myNavigation() {
  const session = useSession()
  return features
    .flatMap((feature) => (feature.nav ?? []).map((item) => ({ ...item, label: item.label ?? `${feature.id}.nav` })))
    .filter((item) => !item.roles || session.has(...item.roles))
    .sort((a, b) => a.order - b.order)
}

router.beforeEach((to) => {
  const session = useSession()
  if (!session.session && !to.meta.open) {
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { back: to.fullPath } }
  }
  if (session.session?.passwordChangeDue && !to.meta.open && to.name !== 'account-password') {
    return { name: 'account-password' }
  }
  if (to.meta.roles && !session.has(...to.meta.roles)) return { name: firstPage() }
  return true
})
