import { ref } from 'vue'
import { ApiError } from '@/api/problem'
import { sayError } from '@/ui'
import { t } from '@/words'
import { faultsOf, type Faults } from './faults'

/**
 * Sends a form: one at a time, with what was refused at its fields. `stale` is called when somebody else was quicker,
 * so that the page shows what is there now; what was typed stays.
 */
export function useSaving(stale: () => unknown, known: () => Record<string, string> = () => ({})) {
  const busy = ref(false)
  const faults = ref<Faults>({})

  async function send<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    if (busy.value) return null
    busy.value = true
    faults.value = {}
    try {
      return await work()
    } catch (error) {
      faults.value = faultsOf(error, known())
      if (!Object.keys(faults.value).length) sayError(error, t('people.kept'))
      if (error instanceof ApiError && error.code === 'changed_meanwhile') stale()
      return null
    } finally {
      busy.value = false
    }
  }

  return { busy, faults, send }
}
