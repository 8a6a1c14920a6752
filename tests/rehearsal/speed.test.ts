import { describe, expect, it } from 'vitest';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { Intent } from '#contracts/intent';
import type { StageState } from '#contracts/stage';
import { conductAt } from '../../conductor/conduct-at.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { cue, makeShow, QUIET, T0 } from '../show/support.ts';

const show = makeShow([
  cue('1', 'a', { fade: { seconds: 1 } }),
  cue('2', 'b', { fade: { seconds: 10, curve: 'linear' }, follow: 'follow', postWaitS: 2 }),
  cue('3', 'a', { affect: { mode: 'hold', seconds: 8, backS: 20 } }),
]);

const opened = (speed: number, bpm?: number) => {
  const clock = manualClock(T0);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const stages = emitter<StageState>();
  const states: StageState[] = [];
  stages.on((state) => states.push(state));
  const affects: unknown[] = [];
  const started: [string, number][] = [];
  const begun = emitter<{ number: string; atMs: number }>();
  begun.on(({ number, atMs }) => started.push([number, atMs - T0]));
  const heart = (): ReadonlyMap<FeatureName, FeatureValue> => {
    if (bpm === undefined) return new Map();
    const at = { sourceId: 's', bodyId: 'dancer', atMs: clock.nowMs(), confidence: 1 };
    // Played so fast, so many beats a minute are measured.
    return new Map([
      ['heartRate', { ...at, name: 'heartRate' as const, value: bpm * speed, recorded: true }],
    ]);
  };
  const director = conductAt(speed, {
    show,
    resume: null,
    scheduler: timing,
    events: {
      stages,
      notes: emitter(),
      acts: emitter(),
      started: begun,
      sounds: emitter(),
      outputs: emitter(),
    },
    urlOf: (id) => id,
    heard: () => ({ ...QUIET, features: heart }),
    take: (affect) => void affects.push(affect),
    onError: (error) => {
      throw error;
    },
  });
  const ask = (intent: Intent): void =>
    director.advance([{ intent, atMs: clock.nowMs(), door: 'test', from: 'test' }]);
  const step = (ms: number): void => {
    clock.advance(ms);
    director.advance();
  };
  const share = (entry: string): number =>
    director.stage().layers.find((layer) => layer.entry === entry)?.weight ?? 0;
  return { clock, director, ask, step, states, share, affects, started };
};

describe('a rehearsal at another speed', () => {
  it.each([0.5, 1, 2, 10])(
    'SHOW-85 fades and follows at %s times the speed, told in real time',
    (speed) => {
      const { clock, ask, step, share, director, started } = opened(speed);
      ask({ do: 'go' });
      step(5000 / speed);
      const calledMs = clock.nowMs() - T0;
      ask({ do: 'go' });
      step(5000 / speed);
      expect(share('b')).toBeCloseTo(0.5, 6);
      expect(director.stage().atMs).toBeCloseTo(clock.nowMs(), 3);
      step(5000 / speed);
      expect(share('b')).toBeCloseTo(1, 6);
      clock.advance(3000 / speed);
      const [number, atMs] = started.at(-1) ?? ['', 0];
      expect(number).toBe('3');
      expect(atMs).toBeCloseTo(calledMs + 12_000 / speed, 3);
      director.close();
    },
  );

  it('SHOW-85 what a cue takes into its hands goes as fast', () => {
    const { ask, step, affects, director } = opened(2);
    ask({ do: 'go-cue', number: '3' });
    step(10);
    expect(affects).toMatchObject([{ mode: 'hold', seconds: 4, backS: 10 }]);
    director.close();
  });

  it('SHOW-85 a heart beats as often in a second of the take as it did', () => {
    const beatsAfter = (speed: number): number => {
      const { step, director } = opened(speed, 72);
      for (let i = 0; i < 600; i++) step(100 / speed);
      const { beats } = director.stage();
      director.close();
      return beats;
    };
    expect(beatsAfter(4)).toBeCloseTo(beatsAfter(1), 3);
  });

  it('SHOW-85 sounds are silent but at the speed that was', () => {
    const { director } = opened(2);
    expect(director.sound()).toMatchObject({ voices: [], preload: [] });
    director.close();
  });
});
