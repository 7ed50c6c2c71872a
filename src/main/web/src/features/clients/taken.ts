import { ApiError } from '@/api/problem'

/** Whose a number is already: those whom one may see by name, and whether there are others. */
export interface Taken {
  holders: { id: number; name: string; owner: string | null }[]
  others: boolean
}

/** What the server says of a number that is another client's; null when it refused for something else. */
export function takenOf(error: unknown): Taken | null {
  if (!(error instanceof ApiError) || error.code !== 'number_taken') return null
  const body = error.body as Partial<Taken> | null
  return { holders: body?.holders ?? [], others: body?.others ?? true }
}
