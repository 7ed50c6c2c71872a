import { shallowRef } from 'vue'
import { toast } from 'vue-sonner'
import { ApiError, tell } from '@/api/problem'
import { t } from '@/words'

const lastUndo = shallowRef<{ id: string | number; undo: () => unknown } | null>(null)

/** Says that something was done or happened. */
export function say(title: string, description?: string): void {
  toast.success(title, { description })
}

/** Told by the way; what it returns takes it back. */
export function hint(title: string, description?: string): string | number {
  return toast(title, { description, duration: 6000 })
}

/** Takes away what is not so any more. */
export function unsay(id: string | number): void {
  toast.dismiss(id)
}

/** Says what happened, what was kept and what to do. Stays until read. */
export function sayError(error: unknown, kept = ''): void {
  if (error instanceof ApiError && error.code === 'password_change_due') return // the page it leads to says so
  console.error(error)
  const told = tell(error, kept)
  toast.error(told.what, { description: [told.kept, told.todo].filter(Boolean).join('\n'), duration: 12_000 })
}

/** Done at once, and for ten seconds it can be taken back: by the button or by the key of undo. */
export function sayWithUndo(title: string, undo: () => unknown): void {
  const id = toast.success(title, {
    duration: 10_000,
    action: { label: t('ui.undo'), onClick: () => takeBack() },
    onDismiss: () => forget(id),
    onAutoClose: () => forget(id),
  })
  lastUndo.value = { id, undo }
}

function forget(id: string | number): void {
  if (lastUndo.value?.id === id) lastUndo.value = null
}

export function canTakeBack(): boolean {
  return lastUndo.value !== null
}

export function takeBack(): void {
  const last = lastUndo.value
  lastUndo.value = null
  if (!last) return
  toast.dismiss(last.id)
  last.undo()
}
