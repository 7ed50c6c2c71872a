/** A token's colour as the current theme makes it, for canvases: `tokenColour('--accent')` → `rgb(15, 118, 110)`. */
export function tokenColour(token: string): string {
  const probe = document.createElement('span')
  probe.hidden = true
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return colour
}
