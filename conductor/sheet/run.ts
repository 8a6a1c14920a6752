import type { Intent } from '#contracts/intent';
import type { MovementFrame } from '#contracts/movement';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import type { SourceContext, Stop } from '../../sensors/source.ts';
import type { InletMessage } from '../control/osc/door.ts';
import { emitter } from '../kernel/emitter.ts';
import { silentLog } from '../kernel/log.ts';
import { manualClock } from '../kernel/manual-clock.ts';
import { scheduler } from '../kernel/scheduler.ts';
import { openRoad } from '../road.ts';

/** A show that runs offline, as far as it is asked. */
export interface SheetRun {
  /** Goes on to `atS` seconds after the start; answers what came meanwhile. */
  to(atS: number): { readonly state: StageState; readonly frames: readonly MovementFrame[] };
  readonly close: Stop;
}

/** Every sheet begins at the same show time: the same show gives the same sheet on any day. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

export interface SheetRunOptions {
  readonly show: Show;
  /** Opens whatever moves. */
  readonly open: (contextFor: (kind: string) => SourceContext) => Promise<readonly Stop[]>;
  /** GO is pressed at these times, seconds. */
  readonly goS: readonly number[];
  /** The cue that is called first, where it is not the show's own beginning. */
  readonly cue?: string | undefined;
  /** Asked for at the beginning, in this order. */
  readonly intents?: readonly Intent[];
}

/** Opens the road on a clock of its own. */
export const openSheetRun = async (options: SheetRunOptions): Promise<SheetRun> => {
  const clock = manualClock(EPOCH_MS);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const road = openRoad({
    show: options.show,
    scheduler: timing,
    log: silentLog,
    osc: emitter<InletMessage>(),
  });
  const stops = await options.open(road.contextFor);
  let frames: MovementFrame[] = [];
  road.events.movement.on((frame) => frames.push(frame));
  const ask = (intent: Intent): void =>
    road.ask({ intent, atMs: clock.nowMs(), door: 'sheet', from: 'sheet' });
  if (options.cue !== undefined) ask({ do: 'go-cue', number: options.cue });
  for (const intent of options.intents ?? []) ask(intent);
  for (const s of options.goS) clock.at(EPOCH_MS + s * 1000, () => ask({ do: 'go' }));
  return {
    to(atS) {
      clock.advanceTo(EPOCH_MS + atS * 1000);
      const came = frames;
      frames = [];
      return { state: road.stage(), frames: came };
    },
    close() {
      for (const stop of stops) stop();
      road.close();
    },
  };
};
