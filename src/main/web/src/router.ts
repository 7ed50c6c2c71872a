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

/** Where a person begins the day: the first page of their navigation. */
export function firstPage(): string {
  return myNavigation()[0]?.to ?? 'desk'
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
  if (to.meta.roles && !session.has(...to.meta.roles)) return { name: firstPage() }
  return true
})
