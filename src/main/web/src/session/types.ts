import type { Locale } from '@/words'

export type Role = 'scout' | 'researcher' | 'manager' | 'kam' | 'assistant' | 'operations' | 'line_manager' |
  'supervisor' | 'head' | 'admin'
export type Theme = 'auto' | 'light' | 'dark'

export interface Session {
  person: {
    id: number
    name: string
    login: string
    roles: Role[]
    team: { id: number; name: string } | null
    extension: string | null
  }
  csrf: string
  locale: Locale
  theme: Theme
  singleKeys: boolean
  /** Somebody else chose this password. */
  passwordChangeDue: boolean
  zone: string
  region: string
  demo: boolean
  version: string
}
