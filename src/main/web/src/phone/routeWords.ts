import type { Route, RouteStep } from './card'
import { t, te } from '@/words'

const places = ['owner', 'deputy', 'vip_second', 'scout_who_spoke_last']

/** One step: who is rung, who was passed over and why, or what else decided. */
function stepWords({ code, person }: RouteStep): string {
  const place = places.find((name) => code === name || code.startsWith(`${name}_`))
  if (place) {
    const who = t(`desk.route.place.${place}`)
    const named = person ? t('desk.route.named', { who, person }) : who
    if (code === place) return t('desk.route.rings', { who: named })
    const obstacle = `desk.route.obstacle.${code.slice(place.length + 1)}`
    return te(obstacle) ? t('desk.route.passed', { who: named, why: t(obstacle) }) : named
  }
  return te(`desk.route.other.${code}`) ? t(`desk.route.other.${code}`) : ''
}

/** Why the call came here, in words: the steps that were considered, in order (P4.2). */
export function routeWords(route: Pick<Route, 'reason' | 'steps'>): string {
  const steps = route.steps.map(stepWords).filter(Boolean)
  return steps.length ? steps.join(' → ') : stepWords({ code: route.reason, person: null })
}
