// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@symbolon/foundation'
import { unknownAct } from './commitment-acts.ts'
import type { Doors } from './doors.ts'
import { wordsIn } from './terms-form.ts'

/** Does what a form of the page of seats asks for; `party` is whom its field names. */
export function runSeatAct(
  run: Doors['run'],
  arrangement: string | undefined,
  form: FormData,
  party: string | null,
): Promise<Result<unknown>> {
  const words = (name: string) => wordsIn(form, name)
  const ofSeat = () => ({ arrangement, seat: words('seat'), reason: words('reason') })
  switch (form.get('act')) {
    case 'grant': {
      const dates = { from: words('from'), until: words('until') }
      return run('grant-seat', { arrangement, party: party ?? '', tier: words('tier'), ...dates })
    }
    case 'end':
      return run('end-seat', ofSeat())
    case 'suspend':
      return run('suspend-seat', ofSeat())
    case 'resume':
      return run('resume-seat', ofSeat())
    case 'hand-over':
      return run('hand-over-seat', { arrangement, party: party ?? '', reason: words('reason') })
    case 'past':
      return run('choose-past', { arrangement, past: words('past') })
    case 'trace':
      return run('choose-trace', { arrangement, trace: words('trace') })
    case 'assessor': {
      const accepted = form.get('accepted') === 'yes'
      return run('accept-assessor', { arrangement, assessor: words('assessor'), accepted, words: words('words') })
    }
    default:
      return Promise.resolve({ ok: false, problem: unknownAct })
  }
}
