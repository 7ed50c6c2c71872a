import { beforeEach, describe, expect, it } from 'vitest'
import { LiveClient, SILENCE_MS, type LiveMessage, type LiveSocket, type LiveState } from './client'

class Wire implements LiveSocket {
  sent: Record<string, unknown>[] = []
  closed = false
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.closed = true
  }
  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

let wires: Wire[]
let timers: { at: number; run: () => void }[]
let clock: number
let states: [LiveState, number | null][]
let signedOut: number
let faults: unknown[]
let client: LiveClient
let heard: LiveMessage[]

const wire = () => wires.at(-1)!
const message = (seq: number, type = 'card', epoch = 'a') => ({ topic: 'desk', epoch, seq, type, data: { seq } })

function pass(ms: number) {
  const until = clock + ms
  for (;;) {
    const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
    if (!next) break
    timers.splice(timers.indexOf(next), 1)
    clock = next.at
    next.run()
  }
  clock = until
}

beforeEach(() => {
  wires = []
  timers = []
  states = []
  heard = []
  clock = 1_000_000
  signedOut = 0
  faults = []
  client = new LiveClient({
    connect: () => {
      wires.push(new Wire())
      return wire()
    },
    now: () => clock,
    random: () => 1,
    after: (ms, run) => {
      const timer = { at: clock + ms, run }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
    onState: (state, lastHeard) => states.push([state, lastHeard]),
    onSignedOut: () => signedOut++,
    onFault: (fault) => faults.push(fault),
  })
  client.subscribe('desk', (one) => heard.push(one))
  client.start()
  wire().onopen!()
})

describe('the live channel', () => {
  it('asks for a snapshot first and hands on what follows in order', () => {
    expect(wire().sent).toEqual([{ op: 'sub', topic: 'desk', since: null }])
    wire().say(message(7, 'snapshot'))
    wire().say(message(8))
    wire().say({ type: 'beat', at: 'x' })
    expect(heard.map((one) => one.seq)).toEqual([7, 8])
  })

  it('tells every hearer of a topic, though one of them fails', () => {
    const others: number[] = []
    client.subscribe('desk', () => {
      throw new Error('broken')
    })
    client.subscribe('desk', (one) => others.push(one.seq))
    wire().say(message(7, 'snapshot'))
    expect(others).toEqual([7])
    expect(faults).toHaveLength(1)
  })

  it('asks for what it missed after the line was cut, and drops what comes twice', () => {
    wire().say(message(7, 'snapshot'))
    wire().say(message(8))
    wire().onclose!({ code: 1006 })
    pass(500)
    wire().onopen!()
    expect(wire().sent).toEqual([{ op: 'sub', topic: 'desk', since: { epoch: 'a', seq: 8 } }])
    wire().say(message(8))
    wire().say(message(9))
    expect(heard.map((one) => one.seq)).toEqual([7, 8, 9])
  })

  it('takes the snapshot of a new epoch, though its numbers are lower', () => {
    wire().say(message(70, 'snapshot'))
    wire().onclose!({ code: 1006 })
    pass(500)
    wire().onopen!()
    wire().say(message(3, 'snapshot', 'b'))
    wire().say(message(4, 'card', 'b'))
    expect(heard.map((one) => one.seq)).toEqual([70, 3, 4])
  })

  it('asks again when a number is missing or the epoch changed on the way', () => {
    wire().say(message(1, 'snapshot'))
    wire().say(message(3))
    expect(wire().sent.at(-1)).toEqual({ op: 'sub', topic: 'desk', since: { epoch: 'a', seq: 1 } })
    wire().say(message(1, 'card', 'b'))
    expect(wire().sent.at(-1)).toEqual({ op: 'sub', topic: 'desk', since: null })
    expect(heard).toHaveLength(1)
  })

  it('takes silence for a dead line and says since when it is stale', () => {
    wire().say(message(1, 'snapshot'))
    const lastWord = clock
    pass(SILENCE_MS + 6_000)
    expect(wires[0]!.closed).toBe(true)
    expect(states).toContainEqual(['lost', lastWord])
  })

  it('does not take a quiet topic for a dead line while beats come', () => {
    for (let beat = 0; beat < 12; beat++) {
      pass(10_000)
      wire().say({ type: 'beat', at: 'x' })
    }
    expect(wires).toHaveLength(1)
  })

  it('waits longer after each failure, up to a limit, and starts short again after success', () => {
    const waits: number[] = []
    for (let attempt = 0; attempt < 7; attempt++) {
      wire().onclose!({ code: 1006 })
      waits.push(timers[0]!.at - clock)
      pass(waits.at(-1)!)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000])
    wire().onopen!()
    wire().say({ type: 'beat', at: 'x' })
    wire().onclose!({ code: 1006 })
    expect(timers[0]!.at - clock).toBe(500)
  })

  it('gives up a line that neither opens nor fails and tries another', () => {
    wire().onclose!({ code: 1006 })
    pass(500)
    const stuck = wire()
    pass(SILENCE_MS)
    expect(stuck.closed).toBe(true)
    pass(1_000)
    expect(wires).toHaveLength(3)
    wire().onopen!()
    wire().say(message(1, 'snapshot'))
    pass(10_000)
    expect(heard).toHaveLength(1)
    expect(wires).toHaveLength(3)
  })

  it('does not wait when the network says it is back', () => {
    wire().onclose!({ code: 1006 })
    client.wake()
    expect(wires).toHaveLength(2)
  })

  it('does not come back after the session ended', () => {
    wire().onclose!({ code: 4401 })
    pass(60_000)
    expect(signedOut).toBe(1)
    expect(wires).toHaveLength(1)
  })

  it('leaves a topic that nobody hears any more', () => {
    const leave = client.subscribe('board', () => {})
    leave()
    expect(wire().sent.at(-1)).toEqual({ op: 'unsub', topic: 'board' })
  })

  it('brings a second hearer of a topic a snapshot of its own', () => {
    wire().say(message(1, 'snapshot'))
    const second: LiveMessage[] = []
    client.subscribe('desk', (one) => second.push(one))
    expect(wire().sent.at(-1)).toEqual({ op: 'sub', topic: 'desk', since: null })
    wire().say(message(5, 'snapshot'))
    expect(second.map((one) => one.seq)).toEqual([5])
  })
})
