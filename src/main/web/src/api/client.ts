import createClient from 'openapi-fetch'
import { ApiError, readProblem } from './problem'
import type { paths } from './contract'

let csrf = ''
let onSignedOut: () => void = () => {}
let onPasswordDue: () => void = () => {}

export function setCsrf(token: string): void {
  csrf = token
}

/** Called whenever the server says that nobody is signed in here any more. */
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler
}

/** Called whenever the server refuses everything until one has chosen a password of one's own. */
export function whenPasswordDue(handler: () => void): void {
  onPasswordDue = handler
}

/** The server's contract, typed from openapi.yaml. Use through `call`. */
export const api = createClient<paths>({ baseUrl: '/api', credentials: 'same-origin' })

api.use({
  onRequest({ request }) {
    if (request.method !== 'GET' && csrf) request.headers.set('X-CSRF-Token', csrf)
    request.headers.set('Accept', 'application/json, application/problem+json')
    return request
  },
})

/** Waits for an answer of `api`: its data, or an ApiError. */
export async function call<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  let settled
  try {
    settled = await answer
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(0, 'server_away')
  }
  const { data, error, response } = settled
  if (response.ok) return data as Data
  if (response.status === 401 && !response.url.endsWith('/api/session')) onSignedOut()
  const problem = readProblem(response, error)
  if (problem.code === 'password_change_due') onPasswordDue()
  throw problem
}
