import { gather } from './gather'

export default gather({
  ...import.meta.glob('../*/words/ru.json', { eager: true, import: 'default' }),
  ...import.meta.glob('../features/*/words/ru.json', { eager: true, import: 'default' }),
})
