import { defineStore } from 'pinia'
import { reactive, ref, watch } from 'vue'
import { api, call } from '@/api/client'
import { ApiError, tell } from '@/api/problem'
import { line } from '@/live'
import type { Card } from '@/phone/card'
import { useCards } from '@/phone/cards'
import { ownKey } from '@/session/own'
import { useSession } from '@/session/session'
import { DraftKeeper, type DraftState, type Kept } from './draft'

/** What a page shows of a draft. */
export interface DraftView {
  text: string
  state: DraftState
  savedAt: string | null
  /** Why the last save failed, in words. */
  fault: string
}

function readKept(place: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

function writeKept(place: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(place, JSON.stringify(kept))
    else sessionStorage.removeItem(place)
  } catch {
    // Storage is full or switched off: the text still stands in the page and goes to the server.
  }
}

/** The notes of all open cards; they outlive the page, so that one may look elsewhere in the middle of a word. */
export const useDrafts = defineStore('drafts', () => {
  const cards = useCards()
  const session = useSession()
  const keepers = new Map<string, DraftKeeper>()
  const views = reactive(new Map<string, DraftView>())
  /** Calls whose card has gone: their words are let go as soon as the server has them. */
  const dropped = new Set<string>()
  const writing = ref(new Set<string>())

  function show(callId: string): void {
    const keeper = keepers.get(callId)
    if (keeper) {
      const fault = keeper.fault ? tell(keeper.fault).what : ''
      views.set(callId, { text: keeper.text, state: keeper.state, savedAt: keeper.savedAt, fault })
    }
  }

  function follow(card: Pick<Card, 'callId' | 'draft'>): void {
    const { callId } = card
    dropped.delete(callId)
    const known = keepers.get(callId)
    if (known) {
      known.remote(card.draft)
      return
    }
    const whose = session.person?.id
    const place = ownKey(`draft.${callId}`)
    keepers.set(callId, new DraftKeeper(card.draft, readKept(place), {
      save: async (text, version, keepalive) => {
        // Nobody's words go out under the session of another.
        if (session.person?.id !== whose) throw new ApiError(401, 'http_401')
        const params = { path: { id: callId } }
        return call(api.PUT('/calls/{id}/draft', { params, body: { text, version }, keepalive }))
      },
      // A refusal of the request itself would come again; everything else passes.
      isPassing: (fault) => !(fault instanceof ApiError) || fault.away || fault.status === 429 || fault.status >= 500,
      keep: (kept) => writeKept(place, kept),
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      now: () => Date.now(),
      onChange: () => {
        show(callId)
        letGo(callId)
      },
    }))
    show(callId)
  }

  async function drop(callId: string): Promise<void> {
    dropped.add(callId)
    // The call went elsewhere in the middle of a word: the word goes with it.
    await keepers.get(callId)?.flush()
    letGo(callId)
  }

  /** Lets go of a dropped draft, unless it still waits for a server that may take it. */
  function letGo(callId: string): void {
    const keeper = keepers.get(callId)
    if (!keeper || !dropped.has(callId)) return
    const signedOut = keeper.fault instanceof ApiError && keeper.fault.status === 401
    if (keeper.waits && (!keeper.refused || signedOut)) return
    dropped.delete(callId)
    keeper.stop()
    keepers.delete(callId)
    views.delete(callId)
  }

  /** Writes the call up with what stands in its notes. The text is let go only when the server has it. */
  async function writeUp(callId: string): Promise<void> {
    const keeper = keepers.get(callId)
    if (!keeper || writing.value.has(callId)) return
    writing.value = new Set(writing.value).add(callId)
    try {
      const note = keeper.text
      await call(api.POST('/calls/{id}/write-up', { params: { path: { id: callId } }, body: { note } }))
      if (keeper.text === note) keeper.settle()
    } finally {
      const left = new Set(writing.value)
      left.delete(callId)
      writing.value = left
      show(callId)
    }
  }

  async function flushAll(): Promise<void> {
    await Promise.all([...keepers.values()].map((keeper) => keeper.flush()))
  }

  session.beforeLeaving(flushAll)
  cards.sorted.forEach(follow)
  cards.whenCard(follow)
  cards.whenClosed(({ callId }) => void drop(callId))
  watch(() => line.state, (state) => {
    if (state === 'open') void flushAll()
  })
  addEventListener('pagehide', () => keepers.forEach((keeper) => keeper.part()))

  return {
    views,
    writing,
    type: (callId: string, text: string) => keepers.get(callId)?.type(text),
    writeUp,
    /** Keeps the draft of a call that has no card any more, until it is dropped. */
    follow,
    drop,
  }
})
