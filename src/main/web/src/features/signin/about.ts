import { api, call } from '@/api/client'
import type { Schema } from '@/api/contract'

/** What anybody may know of the server before signing in; in the demo, also one sign-in per role. */
export type About = Schema<'About'>

export const about = (): Promise<About> => call(api.GET('/about'))
