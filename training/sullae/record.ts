import { join } from 'node:path';
import type { Show } from '#contracts/show';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { keepTakes } from '../../conductor/state/keep-take.ts';
import { lampBoard } from '../../conductor/state/lamps.ts';
import { listTakes } from '../../conductor/state/takes.ts';
import { openVault } from '../../conductor/state/vault.ts';
import { openStage } from './sources.ts';

/** The moment the take is dated to: it was made, not danced. */
const START_MS = Date.UTC(2026, 0, 1, 19, 30);
const STEP_MS = 20;
/** After the last cue has started: its fade, and the dark. */
const TAIL_S = 14;
const LONGEST_S = 13 * 60;

export interface Recorded {
  /** Folder of the take as the recorder left it. */
  readonly folder: string;
  readonly seconds: number;
  /** When each cue began, seconds after the beginning. */
  readonly cues: readonly { readonly number: string; readonly atS: number }[];
}

const lastCue = (show: Show): string => show.cues.at(-1)?.number ?? '';

/** Runs the show with the simulated dancer and musician on a clock of its own, and records it as any take is. */
export const recordTake = async (
  root: string,
  state: string,
  seed: number,
  log: (text: string) => void,
): Promise<Recorded> => {
  const { show, hash } = await loadShow(join(root, 'shows', 'sullae'));
  const clock = manualClock(START_MS);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const road = openRoad({ show, scheduler: timing, log: silentLog, osc: emitter<InletMessage>() });
  const keeper = keepTakes({
    state,
    vault: await openVault({ folder: state, passphrase: null }),
    timing,
    log: silentLog,
    road,
    lamps: lampBoard(),
    tell: (level, _, text) => level !== 'info' && log(text.en),
    showHash: () => hash,
  });
  const cues: { number: string; atS: number }[] = [];
  await keeper.begin({ consent: 'given', raw: true });
  const stage = openStage(seed, road.contextFor('synthetic'), timing);
  road.events.started.on(({ number, atMs }) => {
    const atS = (atMs - START_MS) / 1000;
    cues.push({ number, atS });
    stage.cue(number, atS);
  });
  road.events.notes.on((notes) => {
    for (const { level, text } of notes) if (level !== 'info') log(text.en);
  });
  let [nowS, endS] = [0, LONGEST_S];
  while (nowS < endS) {
    clock.advance(STEP_MS);
    nowS = (clock.nowMs() - START_MS) / 1000;
    const last = cues.at(-1);
    if (last?.number === lastCue(show)) endS = Math.min(LONGEST_S, last.atS + TAIL_S);
    if (Math.round(nowS * 50) % 50 === 0) await keeper.settled();
  }
  stage.stop();
  await keeper.close();
  road.close();
  const [take] = await listTakes(state);
  if (!take) throw new Error('No take was recorded.');
  return { folder: take.folder, seconds: nowS, cues };
};
