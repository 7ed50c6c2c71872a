import { ref } from 'vue'

/**
 * Among all tabs of this browser exactly one leads: only it shows system notifications, so that one call is announced
 * once. The lock passes on by itself when its tab closes, and keeps the tab that holds it from being frozen.
 */
export const leads = ref(false)

export function standForLeader(): void {
  if (!navigator.locks) {
    leads.value = true
    return
  }
  void navigator.locks.request('scoutline-leader', () => {
    leads.value = true
    return new Promise(() => {})
  })
}

/** What tabs tell each other. */
export type TabWord = { type: 'signed-out' } | { type: 'signed-in' } | { type: 'settings' }

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('scoutline')

export function tellTabs(word: TabWord): void {
  channel?.postMessage(word)
}

export function hearTabs(handler: (word: TabWord) => void): void {
  channel?.addEventListener('message', (event) => handler(event.data as TabWord))
}
