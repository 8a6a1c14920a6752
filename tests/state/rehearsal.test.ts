import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromCue, readCues } from '../../conductor/commands/replay-cues.ts';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRehearsal } from '../../conductor/rehearsal/open.ts';
import { openRoad } from '../../conductor/road.ts';
import { listTakes } from '../../conductor/state/takes.ts';
import { plainTakeFiles } from '../../sensors/recording/files.ts';
import { quickVault, stateFolder, takeRoad } from '../support/take-road.ts';

let state: ReturnType<typeof stateFolder>;
let take: Awaited<ReturnType<typeof recorded>>;
beforeAll(async () => {
  state = stateFolder();
  take = await recorded();
});
afterAll(() => state.remove());

/** Twelve seconds of movement: cue 1 runs at the start, GO at 3 s and at 8 s. */
const recorded = async () => {
  const live = await takeRoad(state.path, await quickVault(state.path, null));
  const wave = (s: number): void => live.send(9 * Math.sin(8 * s) * Math.sin(s));
  live.ask({ do: 'go' });
  await live.run(4, wave);
  await live.keeper.begin({ consent: 'given', raw: true });
  const cues: (string | null)[] = [];
  await live.run(12, (s) => {
    wave(4 + s);
    if (Math.abs(s - 3) < 1e-9 || Math.abs(s - 8) < 1e-9) live.ask({ do: 'go' });
    cues.push(live.road.stage().cue);
  });
  const show = live.road.show();
  await live.close();
  const [known] = await listTakes(state.path);
  return { folder: known!.folder, show, ran: [...new Set(cues)] };
};

const rehearsing = async (from: string | null, speed = 1) => {
  const clock = manualClock(0);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const road = openRoad({
    show: take.show,
    scheduler: timing,
    log: silentLog,
    osc: emitter<InletMessage>(),
  });
  const told: string[] = [];
  const stop = await openRehearsal({
    take: take.folder,
    fromCue: from,
    speed,
    road,
    timing,
    takeFiles: plainTakeFiles,
    tell: (_level, _door, text) => told.push(text.en),
  });
  const close = (): void => {
    stop();
    road.close();
  };
  return {
    clock,
    road,
    told,
    close,
    go: () => road.ask({ intent: { do: 'go' }, atMs: clock.nowMs(), door: 'console', from: 'x' }),
  };
};

describe('a rehearsal with a take', { timeout: 60_000 }, () => {
  it('plays the signals and calls the cues at their times, and nothing leaves the house', async () => {
    const r = await rehearsing(null);
    expect(r.road.stage().cue).toBe(take.ran[0]);
    expect(r.road.desk().rehearsing).toBe(true);
    r.clock.advance(2500);
    expect(r.road.stage().cue).toBe(take.ran[0]);
    r.clock.advance(1500);
    expect(r.road.stage().cue).toBe(take.ran[1]);
    expect(r.road.featuresOf('dancer').get('motionEnergy')?.recorded).toBe(true);
    r.clock.advance(5000);
    expect(r.road.stage().cue).toBe(take.ran[2]);
    r.close();
  });

  it('goes twice as fast, from any of its cues', async () => {
    const second = take.ran[1] ?? '';
    const r = await rehearsing(second, 2);
    expect(r.road.stage().cue).toBe(second);
    r.clock.advance(2000);
    expect(r.road.stage().cue).toBe(second);
    r.clock.advance(800);
    expect(r.road.stage().cue).toBe(take.ran[2]);
    expect(r.told[0]).toContain(`from cue ${second}, 2 times`);
    r.close();
  });

  it('an operator who asks for a cue has the list; the signals play on', async () => {
    const r = await rehearsing(null);
    r.clock.advance(1000);
    r.go();
    r.clock.advance(200);
    expect(r.road.stage().cue).toBe(take.ran[1]);
    expect(r.told.at(-1)).toContain('An operator has the list');
    r.clock.advance(9000);
    expect(r.road.stage().cue).toBe(take.ran[1]);
    expect(r.road.featuresOf('dancer').size).toBeGreaterThan(0);
    r.close();
  });

  it('says which cues ran in a take that has not the one that is asked for', async () => {
    const cues = await readCues(take.folder, plainTakeFiles);
    expect(() => fromCue(cues, '99')).toThrow(/did not run in the take/);
    await expect(rehearsing('99')).rejects.toMatchObject({ code: 'replay/no-such-cue' });
  });
});
