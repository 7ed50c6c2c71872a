import type { Schema } from '@/api/contract'
import type { Draft } from '@/phone/card'
import { merge } from './merge'

/** What the server holds after a save; `saved` is false when it was changed elsewhere meanwhile. */
export type DraftKept = Schema<'DraftKept'>

/** What survives a reload of the tab: the text as typed and what it was typed on. */
export interface Kept {
  text: string
  base: string
  version: number
}

export type DraftState = 'saved' | 'typed' | 'saving' | 'unsaved'

export interface DraftSurroundings {
  /** `parting`: the page goes, and the request must outlive it. */
  save: (text: string, version: number, parting: boolean) => Promise<DraftKept>
  keep: (kept: Kept | null) => void
  after: (ms: number, run: () => void) => () => void
  now: () => number
  onChange: () => void
  /** Whether it makes sense to try again by itself. */
  isPassing: (fault: unknown) => boolean
}

const PAUSE_MS = 500
const LONGEST_MS = 2_500
const RETRY_MS = 3_000

/**
 * The notes of one call while they are being typed. Each pause in typing saves them on the server over the version
 * they were typed on; what another tab or device has typed meanwhile is merged in, never overwritten. The text is
 * also kept in the tab until the server has it, so neither a lost line nor a reload loses a word.
 */
export class DraftKeeper {
  text: string
  state: DraftState = 'saved'
  savedAt: string | null
  /** What went wrong with the last save, as long as it is not made good. */
  fault: unknown = null
  #base: string
  #version: number
  #inFlight: string | null = null
  #unsavedSince: number | null = null
  #cancelTimer = () => {}
  #settled = false

  constructor(draft: Draft, kept: Kept | null, private readonly around: DraftSurroundings) {
    this.#base = draft.text
    this.#version = draft.version
    this.savedAt = draft.savedAt
    this.text = draft.text
    if (kept && kept.text !== draft.text) {
      this.text = kept.version === draft.version ? kept.text : merge(kept.base, kept.text, draft.text)
      if (this.text !== draft.text) this.#touch()
    }
  }

  get version(): number {
    return this.#version
  }

  /** Whether the server still has to say that it has what stands here. */
  get waits(): boolean {
    return this.#inFlight !== null || (!this.#settled && this.text !== this.#base)
  }

  /** Whether the server has refused what stands here for good. */
  get refused(): boolean {
    return this.#inFlight === null && this.fault !== null && !this.around.isPassing(this.fault)
  }

  type(text: string): void {
    if (text === this.text) return
    this.text = text
    this.#settled = false
    this.#touch()
    this.around.onChange()
  }

  /** A draft that came with the card: our own save coming back, or what was typed elsewhere. */
  remote(draft: Draft): void {
    if (draft.version <= this.#version || this.#settled) return
    if (draft.text === this.#inFlight) {
      this.#accept(draft.text, draft.version, draft.savedAt)
    } else {
      this.#join(draft)
    }
    this.around.onChange()
  }

  /** Saves now what has not been saved; resolves when the server has it or has refused. */
  async flush(): Promise<void> {
    this.#cancelTimer()
    if (this.#settled || this.#inFlight !== null || this.text === this.#base) return
    const text = this.text
    this.#inFlight = text
    this.state = 'saving'
    this.around.onChange()
    try {
      const kept = await this.around.save(text, this.#version, false)
      this.fault = null
      if (this.#settled) return
      if (kept.saved || kept.text === text) {
        if (kept.version > this.#version || this.#base !== text) this.#accept(text, kept.version, kept.savedAt)
      } else {
        this.#join(kept)
      }
    } catch (fault) {
      this.fault = fault
      this.state = 'unsaved'
      if (!this.#settled && this.around.isPassing(fault)) this.#later(RETRY_MS)
    } finally {
      this.#inFlight = null
      if (!this.fault && !this.#settled) this.#rest()
      this.around.onChange()
    }
  }

  /**
   * The page goes: sends what the server has not confirmed, and waits for nothing. A save that is under way makes the
   * next version if it has arrived and none if it was cut off with the page, so the words are sent over both.
   */
  part(): void {
    if (this.#settled || this.text === this.#base) return
    const { text } = this
    const send = (version: number) => void this.around.save(text, version, true).catch(() => {})
    if (this.#inFlight !== null && this.#inFlight !== text) send(this.#version + 1)
    send(this.#version)
  }

  /** Written up: the server has it all; nothing is saved or kept from here on unless typing goes on. */
  settle(): void {
    this.#settled = true
    this.#cancelTimer()
    this.#base = this.text
    this.#unsavedSince = null
    this.state = 'saved'
    this.around.keep(null)
  }

  stop(): void {
    this.#cancelTimer()
  }

  #accept(text: string, version: number, savedAt: string | null): void {
    this.#base = text
    this.#version = Math.max(this.#version, version)
    this.savedAt = savedAt
    this.#rest()
  }

  #join(theirs: { text: string; version: number; savedAt: string | null }): void {
    this.text = merge(this.#base, this.text, theirs.text)
    this.#accept(theirs.text, theirs.version, theirs.savedAt)
  }

  /** After each change of what is saved: clean, or something typed meanwhile still waits. */
  #rest(): void {
    if (this.text === this.#base) {
      this.state = 'saved'
      this.#unsavedSince = null
      this.around.keep(null)
    } else if (this.#inFlight === null || this.text !== this.#inFlight) {
      this.#touch()
    }
  }

  #touch(): void {
    this.around.keep({ text: this.text, base: this.#base, version: this.#version })
    if (this.text === this.#base && this.#inFlight === null) {
      this.#cancelTimer()
      this.state = 'saved'
      this.#unsavedSince = null
      this.around.keep(null)
      return
    }
    this.#unsavedSince ??= this.around.now()
    if (this.state !== 'unsaved') this.state = 'typed'
    const waited = this.around.now() - this.#unsavedSince
    this.#later(Math.max(0, Math.min(PAUSE_MS, LONGEST_MS - waited)))
  }

  #later(ms: number): void {
    this.#cancelTimer()
    this.#cancelTimer = this.around.after(ms, () => {
      this.#unsavedSince = null
      void this.flush()
    })
  }
}
