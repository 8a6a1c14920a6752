import type { DeskStatus } from '#contracts/desk';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import type { Health } from '#contracts/status';

/** What of the house may be asked and told over OSC. Null: it is not there (yet). */
export interface House {
  /** The newest state of the stage, null before the first. */
  stage(): StageState | null;
  desk(): DeskStatus | null;
  show(): Show | null;
  health(): Health | null;
  /** The cue numbers of the running show. */
  cues(): readonly string[];
  /**
   * Whether who sends from this host may see what is felt in a body: who edits this machine's patch entered it there as
   * an OSC device. This machine itself always may.
   */
  trusts(host: string): boolean;
  /** False where the machine's patch closes `/yeoun/fire`. */
  fireOpen(): boolean;
}

/** The stage and the desk at one moment. */
export interface Now {
  readonly stage: StageState;
  readonly desk: DeskStatus | null;
}
