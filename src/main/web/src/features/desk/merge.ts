/** Where two texts begin and end alike. */
function frame(one: string, other: string): { head: number; tail: number } {
  const most = Math.min(one.length, other.length)
  let head = 0
  while (head < most && one[head] === other[head]) head++
  let tail = 0
  while (tail < most - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++
  return { head, tail }
}

/**
 * Joins what was typed in two places since `base`. Changes in different places are both made; where they meet, the
 * other's text stays and ours follows on a line of its own. Nothing that either of them added is lost.
 */
export function merge(base: string, mine: string, theirs: string): string {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const own = frame(base, mine)
  const other = frame(base, theirs)
  const ownPart = mine.slice(own.head, mine.length - own.tail)
  const otherPart = theirs.slice(other.head, theirs.length - other.tail)
  const ownEnd = base.length - own.tail
  const otherEnd = base.length - other.tail
  if (ownEnd < other.head) return base.slice(0, own.head) + ownPart + base.slice(ownEnd, other.head) + otherPart + base.slice(otherEnd)
  if (otherEnd < own.head) return base.slice(0, other.head) + otherPart + base.slice(otherEnd, own.head) + ownPart + base.slice(ownEnd)
  // One went on where the other stopped: the longer one holds both.
  if (mine.startsWith(theirs) && theirs.startsWith(base)) return mine
  if (theirs.startsWith(mine) && mine.startsWith(base)) return theirs
  const added = ownPart.trim()
  if (!added || theirs.includes(added)) return theirs
  return theirs ? `${theirs.trimEnd()}\n${added}` : added
}
