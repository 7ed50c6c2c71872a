import type { Schema } from '@/api/contract'

export type Role = Schema<'Role'>
export type Theme = Schema<'Theme'>
export type Session = Schema<'Session'>
