/** A message of a topic, in order within its epoch. */
export interface LiveMessage {
  topic: string
  epoch: string
  seq: number
  type: string
  data: unknown
}

export type LiveState = 'connecting' | 'open' | 'lost'

/** The part of a WebSocket the client needs; tests bring their own. */
export interface LiveSocket {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}

export interface LiveSurroundings {
  connect: () => LiveSocket
  now: () => number
  random: () => number
  after: (ms: number, run: () => void) => () => void
  /** The way to the server changed: shown to the person with the time of the last word heard. */
  onState: (state: LiveState, lastHeard: number | null) => void
  /** The server ended the session. */
  onSignedOut: () => void
  /** A hearer failed at a message; the others still hear it. */
  onFault: (fault: unknown) => void
  onRefused?: (topic: string, code: string) => void
}

type Handler = (message: LiveMessage) => void

/** The server sends a beat every 10 s; twice missed and a bit is a dead line. */
export const SILENCE_MS = 25_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
const SESSION_ENDED = 4401

interface Topic {
  handlers: Set<Handler>
  at: { epoch: string; seq: number } | null
}

/**
 * The live channel of a tab: subscriptions that survive a cut line. After a reconnect each topic asks for what it
 * missed by epoch and sequence number; the server answers with those messages or with a fresh snapshot. What is old
 * or doubled is dropped here, so a page never goes back in time.
 */
export class LiveClient {
  #topics = new Map<string, Topic>()
  #socket: LiveSocket | null = null
  #open = false
  #running = false
  #attempt = 0
  #lastHeard: number | null = null
  /** One of the watch over a line that opens, the watch over an open one and the pause before the next try runs. */
  #cancelTimer = () => {}

  constructor(private readonly around: LiveSurroundings) {}

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#attempt = 0
    this.#connect()
  }

  stop(): void {
    this.#running = false
    this.#drop()
    this.#topics.forEach((topic) => (topic.at = null))
  }

  /** Tries at once instead of waiting out the pause: the network is back, or the tab is looked at again. */
  wake(): void {
    if (!this.#running) return
    if (!this.#open && !this.#socket) {
      this.#attempt = 0
      this.#connect()
    } else if (this.#open && this.#silent()) {
      this.#lose()
    }
  }

  /** Hears a topic until the returned function is called. A newcomer to a topic gets a fresh snapshot. */
  subscribe(name: string, handler: Handler): () => void {
    let topic = this.#topics.get(name)
    if (topic) {
      topic.handlers.add(handler)
      topic.at = null
    } else {
      topic = { handlers: new Set([handler]), at: null }
      this.#topics.set(name, topic)
    }
    this.#ask(name)
    return () => {
      const known = this.#topics.get(name)
      if (!known?.handlers.delete(handler) || known.handlers.size > 0) return
      this.#topics.delete(name)
      this.#send({ op: 'unsub', topic: name })
    }
  }

  #connect(): void {
    this.#drop()
    this.around.onState('connecting', this.#lastHeard)
    const socket = this.around.connect()
    this.#socket = socket
    // A browser alone would wait for minutes on a way that swallows everything.
    this.#cancelTimer = this.around.after(SILENCE_MS, () => this.#lose())
    socket.onopen = () => {
      if (socket !== this.#socket) return
      this.#cancelTimer()
      this.#open = true
      this.#lastHeard = this.around.now()
      this.#watch()
      for (const name of this.#topics.keys()) this.#ask(name)
      this.around.onState('open', this.#lastHeard)
    }
    socket.onmessage = (event) => {
      if (socket === this.#socket) this.#hear(String(event.data))
    }
    socket.onclose = (event) => {
      if (socket !== this.#socket) return
      if (event.code === SESSION_ENDED) {
        this.stop()
        this.around.onState('lost', this.#lastHeard)
        this.around.onSignedOut()
      } else {
        this.#lose()
      }
    }
  }

  #hear(text: string): void {
    this.#lastHeard = this.around.now()
    this.#attempt = 0
    const message = JSON.parse(text) as LiveMessage & { code?: string }
    if (message.type === 'beat') return
    if (message.type === 'refused') {
      this.around.onRefused?.(message.topic, message.code ?? '')
      return
    }
    const topic = this.#topics.get(message.topic)
    if (!topic || !this.#inOrder(topic, message)) return
    topic.at = { epoch: message.epoch, seq: message.seq }
    for (const handler of [...topic.handlers]) {
      try {
        handler(message)
      } catch (fault) {
        // The topic has moved on and nobody is told twice: the other hearers must not miss it.
        this.around.onFault(fault)
      }
    }
  }

  /** Whether the message is the next one; a hole or another epoch asks the server again. */
  #inOrder(topic: Topic, message: LiveMessage): boolean {
    if (message.type === 'snapshot') return true
    if (!topic.at) return false
    if (message.epoch === topic.at.epoch && message.seq <= topic.at.seq) return false
    if (message.epoch === topic.at.epoch && message.seq === topic.at.seq + 1) return true
    if (message.epoch !== topic.at.epoch) topic.at = null
    this.#ask(message.topic)
    return false
  }

  #ask(name: string): void {
    this.#send({ op: 'sub', topic: name, since: this.#topics.get(name)?.at ?? null })
  }

  #send(message: object): void {
    if (this.#open) this.#socket?.send(JSON.stringify(message))
  }

  #silent(): boolean {
    return this.#lastHeard !== null && this.around.now() - this.#lastHeard > SILENCE_MS
  }

  #watch(): void {
    this.#cancelTimer = this.around.after(SILENCE_MS / 5, () => {
      if (this.#silent()) this.#lose()
      else this.#watch()
    })
  }

  #lose(): void {
    this.#drop()
    if (!this.#running) return
    this.around.onState('lost', this.#lastHeard)
    // Half of the pause is chance, so that a whole floor does not come back in the same instant.
    const pause = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#attempt)
    this.#attempt += 1
    this.#cancelTimer = this.around.after(pause / 2 + (pause / 2) * this.around.random(), () => this.#connect())
  }

  #drop(): void {
    this.#cancelTimer()
    const socket = this.#socket
    this.#socket = null
    this.#open = false
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }
}
