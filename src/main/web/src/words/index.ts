import { createI18n } from 'vue-i18n'

export type Locale = 'ru' | 'en'

/** One, few, many, as Russian counts: 1 звонок, 3 звонка, 11 звонков. Words give three forms. */
export function russianPlural(count: number, forms: number): number {
  const last = Math.abs(count) % 10
  const lastTwo = Math.abs(count) % 100
  const teen = lastTwo >= 11 && lastTwo <= 14
  const few = !Number.isInteger(count) || (last >= 2 && last <= 4 && !teen)
  const form = Number.isInteger(count) && last === 1 && !teen ? 0 : few ? 1 : 2
  return Math.min(form, forms - 1)
}

const loaders: Record<Locale, () => Promise<{ default: Record<string, object> }>> = {
  ru: () => import('./ru'),
  en: () => import('./en'),
}

export const i18n = createI18n({
  legacy: false,
  locale: 'ru' as string,
  messages: {} as Record<string, Record<string, never>>,
  pluralRules: { ru: russianPlural },
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
  // No word of ours holds markup, and none is ever rendered as HTML.
  warnHtmlMessage: true,
})

/** The words of a key, outside of components; inside of them `useI18n()` gives the same. */
export const t = i18n.global.t as (key: string, values?: Record<string, unknown> | number) => string
export const te = i18n.global.te as (key: string) => boolean

export function locale(): Locale {
  return i18n.global.locale.value as Locale
}

export async function setLocale(next: Locale): Promise<void> {
  const words = await loaders[next]()
  i18n.global.setLocaleMessage(next, words.default as Record<string, never>)
  i18n.global.locale.value = next
  document.documentElement.lang = next
  try {
    localStorage.setItem('scoutline.locale', next)
  } catch {
    // Storage is switched off: the choice lives as long as the page.
  }
}

export function firstLocale(): Locale {
  const kept = document.documentElement.lang
  return kept === 'en' ? 'en' : 'ru'
}
