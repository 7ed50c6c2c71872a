import { expect, it } from 'vitest'
import { notesOf, type CallDetail } from './lines'

it('whoever closed a card without a word is not named over an empty line', () => {
  const note = (text: string): CallDetail['notes'][number] =>
    ({ person: 1, personName: 'Анна', text, writtenAt: '2026-11-22T08:03:00Z' })
  expect(notesOf({ notes: [note(''), note('Ждут расчёт'), note(' ')] }).map((one) => one.text)).toEqual(['Ждут расчёт'])
})
