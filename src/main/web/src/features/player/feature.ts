import type { Feature } from '@/feature'

/** No page of its own: the one component that plays recordings, with its keys; other rooms show it. */
export default {
  id: 'player',
  routes: [],
  keys: [
    { action: 'player.play', keys: 'Space' },
    { action: 'player.back', keys: 'ArrowLeft', repeats: true },
    { action: 'player.forward', keys: 'ArrowRight', repeats: true },
    { action: 'player.slower', keys: 'BracketLeft' },
    { action: 'player.faster', keys: 'BracketRight' },
    { action: 'player.silence', keys: 'KeyX' },
  ],
} satisfies Feature
