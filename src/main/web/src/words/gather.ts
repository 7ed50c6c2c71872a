/** Puts the word files of all folders under the names of their folders: `features/desk/words/ru.json` → `desk`. */
export function gather(files: Record<string, unknown>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => [path.split('/').at(-3)!, words as object]),
  )
}
