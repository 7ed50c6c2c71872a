import { beforeAll, describe, expect, it } from 'vitest'
import { setLocale, te } from '@/words'
import type { CallLine } from '@/features/calls/lines'
import { aboutOf, actions, actionWords, callNames, callsOf, facts, factsOf, pageOf, subjectWords, type AuditEntry } from './entries'

const names = new Map([['person:5', 'Борис Дёмин'], ['person:6', 'Вера Ланская'], ['team:2', 'Продажи']])

beforeAll(() => setLocale('ru'))

describe('an entry of the audit', () => {
  it('has words for each action that can be filtered by', () => {
    expect(actions.filter((one) => actionWords(one) === one)).toEqual([])
  })

  it('keeps the name of an action that has no words', () => {
    expect(actionWords('rocket.launched')).toBe('rocket.launched')
  })

  it('names its subject, and where it can be looked at', () => {
    expect(subjectWords('person:5', names)).toBe('Борис Дёмин')
    expect(subjectWords('recording:0197', names)).toMatch(/0197$/)
    expect(subjectWords('person:unknown', names)).not.toContain('unknown')
    expect(pageOf('person:5')).toBe('/people/5')
    expect(pageOf('person:unknown')).toBeNull()
    expect(pageOf('recording:0197')).toBeNull()
    expect(pageOf('call:0197c3')).toBe('/calls/0197c3')
    expect(subjectWords('role:scout', names)).toBe('сотрудник загона')
  })

  it('of listening tells with whom the call was and when, and leads to the call', () => {
    const listened = { id: 1, at: '', actor: 5, action: 'recording.listened', subject: 'recording:0198', detail: { call: '0197c3' } } as AuditEntry
    const line = { id: '0197c3', startedAt: '2020-11-21T09:42:00.000Z', clientName: 'Завод «Полюс»', contactName: null, number: '+74951112233', caller: '' } as CallLine
    const known = new Map([...names, ...callNames([line])])
    expect(callsOf([listened, listened, { ...listened, subject: 'call:0197d4', detail: {} }])).toEqual(['0197c3', '0197d4'])
    expect(aboutOf(listened, known).text).toMatch(/^запись.*: Завод «Полюс», .*2020.*12:42$/)
    expect(aboutOf(listened, known).page).toBe('/calls/0197c3')
    expect(factsOf(listened, known)).toEqual([])
    expect(callNames([{ ...line, clientName: null }])[0]![1]).toContain('111-22-33')
    expect(subjectWords('call:0197c3', known)).toContain('Завод «Полюс»')
  })

  it('of listening to a call that is not theirs to see keeps the ids', () => {
    const listened = { id: 1, at: '', actor: 5, action: 'recording.listened', subject: 'recording:0198', detail: { call: '0197c3' } } as AuditEntry
    expect(aboutOf(listened, names).text).toMatch(/0198$/)
    expect(factsOf(listened, names)).toEqual([{ name: 'звонок', text: '0197c3' }])
  })

  it('tells a change of roles as from and to', () => {
    expect(facts({ from: ['scout'], to: ['scout', 'researcher'] }, names))
      .toEqual([{ name: '', text: 'сотрудник загона → сотрудник загона, разведчик' }])
  })

  it('tells of a team only what changed, people by name', () => {
    const was = { name: 'Продажи', head: 5, lineManager: 0 }
    expect(facts({ from: was, to: { ...was, lineManager: 6 } }, names))
      .toEqual([{ name: 'руководитель канала', text: '— → Вера Ланская' }])
  })

  it('tells each field of a person that changed', () => {
    expect(facts({ team: { from: 0, to: 2 } }, names)).toEqual([{ name: 'команда', text: '— → Продажи' }])
  })

  it('tells a norm by what it was and is, and a first one by what it is', () => {
    expect(facts({ min: { from: null, to: 60 }, validFrom: '2026-11-22' }, names))
      .toEqual([{ name: 'минимум', text: '— → 60' }, { name: 'со дня', text: '2026-11-22' }])
  })

  it('shows a detail it has no words for as it is', () => {
    expect(facts({ altitude: 7 }, names)).toEqual([{ name: 'altitude', text: '7' }])
    expect(te('audit.detail.altitude')).toBe(false)
  })
})
