/** A form over something that others may change meanwhile. Values are compared by what they hold. */
export type Values = Record<string, unknown>

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** What was changed here, and nothing else: only that is sent. */
export function changes<Form extends Values>(base: Form, form: Form): Partial<Form> {
  return Object.fromEntries(Object.entries(form).filter(([key, value]) => !same(base[key], value))) as Partial<Form>
}

export interface Rebased<Form extends Values> {
  form: Form
  /** Fields that both have changed, with what stands on the server now. What was typed here stays in the form. */
  theirs: Partial<Form>
}

/**
 * Somebody else has saved meanwhile: what they changed and we did not is taken over, what we typed stays ours, and
 * where both changed the same to something else, theirs is told beside ours.
 */
export function rebase<Form extends Values>(base: Form, form: Form, server: Form): Rebased<Form> {
  const result = { ...server }
  const theirs: Partial<Form> = {}
  for (const key of Object.keys(form) as (keyof Form & string)[]) {
    if (same(base[key], form[key])) continue
    result[key] = form[key]
    if (!same(base[key], server[key]) && !same(form[key], server[key])) theirs[key] = server[key]
  }
  return { form: result, theirs }
}
