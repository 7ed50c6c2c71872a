import { gather } from './gather'

export default gather({
  ...import.meta.glob('../*/words/en.json', { eager: true, import: 'default' }),
  ...import.meta.glob('../features/*/words/en.json', { eager: true, import: 'default' }),
})
