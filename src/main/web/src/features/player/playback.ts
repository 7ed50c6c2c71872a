import { onBeforeUnmount, ref, type Ref } from 'vue'
import type { useHeard } from './heard'
import { afterSilence, type Stretch } from './sound'

interface Sound {
  audio: Readonly<Ref<HTMLAudioElement | null>>
  /** The length by the peaks; the file itself is not asked for before somebody listens. */
  durationMs: () => number
  quiet: () => readonly Stretch[]
  heard: ReturnType<typeof useHeard>
  onFault: () => void
}

/** The sound itself: place, speed, silences left out. Places are milliseconds from the beginning. */
export function usePlayback({ audio, durationMs, quiet, heard, onFault }: Sound) {
  const playing = ref(false)
  const waiting = ref(false)
  const speed = ref(1)
  const skipping = ref(false)
  const at = ref(0)
  let frame = 0

  function tick() {
    const element = audio.value
    if (!element || element.paused) return
    at.value = element.currentTime * 1000
    const next = skipping.value ? afterSilence(quiet(), at.value) : null
    if (next !== null && next < durationMs()) seek(next)
    frame = requestAnimationFrame(tick)
  }

  function seek(ms: number) {
    const to = Math.min(durationMs() - 1, Math.max(0, ms))
    heard.end(at.value)
    at.value = to
    if (audio.value) audio.value.currentTime = to / 1000
    if (playing.value) heard.begin(to)
  }

  async function toggle() {
    const element = audio.value
    if (!element) return
    if (!element.paused) {
      element.pause()
      return
    }
    waiting.value = true
    try {
      setSpeed(speed.value)
      await element.play()
    } catch (error) {
      // Pausing before the sound has come ends the promise of play, and is no fault.
      if (!(error instanceof DOMException && error.name === 'AbortError')) broken()
    } finally {
      waiting.value = false
    }
  }

  function setSpeed(next: number) {
    speed.value = next
    if (audio.value) Object.assign(audio.value, { defaultPlaybackRate: next, playbackRate: next })
  }

  function begun() {
    playing.value = true
    heard.begin(at.value)
    cancelAnimationFrame(frame)
    tick()
  }

  function stopped() {
    playing.value = false
    cancelAnimationFrame(frame)
    if (audio.value) at.value = Math.min(durationMs(), audio.value.currentTime * 1000)
    heard.end(at.value)
    heard.tell()
  }

  function broken() {
    playing.value = false
    onFault()
  }

  onBeforeUnmount(() => {
    cancelAnimationFrame(frame)
    heard.end(at.value)
    heard.tell()
  })
  return { playing, waiting, speed, skipping, at, seek, toggle, setSpeed, on: { begun, stopped, broken } }
}
