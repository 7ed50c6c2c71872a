import { api } from '@/api/client'

/** Which stretches of a recording somebody has heard; the server is told when the sound stops. */
export function useHeard(recordingId: () => string) {
  let from: number | null = null
  let stretches: { fromMs: number; toMs: number }[] = []

  function begin(atMs: number) {
    from = atMs
  }

  function end(atMs: number) {
    if (from !== null && atMs > from) stretches.push({ fromMs: Math.round(from), toMs: Math.round(atMs) })
    from = null
  }

  /** Nothing waits for the answer: the server has noted already that the sound was asked for. */
  function tell() {
    if (!stretches.length) return
    const body = { stretches }
    stretches = []
    void api.POST('/recordings/{id}/heard', { params: { path: { id: recordingId() } }, body }).catch(() => {})
  }

  return { begin, end, tell }
}
