import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askAgain, readCues } from '../../conductor/commands/replay-cues.ts';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { listTakes } from '../../conductor/state/takes.ts';
import { plainTakeFiles } from '../../sensors/recording/files.ts';
import { parseSource } from '../../sensors/registry.ts';
import { quickVault, stateFolder, takeRoad } from '../support/take-road.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

type Moment = { readonly cue: string | null; readonly arousal: number; readonly light: number };

const momentOf = ({ stage }: { stage(): ReturnType<ReturnType<typeof openRoad>['stage']> }) => {
  const { cue, affect, layers } = stage();
  const light = layers.reduce((sum, layer) => sum + layer.weight * (layer.look.light ?? 0), 0);
  return { cue, arousal: affect.arousal, light };
};

describe('a take that is replayed with its cues', { timeout: 60_000 }, () => {
  it('goes through the same cues at the same times, with the same light and arousal', async () => {
    const live = await takeRoad(state.path, await quickVault(state.path, null));
    const wave = (s: number): void => live.send(9 * Math.sin(8 * s) * Math.sin(s));
    live.ask({ do: 'go' });
    await live.run(4, wave);
    await live.keeper.begin({ consent: 'given', raw: true });
    const lived: Moment[] = [];
    const during = (s: number): void => {
      wave(4 + s);
      if (Math.abs(s - 3) < 1e-9) live.ask({ do: 'go' });
      if (Math.abs(s - 9) < 1e-9) live.ask({ do: 'back' });
      lived.push(momentOf(live.road));
    };
    await live.run(12, during);
    await live.close();

    const [known] = await listTakes(state.path);
    const cues = await readCues(known!.folder, plainTakeFiles);
    const clock = manualClock(0);
    const timing = scheduler(clock, (error) => {
      throw error;
    });
    const road = openRoad({
      show: live.road.show(),
      scheduler: timing,
      log: silentLog,
      osc: emitter<InletMessage>(),
      resume: cues.resume,
    });
    askAgain(cues, road, timing);
    const stop = await parseSource(`replay:${known!.folder}`).open(road.contextFor('replay'));
    const replayed: Moment[] = [];
    for (let i = 0; i < 600; i++) {
      replayed.push(momentOf(road));
      clock.advance(20);
    }
    stop();
    road.close();

    const turns = (all: readonly Moment[]): number[] =>
      all.flatMap((m, i) => (i > 0 && m.cue !== all[i - 1]?.cue ? [i * 20] : []));
    expect(turns(lived)).toHaveLength(2);
    turns(replayed).forEach((atMs, i) => {
      expect(Math.abs(atMs - (turns(lived)[i] ?? 0))).toBeLessThanOrEqual(40);
    });
    for (const [i, then] of lived.entries()) {
      const now = replayed[i]!;
      expect(Math.abs(now.light - then.light)).toBeLessThan(0.02);
      if (i > 300) expect(Math.abs(now.arousal - then.arousal)).toBeLessThan(0.1);
    }
  });
});
