import { CircleCheck, Coffee } from '@lucide/vue'
import type { MenuGroup } from '@/ui/Menu.vue'
import { sayError } from '@/ui/notify'
import { t } from '@/words'
import { setAvailability } from './commands'

/** Why one may be away for a while; the server keeps the code, the pages say the words. */
export const pauses = ['lunch', 'break', 'meeting', 'training'] as const

export async function be(state: 'available' | 'away', reason?: string): Promise<void> {
  try {
    await setAvailability(state, reason)
  } catch (error) {
    sayError(error)
  }
}

/** "I am on the line" and the pauses, for a menu. */
export function availabilityMenu(): MenuGroup {
  return {
    title: t('phone.availability'),
    items: [
      { label: t('phone.comeBack'), icon: CircleCheck, run: () => be('available') },
      ...pauses.map((why) => ({ label: t(`phone.goAway.${why}`), icon: Coffee, run: () => be('away', why) })),
    ],
  }
}
