import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { toast } from 'vue-sonner'
import { line } from '@/live'
import { useCards } from '@/phone/cards'
import { useSession } from '@/session/session'

/** After the line comes back the server may be another version: the page reloads itself, or asks when one is at work. */
export function useNewVersion(): void {
  const { t } = useI18n()
  const session = useSession()
  const cards = useCards()
  const begun = session.session?.version

  watch(() => line.state, async (state, before) => {
    if (state !== 'open' || before !== 'connecting' || !session.session) return
    await session.resume().catch(() => {})
    if (!session.session || session.session.version === begun) return
    const atWork = cards.sorted.length > 0 || document.activeElement?.matches('input, textarea, select')
    if (!atWork) {
      location.reload()
      return
    }
    toast(t('shell.newVersion.title'), {
      id: 'new-version',
      description: t('shell.newVersion.hint'),
      duration: Infinity,
      action: { label: t('shell.newVersion.reload'), onClick: () => location.reload() },
    })
  })
}
