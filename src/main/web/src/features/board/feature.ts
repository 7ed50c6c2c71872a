import { Gauge } from '@lucide/vue'
import type { Feature } from '@/feature'

export default {
  id: 'board',
  routes: [
    { path: '/board', name: 'board', component: () => import('./BoardPage.vue'), meta: { title: 'board.title' } },
    {
      path: '/board/wall',
      name: 'board-wall',
      component: () => import('./WallPage.vue'),
      meta: { title: 'board.wall.title', bare: true },
    },
    {
      path: '/board/people/:id(\\d+)',
      name: 'board-person',
      component: () => import('./CountedCallsPage.vue'),
      meta: { title: 'board.counted.title' },
    },
  ],
  nav: [{ to: 'board', icon: Gauge, order: 20, keys: 'KeyG KeyB', firstFor: ['head', 'supervisor', 'line_manager'] }],
  keys: [
    { action: 'board.wall', keys: 'KeyF' },
    { action: 'board.leaveWall', keys: 'Escape' },
  ],
} satisfies Feature
