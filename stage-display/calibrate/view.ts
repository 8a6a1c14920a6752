import type { CalibrationStatus, Feeling } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import type { Lang } from '../shared-ui/language.ts';

/** Everything the page is drawn from at one moment. */
export interface View {
  readonly lang: Lang;
  readonly status: CalibrationStatus | null;
  /** False: the conductor is not heard, and nothing shown is of now. */
  readonly live: boolean;
  /** Bodies of the show. */
  readonly bodies: readonly string[];
  /** What the conductor last said about the calibration, for a few seconds. */
  readonly said: Text | null;
}

export interface Part {
  readonly root: HTMLElement;
  update(view: View): void;
}

/** What the parts may ask for. */
export interface Actions {
  label(feeling: Feeling | null): void;
  send(intent: Intent): void;
}
