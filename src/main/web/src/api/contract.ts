import type { components, paths } from './schema'

/** The server's contract: `openapi.yaml` as types. */
export type { paths }

/** A schema of the contract by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]
