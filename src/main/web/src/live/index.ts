import { onScopeDispose, reactive } from 'vue'
import { LiveClient, type LiveMessage, type LiveSocket, type LiveState } from './client'

export { leads } from './leader'
export type { LiveMessage } from './client'

/** How the way to the server stands, for whoever shows live data. */
export const line = reactive({ state: 'connecting' as LiveState, staleSince: null as number | null })

let signedOut = () => {}

/** A line that is back within a moment was not worth a notice that moves the page. */
const NOTICE_AFTER_MS = 1500
const begun = Date.now()
let notice: ReturnType<typeof setTimeout> | undefined

export const live = new LiveClient({
  connect: () => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    return new WebSocket(`${scheme}://${location.host}/api/live`) as unknown as LiveSocket
  },
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  onState: (state, lastHeard) => {
    line.state = state
    if (state === 'open') {
      clearTimeout(notice)
      notice = undefined
      line.staleSince = null
    } else {
      notice ??= setTimeout(() => (line.staleSince = lastHeard ?? begun), NOTICE_AFTER_MS)
    }
  },
  onSignedOut: () => signedOut(),
  onFault: (fault) => reportError(fault),
})

export function startLive(whenSignedOut: () => void): void {
  signedOut = whenSignedOut
  live.start()
}

addEventListener('online', () => live.wake())
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) live.wake()
})

/** Hears a topic as long as the component or scope lives. */
export function useTopic(topic: string, handler: (message: LiveMessage) => void): void {
  onScopeDispose(live.subscribe(topic, handler))
}
