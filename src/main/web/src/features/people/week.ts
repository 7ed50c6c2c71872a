import { locale, t } from '@/words'
import { businessZone, day, dayKey, time } from '@/words/format'
import type { Absence, Person, Shift } from './people'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** пн, вт, … in the language of the page. */
export function weekday(of: Shift['weekday']): string {
  // 2024-01-01 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(of)))
  return new Intl.DateTimeFormat(locale() === 'ru' ? 'ru-RU' : 'en-GB', { weekday: 'short', timeZone: 'UTC' }).format(date)
}

/** Weekly hours in lines: days with the same hours together, runs of three and more as a stretch. */
export function weekLines(shifts: readonly Shift[]): { days: string; hours: string; dates: string }[] {
  const byHours = new Map<string, { days: Shift['weekday'][]; hours: string; dates: string }>()
  const dates = (shift: Shift) => `${shift.validFrom ?? ''}/${shift.validTo ?? ''}`
  for (const at of weekdays) {
    const ofDay = shifts.filter((shift) => shift.weekday === at)
    for (const stretch of new Set(ofDay.map(dates))) {
      const hours = ofDay.filter((shift) => dates(shift) === stretch)
        .map((shift) => `${shift.from}–${shift.to}`).sort().join(', ')
      const line = byHours.get(hours + stretch)
      if (line) line.days.push(at)
      else byHours.set(hours + stretch, { days: [at], hours, dates: stretch })
    }
  }
  return [...byHours.values()].map((line) => ({ days: dayWords(line.days), hours: line.hours, dates: dateWords(line.dates) }))
}

function dayWords(days: Shift['weekday'][]): string {
  const places = days.map((one) => weekdays.indexOf(one))
  const run = places.every((place, at) => at === 0 || place === places[at - 1]! + 1)
  if (run && days.length > 2) return `${weekday(days[0]!)}–${weekday(days.at(-1)!)}`
  return days.map(weekday).join(', ')
}

function dateWords(stretch: string): string {
  const [from, to] = stretch.split('/').map((text) => (text ? day(`${text}T12:00:00Z`, 'UTC') : ''))
  if (from && to) return t('people.shifts.between', { from, to })
  return from ? t('people.shifts.since', { from }) : to ? t('people.shifts.till', { to }) : ''
}

/** What the plan says of somebody right now; whether they are there, the board knows. */
export type Duty =
  | { kind: 'absent'; absence: Absence }
  | { kind: 'on'; until: string }
  | { kind: 'off' }
  | { kind: 'free' }

export function dutyOf(person: Pick<Person, 'shifts' | 'absences'>, now: number, zone = businessZone.value): Duty {
  const absence = person.absences.find((one) => Date.parse(one.from) <= now && now < Date.parse(one.to))
  if (absence) return { kind: 'absent', absence }
  if (!person.shifts.length) return { kind: 'free' }
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)
  const today = dayKey(now, zone)
  const before = shifted(today, -1)
  const on = person.shifts.find((shift) => {
    const past = shift.to <= shift.from
    if (begins(shift, today) && shift.from <= clock && (past || clock < shift.to)) return true
    return past && begins(shift, before) && clock < shift.to
  })
  return on ? { kind: 'on', until: on.to } : { kind: 'off' }
}

function begins(shift: Shift, date: string): boolean {
  const at = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]
  return shift.weekday === at && !(shift.validFrom && date < shift.validFrom) && !(shift.validTo && date > shift.validTo)
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The days of the absences that share some with these, for the refusal that names them; '' when none is known here. */
export function overlapWords(absences: Pick<Absence, 'from' | 'to'>[], from: string, to: string): string {
  return absences.filter((one) => dayKey(one.from) <= to && dayKey(Date.parse(one.to) - 1) >= from)
    .map(stretchWords).join(', ')
}

/** Whole days are named as days, the last one included; anything else with its hours. */
export function stretchWords(absence: Pick<Absence, 'from' | 'to'>): string {
  const whole = time(absence.from) === '00:00' && time(absence.to) === '00:00'
  if (!whole) return `${day(absence.from)} ${time(absence.from)} – ${day(absence.to)} ${time(absence.to)}`
  const last = Date.parse(absence.to) - 1
  return dayKey(absence.from) === dayKey(last) ? day(absence.from) : `${day(absence.from)} – ${day(last)}`
}
