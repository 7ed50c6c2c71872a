import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { KeyBinding } from './keys/actions'
import type { Role } from './session/types'

/** A line of the left navigation. */
export interface NavItem {
  /** Name of the route it goes to; its words stand under `<feature>.nav`, or the key given. */
  to: string
  label?: string
  icon: Component
  /** Who sees it; everybody when left out. The server decides what one may do, this only keeps the list short. */
  roles?: Role[]
  /** Whose day begins here; everybody else's with the first line they see. */
  firstFor?: Role[]
  /** Its place from the top. */
  order: number
  /** Keys that go there, by habit `KeyG Key?`. */
  keys?: string
  /** A figure beside the words, looked at on each render; nothing for none. */
  badge?: () => { count: number; tone?: 'none' | 'bad' } | null
}

/** A room of the product. Its folder holds `feature.ts` with one of these, its pages, and `words/ru.json`, `en.json`. */
export interface Feature {
  id: string
  routes: RouteRecordRaw[]
  nav?: NavItem[]
  keys?: KeyBinding[]
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name, for the title bar and the heading. */
    title: string
    /** Stands without navigation and phone bar, before or beside the work: sign-in, wall. */
    bare?: boolean
    /** May be seen without a session. */
    open?: boolean
    roles?: Role[]
  }
}

export const features: Feature[] = Object.values(
  import.meta.glob<Feature>('./features/*/feature.ts', { eager: true, import: 'default' }),
)
