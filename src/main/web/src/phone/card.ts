import type { Schema } from '@/api/contract'

/** The card of a call as the live channel brings it; `version` grows, a lower one is stale. */
export interface Card {
  callId: string
  version: number
  phase: 'ringing' | 'talking' | 'held' | 'wrap_up'
  direction: Schema<'Direction'>
  ringingSince: string
  answeredAt: string | null
  endedAt: string | null
  /** While it waits to be written up: when it goes by itself. */
  wrapUpUntil: string | null
  role: 'target' | 'transferred' | 'group'
  caller: {
    kind: 'outside' | 'extension' | 'hidden' | 'unreadable'
    e164: string | null
    extension: string | null
    said: string | null
    name: string | null
    region: string | null
    zone: string | null
  }
  dialled: string | null
  match: 'known' | 'unknown' | 'ambiguous' | 'hidden' | 'internal'
  client: CardClient | null
  contact: CardContact | null
  /** Several clients with this number, or several people of the one client. */
  choices: Choice[]
  route: Route | null
  draft: Draft
  earlierNotes: { by: string; text: string }[]
  detail: CardDetail | null
}

export interface CardClient {
  id: number
  name: string
  category: string | null
  vip: boolean
  /** Made from an unknown caller and not yet completed. */
  draft: boolean
  channel: string | null
  region: string | null
  source: string | null
  owner: { id: number; name: string } | null
}

export interface CardContact {
  id: number
  name: string
  position: string | null
  decision: 'decides' | 'influences' | 'advises' | 'gatekeeper' | null
}

export interface Choice {
  clientId: number
  clientName: string
  contactId: number | null
  contactName: string | null
  position: string | null
  owner: string | null
}

export interface Route {
  kind: 'ring' | 'queue' | 'voicemail' | 'refuse'
  reason: string
  steps: RouteStep[]
  attempt: number
}

export interface RouteStep {
  code: string
  person: string | null
}

export interface Draft {
  text: string
  version: number
  savedAt: string | null
}

export interface CardDetail {
  dossier: string[]
  promises: CardPromise[]
  lastContact: CallRow | null
  history: CallRow[]
}

/** What is owed to this client: so far, calls that they made in vain. */
export interface CardPromise {
  id: number
  kind: 'call_back'
  times: number
  since: string
}

export type CallRow = Schema<'CallLine'>
export type Link = Schema<'Link'>

export type AvailabilityState = 'available' | 'away' | 'ringing' | 'talking' | 'wrap_up' | 'offline'

export interface Availability {
  state: AvailabilityState
  since: string
  reason: string | null
}

/** Why a card went; `gone`: while the line was cut, nobody told why. */
export type CloseReason = 'written_up' | 'wrap_up_over' | 'answered_elsewhere' | 'missed' | 'moved' | 'refused'
  | 'unanswered' | 'gone'

export interface Closed {
  callId: string
  version: number
  reason: CloseReason
  by?: string | null
}
