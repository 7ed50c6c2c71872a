import { useI18n } from 'vue-i18n'
import { now, number, time } from '@/words/format'
import { anyNorm, type Board } from './board'
import { planNowOf } from './order'

/** Words for how the board stands to its plan; beside the total they name the calls that the plan is held against. */
export function usePlanWords() {
  const { t } = useI18n()
  return (board: Board) => {
    const plan = planNowOf(board.rows)
    if (!plan) return t(anyNorm(board.rows) ? 'board.noNorm' : 'board.tile.callsUnder')
    const words = { time: time(now.value), n: number(plan.plan), of: number(plan.counted) }
    return t(plan.counted === board.totals.calls ? 'board.tile.plan' : 'board.tile.planOf', words)
  }
}
