import { describe, expect, it } from 'vitest'
import { choicesOf, choiceWords, isSaid } from './naming'

const contact = (id: number, name: string, position: string | null) =>
  ({ id, name, position, decision: null, email: null, dossier: [], passport: {}, version: 1 })

describe('with whom a call was', () => {
  const client = { id: 7, name: 'Север', owner: { id: 3, name: 'Ольга' }, contacts: [contact(9, 'Ирина', 'директор')] }

  it('may be any contact of a client, or none of them', () => {
    expect(choicesOf(client)).toEqual([
      { clientId: 7, clientName: 'Север', contactId: 9, contactName: 'Ирина', position: 'директор', owner: 'Ольга' },
      { clientId: 7, clientName: 'Север', contactId: null, contactName: null, position: null, owner: 'Ольга' },
    ])
  })

  it('is said already only when client and contact are the same', () => {
    expect(isSaid({ clientId: 7, contactId: 9 }, { clientId: 7, contactId: 9 })).toBe(true)
    expect(isSaid({ clientId: 7, contactId: null }, { clientId: 7, contactId: 9 })).toBe(false)
    expect(isSaid({ clientId: null, contactId: null }, { clientId: 7, contactId: null })).toBe(false)
  })

  it('is told in one line', () => {
    expect(choiceWords({ clientName: 'Север', contactName: 'Ирина' })).toBe('Ирина, Север')
    expect(choiceWords({ clientName: 'Север', contactName: null })).toBe('Север')
  })
})
