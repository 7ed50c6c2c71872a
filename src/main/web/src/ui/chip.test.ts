import { expect, it } from 'vitest'
import { createApp, h } from 'vue'
import Chip, { type Tone } from './Chip.vue'

it.each<Tone>(['none', 'accent', 'ok', 'warn', 'bad', 'info'])(
  'a chip of tone %s has no class that a page around it may have given to a part of its own', (tone) => {
    const page = document.createElement('div')
    const app = createApp({ render: () => h(Chip, { tone }, () => 'state') })
    app.mount(page)
    expect([...page.firstElementChild!.classList]).toEqual(['chip', `tone-${tone}`])
    app.unmount()
  })
