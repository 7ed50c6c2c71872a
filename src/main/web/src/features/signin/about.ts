import { api, call } from '@/api/client'
import type { Role } from '@/session/types'

/** What anybody may know of the server before signing in. */
export interface About {
  version: string
  demo: boolean
  /** One sign-in per role; only in the demo. */
  signIns: { role: Role; name: string; login: string; password: string }[]
}

export async function about(): Promise<About> {
  return (await call(api.GET('/about'))) as About
}
