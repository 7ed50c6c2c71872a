type Operation = {
  parameters: { query?: object; path?: object; header?: object; cookie?: object }
  requestBody?: { content: { 'application/json': unknown } }
  responses: { 200: { content: { 'application/json': unknown } } }
}

/** Any path with any body: what the client knows until `openapi.yaml` holds every operation. */
export type paths = Record<`/${string}`, Record<'get' | 'put' | 'post' | 'patch' | 'delete', Operation>>
