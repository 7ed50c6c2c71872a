import { beforeEach, describe, expect, it } from 'vitest'
import { i18n } from '.'
import { ago, businessZone, callingWindow, clock, day, dayKey, exactTime, isZone, lasting, moment, number, phone, stopwatch, time } from './format'

const at = '2026-11-21T21:30:00.000Z'
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

beforeEach(() => {
  i18n.global.locale.value = 'ru'
  businessZone.value = 'Europe/Moscow'
})

describe('times', () => {
  it('are those of the business zone, whatever the zone of the computer (P2.8)', () => {
    expect(time(at)).toBe('00:30')
    expect(exactTime(at)).toBe('00:30:00')
    expect(dayKey(at)).toBe('2026-11-22')
    expect(day(at, 'Europe/Moscow', at)).toMatch(/^22 нояб/)
    businessZone.value = 'Asia/Yekaterinburg'
    expect(time(at)).toBe('02:30')
  })

  it('name the day only when it is another one, and the year only when it is another one', () => {
    expect(moment(at, 'Europe/Moscow', '2026-11-22T10:00:00Z')).toBe('00:30')
    expect(moment(at, 'Europe/Moscow', '2026-11-23T10:00:00Z')).toMatch(/^22 нояб.* 00:30$/)
    expect(day(at, 'Europe/Moscow', '2027-02-01T00:00:00Z')).toMatch(/2026/)
  })

  it('run in minutes and seconds', () => {
    expect(clock(102_900)).toBe('1:42')
    expect(clock(3_723_000)).toBe('1:02:03')
    expect(stopwatch(8_000)).toBe('00:08')
    expect(clock(-5)).toBe('0:00')
  })

  it('age in words of the language', () => {
    const now = new Date(at).getTime()
    expect(plain(ago(now - 5 * 60_000, now))).toMatch(/^5 мин.* назад$/)
    expect(plain(lasting(3 * 3_600_000))).toMatch(/^3 ч/)
    i18n.global.locale.value = 'en'
    expect(plain(ago(now - 26 * 3_600_000, now))).toBe('yesterday')
  })
})

describe('the client’s own hour', () => {
  it('is judged in their zone: edge of the day, outside, inside', () => {
    expect(callingWindow('Europe/Moscow', '2026-11-21T06:10:00Z')).toBe('edge')
    expect(callingWindow('Europe/Moscow', '2026-11-21T09:10:00Z')).toBe('inside')
    expect(callingWindow('Asia/Vladivostok', '2026-11-21T12:10:00Z')).toBe('outside')
  })

  it('is not guessed from a zone that is none', () => {
    expect(isZone('Mars/Olympus')).toBe(false)
    expect(isZone(null)).toBe(false)
    expect(isZone('Asia/Omsk')).toBe(true)
  })
})

describe('numbers', () => {
  it('are written by the language', () => {
    expect(plain(number(1204))).toBe('1 204')
    i18n.global.locale.value = 'en'
    expect(number(1204)).toBe('1,204')
  })

  it('of phones are grouped where the country is known and left as they are elsewhere', () => {
    expect(phone('+74951234567')).toBe('+7 495 123-45-67')
    expect(phone('74957770000')).toBe('+7 495 777-00-00')
    expect(phone('+375291234567')).toBe('+375 29 123-45-67')
    expect(phone('+998901234567')).toBe('+998901234567')
  })
})
