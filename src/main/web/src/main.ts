import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './look/tokens.css'
import './look/base.css'
import './look/control.css'
import './look/parts.css'
import App from './App.vue'
import { whenPasswordDue, whenSignedOut } from './api/client'
import { features } from './feature'
import { actions, listenToKeys } from './keys/actions'
import { standForLeader } from './live/leader'
import { router } from './router'
import { useSession } from './session/session'
import { shellKeys } from './shell/keys'
import { sayError } from './ui/notify'
import { firstLocale, i18n, setLocale } from './words'

async function begin(): Promise<void> {
  actions.declare(shellKeys)
  for (const feature of features) {
    actions.declare(feature.keys ?? [])
    const pages = (feature.nav ?? []).flatMap((item) => (item.keys ? [{ action: `go.${item.to}`, keys: item.keys }] : []))
    actions.declare(pages)
  }
  const app = createApp(App).use(createPinia()).use(i18n)
  app.config.errorHandler = (error) => sayError(error)
  const session = useSession()
  await setLocale(firstLocale())
  // A server that is away is shown by the sign-in page, which tries again.
  await session.resume().catch(() => false)
  session.whenLeft((comesBack) => {
    const here = router.currentRoute.value
    if (!here.meta.open) void router.push({ name: 'sign-in', query: comesBack ? { back: here.fullPath } : {} })
  })
  // The same page again: who may not see it any more is led to one they may.
  session.whenRightsChange(() => {
    const { path, query, hash } = router.currentRoute.value
    void router.replace({ path, query, hash, force: true })
  })
  whenSignedOut(() => session.leave())
  whenPasswordDue(() => {
    if (router.currentRoute.value.name !== 'account-password') void router.replace({ name: 'account-password' })
  })
  app.use(router)
  await router.isReady()
  app.mount('#app')
  listenToKeys()
  standForLeader()
}

void begin()
