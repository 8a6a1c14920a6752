import type { CalibrationStatus } from '#contracts/calibration';
import type { RunningSession } from '../affect/calibration/session/running.ts';
import type { Progress } from '../affect/calibration/session/saved.ts';
import { idleStatus } from '../affect/calibration/session/status.ts';
import { KEEPS_NOTHING, type Keeping } from './kept.ts';

/** A session in memory that can be gone on with. */
export interface Left {
  readonly progress: Progress;
  keeping: Keeping;
}

interface Running {
  readonly session: Pick<RunningSession, 'status'>;
  readonly drawer: { readonly keeping: Keeping };
}

/** What consoles are told. Whose it is, only where the ledger lets the crew see it. */
export const shownOf = (running: Running | null, left: Left | null): CalibrationStatus => {
  const { crew } = running?.drawer.keeping ?? left?.keeping ?? KEEPS_NOTHING;
  if (running) {
    const status = running.session.status();
    return crew ? status : { ...status, person: null };
  }
  const plan = left?.progress.state.plan;
  return idleStatus(plan && { ...plan, person: crew ? plan.person : null });
};
