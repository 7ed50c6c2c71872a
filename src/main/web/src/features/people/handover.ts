import { shallowRef } from 'vue'

/** A password just given to somebody, shown once on the next page; it is nowhere else in readable form. */
export const handover = shallowRef<{ personId: number; name: string; login: string; password: string } | null>(null)
