import { t, te } from '@/words'

export interface Fault {
  field: string
  code: string
  detail?: string
}

/** What the server (or the way to it) refused. `kept` says in its words what was saved all the same. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail = '',
    readonly kept: string | null = null,
    readonly faults: Fault[] = [],
    readonly retryAfterSeconds: number | null = null,
    readonly body: unknown = null,
  ) {
    super(`${status} ${code}`)
    this.name = 'ApiError'
  }

  get away(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

export function readProblem(response: Response, body: unknown): ApiError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (key: string) => (typeof problem[key] === 'string' ? (problem[key] as string) : '')
  const retry = Number(response.headers.get('Retry-After'))
  return new ApiError(
    response.status,
    text('code') || `http_${response.status}`,
    text('detail') || text('title'),
    text('kept') || null,
    Array.isArray(problem.faults) ? (problem.faults as Fault[]) : [],
    Number.isFinite(retry) && retry > 0 ? retry : null,
    body,
  )
}

/** An error in the three sentences a person needs: what happened, what was kept, what to do. */
export interface Told {
  what: string
  kept: string
  todo: string
}

/**
 * In the language of the page, always: the server's own sentences are English, for logs and for programs.
 * `kept` is what the page itself knows to be safe; it knows better than the general words of the code.
 */
export function tell(error: unknown, kept = ''): Told {
  const key = wordsFor(error)
  const words = (part: string) => (te(`api.errors.${key}.${part}`) ? t(`api.errors.${key}.${part}`) : '')
  return { what: words('what'), kept: kept || words('kept'), todo: words('todo') }
}

/** The three as one text, for a place that has no lines of its own for them. */
export function sentences({ what, kept, todo }: Told): string {
  return [`${what}.`, kept, todo].filter(Boolean).join(' ')
}

function wordsFor(error: unknown): string {
  if (!(error instanceof ApiError)) return 'page_fault'
  const known = [error.code, error.away ? 'server_away' : `http_${error.status}`].find((one) => te(`api.errors.${one}.what`))
  return known ?? (error.status >= 500 ? 'http_500' : 'unknown')
}

/** The fault of one field in words, or ''. */
export function faultOf(error: unknown, field: string): string {
  const fault = error instanceof ApiError ? error.faults.find((one) => one.field === field) : undefined
  return fault ? faultWords(fault) : ''
}

/** A fault in the language of the page, whatever its code. */
export function faultWords(fault: Fault): string {
  return t(te(`api.faults.${fault.code}`) ? `api.faults.${fault.code}` : 'api.faults.wrong')
}
