import type { CalibrationStatus } from '#contracts/calibration';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Road } from '../road.ts';
import type { Tell } from '../tell.ts';
import type { Fit } from './fitter.ts';
import type { CalibrationPeople } from './kept.ts';
import type { PersonalModels } from './personal-models.ts';

export interface CalibrationParts {
  readonly road: Pick<Road, 'events' | 'sources' | 'show'>;
  readonly timing: Scheduler;
  readonly log: Pick<Log, 'seldom'>;
  readonly tell: Tell;
  /** Null: nothing is kept. */
  readonly people: CalibrationPeople | null;
  readonly personal: Pick<PersonalModels, 'wear'>;
  readonly fit: Fit;
  /** To the consoles. */
  send(status: CalibrationStatus): void;
}

export interface Calibration {
  status(): CalibrationStatus;
  /** Done when everything asked so far is done and kept. Never rejects. */
  settled(): Promise<void>;
  /** Leaves off what runs and keeps it. Twice is harmless. */
  close(): Promise<void>;
}
