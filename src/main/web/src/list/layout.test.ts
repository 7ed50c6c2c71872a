import { describe, expect, it } from 'vitest'
import { otherLayout } from './layout'

describe('what was typed in the wrong layout', () => {
  it('is what the same keys write in the other one', () => {
    expect(otherLayout('jhbjy')).toBe('орион')
    expect(otherLayout('Cnhjq <fpf')).toBe('Строй База')
    expect(otherLayout('j,]tv')).toBe('объем')
    expect(otherLayout('щкшщт')).toBe('orion')
  })

  it('is nothing to try where there are no letters, or letters of both alphabets', () => {
    expect(otherLayout('+7 495 123')).toBe('')
    expect(otherLayout('7701234567')).toBe('')
    expect(otherLayout('ООО Orion')).toBe('')
    expect(otherLayout('')).toBe('')
  })
})
