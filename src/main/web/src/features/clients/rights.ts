import type { Role } from '@/session/types'

/** Who may list and search the base; scouts open single clients of their own calls (P1). The server decides. */
export const browsing: Role[] = ['researcher', 'manager', 'kam', 'line_manager', 'supervisor', 'head', 'admin']

const entering: Role[] = ['researcher', 'manager', 'kam', 'line_manager', 'head', 'admin']

interface Owned {
  owner: { id: number } | null
}

/** What of a client this person may do, as far as a page can know; what it cannot is left to the server's refusal. */
export function rightsOf(roles: readonly Role[], me: number | null) {
  const is = (...wanted: Role[]) => wanted.some((role) => roles.includes(role))
  const leads = is('head', 'admin', 'line_manager')
  return {
    create: is(...entering),
    /** Supervisors and nobody else look without writing. */
    write: roles.some((role) => role !== 'supervisor'),
    block: is('head', 'admin'),
    assign: () => leads,
    /** A manager may take a client that nobody owns. */
    take: (client: Owned) => !leads && is('manager', 'kam') && client.owner === null,
    /** How important a client is, its owner says too. */
    weigh: (client: Owned) => leads || (client.owner !== null && client.owner.id === me),
  }
}
