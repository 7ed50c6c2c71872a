import { tokenColour } from '@/look/colour'

/** What is drawn; places are shares of the whole, 0 to 1. */
export interface Drawing {
  /** From top to bottom: ours, the client's; or one for both. */
  lanes: readonly Uint8Array[]
  at: number
  answered: number | null
  holds: readonly { from: number; to: number }[]
}

const BAR = 3
const LABEL = 14

/** Draws the lanes as bars in the colours of the theme: full where it was played, pale where it is to come. */
export function drawLanes(canvas: HTMLCanvasElement, { lanes, at, answered, holds }: Drawing): void {
  const density = devicePixelRatio || 1
  const [width, height] = [canvas.clientWidth, canvas.clientHeight]
  const [fine, tall] = [Math.round(width * density), Math.round(height * density)]
  if (canvas.width !== fine || canvas.height !== tall) Object.assign(canvas, { width: fine, height: tall })
  const brush = canvas.getContext('2d')
  if (!brush || !width) return
  brush.setTransform(density, 0, 0, density, 0, 0)
  brush.clearRect(0, 0, width, height)
  brush.fillStyle = colours().hold
  for (const hold of holds) brush.fillRect(hold.from * width, 0, Math.max(1, (hold.to - hold.from) * width), height)
  const each = height / Math.max(1, lanes.length)
  lanes.forEach((one, index) => {
    brush.fillStyle = index === 0 ? colours().ours : colours().client
    const room = each - LABEL - 2
    const middle = index * each + LABEL + room / 2
    for (let x = 0; x < width; x += BAR) {
      const high = Math.max(1, (loudest(one, x / width, (x + BAR) / width) / 255) * room)
      brush.globalAlpha = x / width <= at ? 1 : 0.42
      brush.fillRect(x, middle - high / 2, BAR - 1, high)
    }
  })
  brush.globalAlpha = 1
  if (answered !== null) {
    brush.fillStyle = colours().answered
    brush.fillRect(answered * width, 0, 1, height)
  }
  brush.fillStyle = colours().cursor
  brush.fillRect(Math.min(width - 2, at * width), 0, 2, height)
}

/** Loud voices fill the lane, quiet ones are still seen: the ear is not linear either. */
function loudest(lane: Uint8Array, from: number, to: number): number {
  const last = Math.min(lane.length, Math.max(Math.floor(from * lane.length) + 1, Math.floor(to * lane.length)))
  let most = 0
  for (let at = Math.floor(from * lane.length); at < last; at++) most = Math.max(most, lane[at]!)
  return Math.sqrt(most / 255) * 255
}

interface Colours {
  ours: string
  client: string
  answered: string
  hold: string
  cursor: string
}

let known: { theme: string; colours: Colours } | null = null

/** Resolved once a theme: asking the page for a colour sixty times a second is dear. */
function colours(): Colours {
  const root = document.documentElement
  const theme = `${root.dataset.theme} ${matchMedia('(prefers-color-scheme: dark)').matches}`
  if (known?.theme !== theme) {
    known = {
      theme,
      colours: {
        ours: tokenColour('--accent'), client: tokenColour('--info'), answered: tokenColour('--ok'),
        hold: tokenColour('--quiet-soft'), cursor: tokenColour('--ink'),
      },
    }
  }
  return known.colours
}
