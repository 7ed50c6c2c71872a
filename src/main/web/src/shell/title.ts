import { computed, onScopeDispose, ref, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { callerName } from '@/phone/callerWords'
import { useCards } from '@/phone/cards'

/** The title bar: the page's name, and while it rings, who is calling, in turns. */
export function useTitle(): void {
  const { t } = useI18n()
  const route = useRoute()
  const cards = useCards()
  const calm = matchMedia('(prefers-reduced-motion: reduce)')
  const turn = ref(true)
  const timer = setInterval(() => (turn.value = calm.matches || !turn.value), 1000)
  const page = computed(() => (route.meta.title ? `${t(route.meta.title)} · Scoutline` : 'Scoutline'))

  watchEffect(() => {
    const ringing = cards.ringing
    document.title = ringing && turn.value ? t('phone.titleRinging', { who: callerName(ringing) }) : page.value
  })
  onScopeDispose(() => clearInterval(timer))
}
