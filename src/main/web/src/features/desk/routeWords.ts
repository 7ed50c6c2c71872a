import type { Route } from '@/phone/card'
import { t, te } from '@/words'

/** Why the call came here, in words: the steps that were considered, in order (P4.2). */
export function routeWords(route: Route): string {
  const steps = route.steps.map((step) => {
    const key = `desk.route.step.${step.code}`
    return te(key) ? t(key, { person: step.person ?? '' }).replace(/\s+$/, '') : ''
  }).filter(Boolean)
  if (steps.length) return steps.join(' → ')
  const key = `desk.route.step.${route.reason}`
  return te(key) ? t(key, { person: '' }).trim() : ''
}
