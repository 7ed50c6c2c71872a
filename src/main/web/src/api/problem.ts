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

/** `kept` is what the page itself knows to be safe, when the server does not say. */
export function tell(error: unknown, kept = ''): Told {
  const known = error instanceof ApiError ? error : null
  const code = !known ? 'page_fault' : known.away ? 'server_away' : known.code
  const status = known && te(`api.errors.http_${known.status}.what`) ? `http_${known.status}` : 'unknown'
  const key = te(`api.errors.${code}.what`) ? code : status
  const own = key === code ? '' : known?.detail ?? ''
  return {
    what: own || t(`api.errors.${key}.what`),
    kept: known?.kept || kept,
    todo: te(`api.errors.${key}.todo`) ? t(`api.errors.${key}.todo`) : '',
  }
}

/** The fault of one field in words, or ''. */
export function faultOf(error: unknown, field: string): string {
  const fault = error instanceof ApiError ? error.faults.find((one) => one.field === field) : undefined
  if (!fault) return ''
  return te(`api.faults.${fault.code}`) ? t(`api.faults.${fault.code}`) : fault.detail || t('api.faults.wrong')
}
