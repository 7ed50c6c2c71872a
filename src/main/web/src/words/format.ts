import { computed, ref } from 'vue'
import { locale, type Locale } from '.'

/** The zone of the business day, given by the server with the session (P2.8). */
export const businessZone = ref('Europe/Moscow')

/** Making one of the Intl formats costs more than all that a card shows with it: each is made once (P3.1). */
function once<Key extends unknown[], Made>(make: (...key: Key) => Made): (...key: Key) => Made {
  const made = new Map<string, Made>()
  return (...key) => {
    const name = JSON.stringify(key)
    if (!made.has(name)) made.set(name, make(...key))
    return made.get(name)!
  }
}

const country = (language: Locale) => (language === 'ru' ? 'ru-RU' : 'en-GB')
const dates = once((language: Locale, zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(country(language), { timeZone: zone, hourCycle: 'h23', ...options }))
const numbers = once((language: Locale, options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(country(language), options))
const isoDays = once((zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }))
const ages = once((language: Locale) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }))
const zones = once((zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
})

type When = string | number | Date

/** 12:24 */
export function time(when: When, zone = businessZone.value): string {
  return dates(locale(), zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(when))
}

/** 12:24:31 */
export function exactTime(when: When, zone = businessZone.value): string {
  return dates(locale(), zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(when))
}

/** 14 сент. (with the year when it is another one) */
export function day(when: When, zone = businessZone.value, now: When = Date.now()): string {
  const date = new Date(when)
  const year = dates(locale(), zone, { year: 'numeric' })
  const same = year.format(date) === year.format(new Date(now))
  return dates(locale(), zone, { day: 'numeric', month: 'short', ...(same ? {} : { year: 'numeric' }) }).format(date)
}

/** пн, 7 декабря 11:00 */
export function longDay(when: When, zone = businessZone.value): string {
  return dates(locale(), zone, { weekday: 'short', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
    .format(new Date(when))
}

/** 2026-11-21 in the zone of the business: what the API calls a day. */
export function dayKey(when: When, zone = businessZone.value): string {
  return isoDays(zone).format(new Date(when))
}

/** 12:24 today, 14 сент. 12:24 on another day. */
export function moment(when: When, zone = businessZone.value, now: When = Date.now()): string {
  return dayKey(when, zone) === dayKey(now, zone) ? time(when, zone) : `${day(when, zone, now)} ${time(when, zone)}`
}

/** 1:42, 12:05, 1:02:03 */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** 01:42: the same with a width that stays. */
export function stopwatch(ms: number): string {
  const text = clock(ms)
  return text.length === 4 ? `0${text}` : text
}

export function number(value: number, digits = 0): string {
  return numbers(locale(), { maximumFractionDigits: digits }).format(value)
}

export function percent(share: number): string {
  return numbers(locale(), { style: 'percent' }).format(share)
}

/** 5 мин назад, 2 ч назад, 3 дня назад */
export function ago(when: When, now: When = Date.now()): string {
  const minutes = Math.round((new Date(now).getTime() - new Date(when).getTime()) / 60_000)
  const words = ages(locale())
  if (Math.abs(minutes) < 60) return words.format(-minutes, 'minute')
  if (Math.abs(minutes) < 60 * 24) return words.format(-Math.round(minutes / 60), 'hour')
  return words.format(-Math.round(minutes / 60 / 24), 'day')
}

/** 5 мин, 2 ч, 3 дн.: how long something has lasted. */
export function lasting(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const unit = (value: number, name: string) =>
    numbers(locale(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  if (minutes < 60) return unit(minutes, 'minute')
  if (minutes < 60 * 24) return unit(Math.floor(minutes / 60), 'hour')
  return unit(Math.floor(minutes / 60 / 24), 'day')
}

// Grouping for the countries whose numbers fill the desk; others are left as they came, in groups of three.
const groups: [RegExp, string][] = [
  [/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2-$3-$4'],
  [/^\+375(\d{2})(\d{3})(\d{2})(\d{2})$/, '+375 $1 $2-$3-$4'],
  [/^\+380(\d{2})(\d{3})(\d{2})(\d{2})$/, '+380 $1 $2-$3-$4'],
  [/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2-$3'],
  [/^\+44(\d{4})(\d{6})$/, '+44 $1 $2'],
  [/^\+49(\d{3})(\d{3,})$/, '+49 $1 $2'],
]

/** +7 495 123-45-67 */
export function phone(e164: string): string {
  // What was dialled comes as the PBX wrote it, often without the plus.
  if (/^7\d{10}$/.test(e164)) return phone(`+${e164}`)
  for (const [shape, written] of groups) {
    if (shape.test(e164)) return e164.replace(shape, written)
  }
  return e164
}

/** Local hour of a client beside the hours in which one may call: inside, at the edge (the first and last hour), outside. */
export function callingWindow(zone: string, now: When = Date.now(), from = 9, to = 20): 'inside' | 'edge' | 'outside' {
  const hour = Number(dates('en', zone, { hour: '2-digit' }).format(new Date(now)))
  if (hour < from || hour >= to) return 'outside'
  return hour === from || hour === to - 1 ? 'edge' : 'inside'
}

export function isZone(zone: string | null | undefined): zone is string {
  return Boolean(zone) && zones(zone!)
}

/** A clock that all ageing words of a page share: once a second for what counts seconds. */
export const now = ref(Date.now())
setInterval(() => {
  now.value = Date.now()
}, 1000)

/** The same by the minute, so that ages do not redraw sixty times for nothing. */
export const nowMinute = computed(() => Math.floor(now.value / 60_000) * 60_000)
