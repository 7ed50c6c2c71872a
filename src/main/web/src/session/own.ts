let owner = 'nobody'

/** Whose words this tab keeps from here on; words of somebody before stay under their own keys. */
export function setOwner(personId: number): void {
  owner = String(personId)
}

/** The key in the storage of the tab for what the signed-in person has typed and nobody else may be shown. */
export function ownKey(place: string): string {
  return `scoutline.${owner}.${place}`
}
