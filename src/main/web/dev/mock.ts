import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { WebSocketServer, type WebSocket } from 'ws'
import { paperRecord, paperSound } from './records.ts'

/*
 * A server of paper for whoever works on the pages: `npm run mock`. It answers from the fixtures beside it and plays
 * scenes: POST /api/mock/{scene} with known, unknown, ambiguous, hidden, transferred, elsewhere, clear, link-down,
 * link-up, away. It is never part of the build.
 */

type Json = Record<string, any>

/** A fixture with NOW, NOW-60, NOW+60 (seconds) made into instants. */
function fixture(name: string): any {
  const text = readFileSync(resolve(import.meta.dirname, `fixtures/${name}.json`), 'utf8')
  return JSON.parse(text.replace(/"NOW([+-]\d+)?"/g, (_, seconds) =>
    JSON.stringify(new Date(Date.now() + Number(seconds ?? 0) * 1000).toISOString())))
}

class Paper {
  cards = new Map<string, Json>()
  availability: Json = { state: 'available', since: new Date().toISOString(), reason: null }
  link: Json[] = [{ pbx: 'main', up: true, since: new Date().toISOString(), fault: null }]
  promises: Json[] = fixture('promises')
  session: Json = fixture('session')
  signedIn = true
  seq = 1
  epoch = Math.random().toString(36).slice(2, 8)
  sockets = new Map<WebSocket, Set<string>>()

  publish(type: string, data: unknown) {
    this.seq += 1
    const text = JSON.stringify({ topic: 'desk', epoch: this.epoch, seq: this.seq, type, data })
    for (const [socket, topics] of this.sockets) if (topics.has('desk')) socket.send(text)
  }

  put(card: Json) {
    card.version += 1
    this.cards.set(card.callId, card)
    this.publish('card', card)
  }

  close(card: Json, reason: string, by?: string) {
    this.cards.delete(card.callId)
    this.publish('closed', { callId: card.callId, version: card.version + 1, reason, by: by ?? null })
    this.be('available')
  }

  be(state: string, reason: string | null = null) {
    this.availability = { state, since: new Date().toISOString(), reason }
    this.publish('availability', this.availability)
  }

  scene(name: string) {
    const scenes = fixture('cards')
    if (name === 'clear') for (const card of [...this.cards.values()]) this.close(card, 'missed')
    else if (name === 'elsewhere') for (const card of [...this.cards.values()]) this.close(card, 'answered_elsewhere', 'Мария Серова')
    else if (name === 'link-down' || name === 'link-up') {
      this.link = [{ pbx: 'main', up: name === 'link-up', since: new Date().toISOString(), fault: name === 'link-up' ? null : 'lost' }]
      this.publish('link', this.link)
    } else if (name === 'drop') for (const socket of this.sockets.keys()) socket.terminate()
    else if (scenes[name]) {
      const card = structuredClone(scenes[name])
      const detail = card.detail
      card.callId = card.callId.slice(0, -4) + Math.floor(Math.random() * 9000 + 1000)
      card.detail = null
      this.put(card)
      this.be('ringing')
      if (detail) {
        if (card.client) {
          detail.history = fixture('history')
          detail.lastContact = detail.history[0]
        }
        setTimeout(() => this.cards.has(card.callId) && this.put({ ...this.cards.get(card.callId)!, detail }), 60)
      }
    }
  }

  phone(act: string) {
    const now = new Date().toISOString()
    const of = (...phases: string[]) => [...this.cards.values()].find((card) => phases.includes(card.phase))
    const ringing = of('ringing')
    const talking = of('talking', 'held')
    if (act === 'answer' && ringing) this.put({ ...ringing, phase: 'talking', answeredAt: now })
    else if (act === 'hang_up' && talking) this.put({ ...talking, phase: 'wrap_up', endedAt: now })
    else if (act === 'hang_up' && ringing) this.close(ringing, 'refused')
    else if (act === 'hold' && talking) this.put({ ...talking, phase: 'held' })
    else if (act === 'unhold' && talking) this.put({ ...talking, phase: 'talking' })
    else if (act === 'transfer' && talking) this.close(talking, 'moved', 'Мария Серова')
    const left = of('talking', 'held') ?? of('ringing') ?? of('wrap_up')
    this.be(!left ? 'available' : left.phase === 'held' ? 'talking' : left.phase)
  }
}

const body = (request: IncomingMessage) => new Promise<Json>((done) => {
  let text = ''
  request.on('data', (part) => (text += part))
  request.on('end', () => done(text ? JSON.parse(text) : {}))
})

function answer(response: ServerResponse, status: number, data?: unknown) {
  response.statusCode = status
  response.setHeader('Content-Type', status >= 400 ? 'application/problem+json' : 'application/json')
  response.end(data === undefined ? '' : JSON.stringify(data))
}

async function serve(paper: Paper, request: IncomingMessage, response: ServerResponse, next: () => void) {
  const url = new URL(request.url ?? '/', 'http://x')
  if (!url.pathname.startsWith('/api/')) return next()
  const path = url.pathname.slice(4)
  const method = request.method ?? 'GET'
  const data = method === 'GET' ? {} : await body(request)
  const is = (want: string, pattern: RegExp) => (method === want ? pattern.exec(path) : null)
  let found: RegExpExecArray | null
  if ((found = is('POST', /^\/mock\/([\w-]+)$/))) {
    paper.scene(found[1]!)
    return answer(response, 204)
  }
  if (is('GET', /^\/about$/)) return answer(response, 200, fixture('about'))
  if (is('GET', /^\/session$/)) {
    return paper.signedIn ? answer(response, 200, paper.session) : answer(response, 401, { code: 'signed_out' })
  }
  if (is('POST', /^\/session$/)) {
    if (data.password === 'slow') {
      response.setHeader('Retry-After', '90')
      return answer(response, 429, { code: 'too_many_attempts' })
    }
    if (data.password !== 'demo') return answer(response, 401, { code: 'wrong_credentials' })
    const person = fixture('about').signIns.find((one: Json) => one.login === data.login)
    paper.session.person = { ...fixture('session').person, ...(person ? { name: person.name, login: person.login, roles: [person.role] } : {}) }
    paper.signedIn = true
    return answer(response, 200, paper.session)
  }
  if (is('DELETE', /^\/session$/)) {
    paper.signedIn = false
    return answer(response, 204)
  }
  if (is('PATCH', /^\/me$/)) {
    Object.assign(paper.session, data)
    return answer(response, 200, paper.session)
  }
  if (is('PUT', /^\/me\/availability$/)) {
    paper.be(data.state, data.reason ?? null)
    return answer(response, 204)
  }
  if (is('POST', /^\/me\/password$/)) return answer(response, 204)
  if (is('GET', /^\/me\/sessions$/)) {
    return answer(response, 200, { items: [
      { id: 1, createdAt: new Date(Date.now() - 3e7).toISOString(), lastSeenAt: new Date().toISOString(), ip: '10.1.2.3', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0', current: true },
      { id: 2, createdAt: new Date(Date.now() - 9e8).toISOString(), lastSeenAt: new Date(Date.now() - 8e8).toISOString(), ip: '10.1.2.9', userAgent: 'Mozilla/5.0 (iPhone) Safari/605', current: false },
    ] })
  }
  if (is('DELETE', /^\/me\/sessions\/\w+$/)) return answer(response, 204)
  if (is('GET', /^\/me\/unwritten$/)) return answer(response, 200, { items: [] })
  if (is('GET', /^\/colleagues$/)) return answer(response, 200, { items: [] })
  if (is('GET', /^\/promises$/)) return answer(response, 200, { items: paper.promises.filter((one) => !one.keptAt), next: null })
  if ((found = is('POST', /^\/promises\/(\d+)\/kept$/)) || (found = is('DELETE', /^\/promises\/(\d+)\/kept$/))) {
    const promise = paper.promises.find((one) => one.id === Number(found![1]))
    if (promise) promise.keptAt = method === 'POST' ? new Date().toISOString() : null
    paper.publish('promises', { open: paper.promises.filter((one) => !one.keptAt).length })
    return answer(response, 204)
  }
  if (is('POST', /^\/demo\/phones\/\d+$/)) {
    paper.phone(data.act)
    return answer(response, 204)
  }
  if ((found = /^\/calls\/([\w-]+)\/(draft|client|write-up)$/.exec(path))) {
    const card = paper.cards.get(found[1]!)
    if (!card) return answer(response, 404, { code: 'no_such_call' })
    const what = `${method} ${found[2]}`
    if (what === 'PUT draft') {
      if (data.version !== card.draft.version) return answer(response, 200, { saved: false, ...card.draft })
      const draft = { text: data.text, version: card.draft.version + 1, savedAt: new Date().toISOString() }
      paper.put({ ...card, draft })
      return answer(response, 200, { saved: true, ...draft })
    }
    if (what === 'PUT client') {
      const choice = card.choices.find((one: Json) => one.clientId === data.clientId && one.contactId === data.contactId)
      paper.put({ ...card, match: 'known', client: { id: data.clientId, name: choice?.clientName, category: null, vip: false, draft: false, channel: null, region: 'Москва', source: 'site', owner: { id: 3, name: choice?.owner } }, contact: choice?.contactId ? { id: choice.contactId, name: choice.contactName, position: null, decision: null } : null, detail: { dossier: [], promises: [], lastContact: null, history: [] } })
      return answer(response, 204)
    }
    if (what === 'POST client') {
      paper.put({ ...card, match: 'known', client: { id: 99, name: data.name, category: null, vip: false, draft: false, channel: null, region: card.caller.region, source: data.source, owner: { id: 3, name: paper.session.person.name } }, contact: data.contactName ? { id: 98, name: data.contactName, position: null, decision: null } : null })
      return answer(response, 201, { client: 99, contact: null })
    }
    if (what === 'POST write-up') {
      if (card.phase === 'wrap_up') paper.close(card, 'written_up')
      return answer(response, 204)
    }
  }
  if (is('GET', /^\/board$/)) return answer(response, 200, fixture('board'))
  if (is('GET', /^\/recordings\/[\w-]+\/audio$/)) return paperSound(request.headers.range, response)
  if (is('POST', /^\/recordings\/[\w-]+\/heard$/)) return answer(response, 204)
  const record = paperRecord(method, path, url.searchParams)
  if (record !== undefined) return answer(response, 200, record)
  answer(response, 404, { code: 'not_found', title: `No ${method} ${path} on paper` })
}

export function mockServer(): Plugin {
  const paper = new Paper()
  return {
    name: 'scoutline-mock',
    configureServer(server) {
      server.middlewares.use((request, response, next) => void serve(paper, request, response, next))
      const sockets = new WebSocketServer({ noServer: true })
      server.httpServer?.on('upgrade', (request, socket, head) => {
        if (request.url !== '/api/live') return
        sockets.handleUpgrade(request, socket, head, (one) => {
          paper.sockets.set(one, new Set())
          one.on('close', () => paper.sockets.delete(one))
          one.on('message', (text) => {
            const { op, topic } = JSON.parse(String(text))
            const topics = paper.sockets.get(one)!
            if (op === 'unsub') {
              topics.delete(topic)
              return
            }
            topics.add(topic)
            const data = topic === 'board' ? fixture('board') : {
              cards: [...paper.cards.values()], availability: paper.availability, link: paper.link,
              promises: { open: paper.promises.filter((promise) => !promise.keptAt).length },
            }
            one.send(JSON.stringify({ topic, epoch: paper.epoch, seq: topic === 'board' ? 1 : paper.seq, type: 'snapshot', data }))
          })
        })
      })
      const beat = setInterval(() => {
        for (const socket of paper.sockets.keys()) socket.send(JSON.stringify({ type: 'beat', at: new Date().toISOString() }))
      }, 10_000)
      server.httpServer?.on('close', () => clearInterval(beat))
    },
  }
}
