import type { ServerResponse } from 'node:http'

type Json = Record<string, any>

const zero = Date.now() - 40 * 60_000
const at = (seconds: number) => new Date(zero + seconds * 1000).toISOString()
const SECONDS = 96
const RATE = 8000

/** Who speaks in a second of the recording: the client, we, nobody (long enough to be skipped), hold. */
function speaks(side: 0 | 1, second: number): number {
  if (second < 6 || (second > 40 && second < 47) || (second > 70 && second < 76)) return 0
  const turn = Math.floor(second / 5) % 2
  return turn === side ? 0.35 + 0.3 * Math.abs(Math.sin(second * 3.1)) : second % 7 === 0 ? 0.15 : 0
}

/** A WAV of two sides on paper: tones where somebody speaks. */
function wav(): Buffer {
  const data = Buffer.alloc(44 + SECONDS * RATE * 4)
  data.write('RIFF', 0)
  data.writeUInt32LE(data.length - 8, 4)
  data.write('WAVEfmt ', 8)
  data.writeUInt32LE(16, 16)
  data.writeUInt16LE(1, 20)
  data.writeUInt16LE(2, 22)
  data.writeUInt32LE(RATE, 24)
  data.writeUInt32LE(RATE * 4, 28)
  data.writeUInt16LE(4, 32)
  data.writeUInt16LE(16, 34)
  data.write('data', 36)
  data.writeUInt32LE(data.length - 44, 40)
  for (let n = 0; n < SECONDS * RATE; n++) {
    for (const side of [0, 1] as const) {
      const level = speaks(side, Math.floor(n / RATE)) * Math.abs(Math.sin(n / 900)) * 9000
      data.writeInt16LE(Math.round(level * Math.sin((n / RATE) * 2 * Math.PI * (side ? 180 : 240))), 44 + n * 4 + side * 2)
    }
  }
  return data
}

let sound: Buffer | null = null

/** The recording, whole or the range that was asked for. */
export function paperSound(range: string | undefined, response: ServerResponse): void {
  sound ??= wav()
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '')
  const from = asked ? Number(asked[1]) : 0
  const to = asked?.[2] ? Number(asked[2]) : sound.length - 1
  response.statusCode = asked ? 206 : 200
  response.setHeader('Content-Type', 'audio/wav')
  response.setHeader('Accept-Ranges', 'bytes')
  response.setHeader('Content-Length', to - from + 1)
  if (asked) response.setHeader('Content-Range', `bytes ${from}-${to}/${sound.length}`)
  response.end(sound.subarray(from, to + 1))
}

function peaks(): Json {
  const columnMs = 60
  const columns = Math.floor((SECONDS * 1000) / columnMs)
  const lane = (side: 0 | 1) => Buffer.from(Array.from({ length: columns }, (_, column) =>
    Math.round(speaks(side, Math.floor((column * columnMs) / 1000)) * 200 * Math.abs(Math.sin(column * 1.7))))).toString('base64')
  return { columnMs, durationMs: SECONDS * 1000, channels: [lane(0), lane(1)] }
}

const line = (id: string, more: Json = {}): Json => ({
  id, startedAt: at(0), direction: 'inbound', caller: '+74951234567', number: '+74951234567', clientId: 7,
  clientName: 'Север-Логистик', contactName: 'Ирина Гаврилова', person: 3, personName: 'Дмитрий Орлов',
  disposition: 'answered', ringMs: 6200, queueMs: 0, talkMs: 89_000, recordings: ['0197-r1'], endEstimated: false,
  note: 'Везут оборудование из Шэньчжэня, 12 тонн. Ждут расчёт моря до пятницы; решает коммерческий директор.', ...more,
})

const lines = [
  line('0197-0001'),
  line('0197-0002', { direction: 'outbound', disposition: 'no_answer', talkMs: 0, recordings: [], note: null, contactName: null, startedAt: at(-900) }),
  line('0197-0003', { clientName: null, contactName: null, disposition: 'abandoned', talkMs: 0, recordings: [], note: null, personName: null, person: null, startedAt: at(-4000) }),
  line('0197-0004', { direction: 'outbound', clientName: 'ТД «Вектор»', contactName: 'Пётр', startedAt: at(-90_000), note: 'Перезвонить после выставки.' }),
]

const step = (seconds: number, kind: string, channel: string, more: Json = {}): Json => ({
  at: at(seconds), kind, channel, event: { at: at(seconds), channel: { name: channel, uniqueid: '1763.1' }, ...more },
})

function detail(id: string): Json {
  return {
    line: lines.find((one) => one.id === id) ?? line(id), pbx: 'main', linkedids: ['1763.1'], dialled: '+74952223344', evidence: 'hangup', own: true,
    participants: [
      { person: 3, name: 'Дмитрий Орлов', outcome: 'answered', talkMs: 83_000, holdMs: 6000, talkSpans: [{ from: at(6), to: at(95) }], holdSpans: [{ from: at(41), to: at(47) }] },
      { person: 5, name: 'Анна Лисина', outcome: 'answered_elsewhere', talkMs: 0, holdMs: 0, talkSpans: [], holdSpans: [] },
    ],
    legs: [
      { uniqueid: '1763.1', endpoint: 'PJSIP/trunk', side: 'client', person: null, state: 'ended', createdAt: at(0), ringingAt: null, answeredAt: at(6), endedAt: at(96), cause: 16, endEstimated: false },
      { uniqueid: '1763.2', endpoint: 'PJSIP/101', side: 'person', person: 'Дмитрий Орлов', state: 'ended', createdAt: at(1), ringingAt: at(1), answeredAt: at(6), endedAt: at(96), cause: 16, endEstimated: false },
    ],
    routes: [{ at: at(0.2), attempt: 1, kind: 'ring', reason: 'owner', steps: [{ code: 'owner', person: 'Дмитрий Орлов' }] }],
    notes: [{ person: 3, personName: 'Дмитрий Орлов', text: 'Везут оборудование из Шэньчжэня, 12 тонн.\nЖдут расчёт моря до пятницы.', writtenAt: at(120) }],
  }
}

const counted: Json = {
  day: new Date().toISOString().slice(0, 10), rule: { version: 1, name: 'every attempt' },
  rules: [{ version: 1, name: 'every attempt' }, { version: 2, name: 'each number once a day' }],
  person: 'Дмитрий Орлов', counted: 2, notCounted: 3,
  calls: ['placed', 'answered_inbound', 'internal', 'too_short', 'repeat'].map((reason, index) => ({
    call: `0197-000${index + 1}`, startedAt: at(-index * 700), direction: ['outbound', 'inbound', 'internal', 'outbound', 'outbound'][index],
    number: index === 2 ? null : '+74951234567', disposition: index === 3 ? 'no_answer' : 'answered', rangMs: 4000 + index * 900,
    talkMs: index === 3 ? 0 : 61_000 * (index + 1), counts: index < 2, reason,
  })),
}

const pbx: Json = {
  name: 'main', address: '127.0.0.1:5038', up: true, since: at(0), fault: null, detail: '', version: '22.8.2', warnings: ['too_many_rights'],
  figures: { events: 120_411, waiting: 0, drops: 0, sessions: 2, failedResyncs: 0, lastResync: at(0), lastEvent: at(2300), lagMedianMs: 2, lagP99Ms: 9 },
}

const check = (piece: string, outcome: string, code: string, text: string, remedy = '', facts: Record<string, string> = {}): Json =>
  ({ piece, outcome, code, facts, detail: text, remedy })

/** What the server of paper knows of calls, recordings and PBXs; undefined for what it does not. */
export function paperRecord(method: string, path: string, query: URLSearchParams): unknown {
  const asked = `${method} ${path}`
  let found: RegExpExecArray | null
  if (asked === 'GET /calls') {
    const result = query.get('disposition')
    return { items: lines.filter((one) => !result || one.disposition === result), next: null }
  }
  if ((found = /^GET \/calls\/([\w-]+)$/.exec(asked))) return detail(found[1]!)
  if (/^GET \/calls\/[\w-]+\/timeline$/.test(asked)) {
    return { steps: [
      step(0, 'ChannelCreated', 'PJSIP/trunk-00000001', { state: 'RING', extension: '2223344' }),
      step(0.9, 'ChannelCreated', 'PJSIP/101-00000002', { state: 'DOWN' }), step(1, 'DialBegun', 'PJSIP/101-00000002', { dialString: '101' }),
      step(1.2, 'ChannelStateChanged', 'PJSIP/101-00000002', { state: 'RINGING' }), step(6, 'DialEnded', 'PJSIP/101-00000002', { status: 'ANSWER' }),
      step(6.01, 'BridgeEntered', 'PJSIP/101-00000002', { bridge: 'b1' }), step(41, 'HoldBegun', 'PJSIP/101-00000002'),
      step(47, 'HoldEnded', 'PJSIP/101-00000002'), step(96, 'ChannelEnded', 'PJSIP/trunk-00000001', { cause: 16, causeText: 'Normal Clearing' }),
    ] }
  }
  if (asked === 'GET /recordings') {
    return { next: null, items: [{
      id: '0197-r1', pbx: 'main', uniqueid: '1763.1', part: 1, callId: '0197-0001', startedAt: at(0), endedAt: at(SECONDS), durationMs: SECONDS * 1000,
      bytes: 3_000_000, state: 'ready', fault: null, playable: true, audible: true, channels: 2,
      talk: { clientMs: 36_000, oursMs: 41_000, silenceMs: 19_000 }, sourceName: '1763.1.wav', createdAt: at(100),
    }] }
  }
  if (/^GET \/recordings\/[\w-]+\/peaks$/.test(asked)) return peaks()
  if (/^GET \/board\/people\/\d+\/calls$/.test(asked)) return counted
  if (asked === 'GET /pbx') return { items: [pbx, { ...pbx, name: 'branch', up: false, fault: 'wrong_password', detail: 'Authentication failed', version: null, warnings: [] }] }
  if (/^GET \/pbx\/\w+\/setup$/.test(asked)) {
    return { name: 'main', passwordPlace: 'PUT-THE-PASSWORD-HERE', files: [
      { name: 'manager_scoutline.conf', addTo: 'manager.conf', reload: 'manager reload', text: '[scoutline]\nsecret = PUT-THE-PASSWORD-HERE\nread = call,agent\nwrite = call,reporting\n' },
      { name: 'extensions_scoutline.conf', addTo: 'extensions.conf', reload: 'dialplan reload', text: '[scoutline-in]\nexten => _X.,1,AGI(agi://127.0.0.1:4573/route)\n' },
    ] }
  }
  if (/^POST \/pbx\/\w+\/check$/.test(asked)) {
    return { name: 'main', at: new Date().toISOString(), checks: [
      check('address', 'ok', 'reachable', '127.0.0.1:5038 accepts connections.', '', { address: '127.0.0.1:5038' }), check('login', 'ok', 'logged_in', 'The account logs in.', '', { user: 'scoutline' }),
      check('rights', 'warning', 'too_many_rights', 'The account may do more than it needs: system', 'Take these rights away.', { rights: 'system' }),
      check('dialplan', 'failed', 'dialplan_missing', 'The dialplan of this server is not loaded.', 'Add the file and reload.'),
      check('events', 'waiting', 'no_event_yet', 'No event has come yet.', 'Make a test call and check again.'),
      check('clock', 'unknown', 'unknown_clock', 'The PBX does not tell its time.'),
    ] }
  }
  return undefined
}
