import { api, call } from '@/api/client'
import { useSession } from '@/session/session'

export type PhoneAct = 'answer' | 'hang_up' | 'hold' | 'unhold' | 'transfer'

/** The phones of the demo are worked from the page; a real one is worked by hand or by the dialling room. */
export async function demoPhone(act: PhoneAct, to?: string): Promise<void> {
  const extension = useSession().person?.extension
  if (!extension) return
  await call(api.POST('/demo/phones/{extension}', {
    params: { path: { extension } },
    body: { act, ...(to ? { to } : {}) },
  }))
}

export async function setAvailability(state: 'available' | 'away', reason?: string): Promise<void> {
  await call(api.PUT('/me/availability', { body: { state, ...(reason ? { reason } : {}) } }))
}
