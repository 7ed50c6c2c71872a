import { defineStore } from 'pinia'
import { toast } from 'vue-sonner'
import { computed, nextTick, ref } from 'vue'
import { api, call, setCsrf } from '@/api/client'
import { ApiError } from '@/api/problem'
import { actions } from '@/keys/actions'
import { live, startLive } from '@/live'
import { hearTabs, tellTabs } from '@/live/leader'
import { locale, setLocale, type Locale } from '@/words'
import { businessZone } from '@/words/format'
import { setOwner } from './own'
import type { Role, Session, Theme } from './types'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

/** Who is signed in here, with their settings; starts and stops the live channel. */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const person = computed(() => session.value?.person ?? null)
  const theme = ref<Theme>((document.documentElement.dataset.theme as Theme | undefined) ?? 'auto')
  let onLeft = (_comesBack: boolean) => {}
  let onOtherRights = () => {}
  let lastHere: number | null = null
  const lastActs = new Set<() => Promise<void>>()

  function has(...roles: Role[]): boolean {
    return roles.some((role) => person.value?.roles.includes(role))
  }

  async function take(next: Session): Promise<void> {
    if (lastHere !== null && lastHere !== next.person.id) return startClean()
    lastHere = next.person.id
    setOwner(lastHere)
    session.value = next
    setCsrf(next.csrf)
    businessZone.value = next.zone
    actions.singleKeys = next.singleKeys
    showTheme(next.theme)
    if (next.locale !== locale()) await setLocale(next.locale)
    // Until one has a password of one's own the server refuses the line.
    if (!next.passwordChangeDue) startLive(() => void askAgain())
  }

  /**
   * Somebody else than before: nothing the page still holds is theirs, so it is loaded anew. What was typed before
   * waits in the tab under the key of whoever typed it. Never resolves, for nothing may go on here.
   */
  async function startClean(): Promise<void> {
    leave(false)
    await nextTick()
    location.assign('/')
    return new Promise(() => {})
  }

  /** Forgets who was here and goes to the sign-in page, from which one comes back unless one meant to go. */
  function leave(comesBack = true): void {
    if (!session.value) return
    session.value = null
    setCsrf('')
    live.stop()
    toast.dismiss()
    onLeft(comesBack)
  }

  /** The session of an earlier visit, if the server still knows it. */
  async function resume(): Promise<boolean> {
    try {
      await take(await call(api.GET('/session')))
      return true
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return false
      throw error
    }
  }

  /** The server ends the line when somebody's rights change as it does with the session: it is asked which it was. */
  async function askAgain(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; session.value; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        if (await resume()) onOtherRights()
        else leave()
        return
      } catch {
        // A server that is away has not said that the session is over.
        await new Promise((done) => setTimeout(done, pause / 2 + (pause / 2) * Math.random()))
      }
    }
  }

  async function signIn(login: string, password: string): Promise<void> {
    const next = await call(api.POST('/session', { body: { login, password } }))
    tellTabs({ type: 'signed-in' })
    await take(next)
  }

  async function signOut(): Promise<void> {
    await Promise.allSettled([...lastActs].map((act) => act()))
    await call(api.DELETE('/session'))
    tellTabs({ type: 'signed-out' })
    leave(false)
  }

  function showTheme(next: Theme): void {
    theme.value = next
    document.documentElement.dataset.theme = next
    try {
      localStorage.setItem('scoutline.theme', next)
    } catch {
      // Storage is switched off: the choice lives as long as the page.
    }
  }

  /** Changes a setting here at once and on the server behind it. */
  async function update(change: { locale?: Locale; theme?: Theme; singleKeys?: boolean }): Promise<void> {
    if (change.theme) showTheme(change.theme)
    if (change.locale) await setLocale(change.locale)
    if (change.singleKeys !== undefined) actions.singleKeys = change.singleKeys
    if (!session.value) return
    Object.assign(session.value, change)
    await call(api.PATCH('/me', { body: change }))
    tellTabs({ type: 'settings' })
  }

  hearTabs((word) => {
    if (word.type === 'signed-out') leave(false)
    else if (word.type === 'signed-in' && !session.value) location.reload()
    else if (session.value) void resume().catch(() => {})
  })

  function whenLeft(run: (comesBack: boolean) => void): void {
    onLeft = run
  }

  /** Called before a sign-out goes to the server, while the session still counts. */
  function beforeLeaving(act: () => Promise<void>): void {
    lastActs.add(act)
  }

  function whenRightsChange(run: () => void): void {
    onOtherRights = run
  }

  return { session, person, theme, has, resume, signIn, signOut, leave, update, whenLeft, beforeLeaving, whenRightsChange }
})
