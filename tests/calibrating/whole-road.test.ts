import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { CalibrationStatus, Feeling } from '#contracts/calibration';
import type { Intent } from '#contracts/intent';
import { openModels } from '../../conductor/affect/learned/store.ts';
import { openCalibrating } from '../../conductor/calibrating/open.ts';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { lampBoard } from '../../conductor/state/lamps.ts';
import { random } from '../../sensors/random.ts';

const BODY = 'dancer';
const STREAMS = [
  { name: 'hr', kind: 'hr', channels: ['hr'], rateHz: 0 },
  { name: 'eda', kind: 'eda', channels: ['eda'], rateHz: 4 },
  { name: 'temp', kind: 'temp', channels: ['temp'], rateHz: 0 },
] as const;
const WAVE: Readonly<Record<Feeling, number>> = { positive: 1, neutral: 0, negative: -1 };
const STEP_MS = 250;

/** A sensor on a body whose heart, skin and warmth follow what is felt, through the whole road. */
const open = async () => {
  const clock = manualClock();
  const errors: unknown[] = [];
  const timing = scheduler(clock, (error) => errors.push(error));
  const models = await openModels({ root: resolve('.'), timing, log: silentLog });
  const { show } = await loadShow('shows/minimal');
  const road = openRoad({
    show: { ...show, bodies: [BODY] },
    scheduler: timing,
    log: silentLog,
    osc: emitter<InletMessage>(),
    context: models.context,
  });
  let status: CalibrationStatus | null = null;
  const calibration = await openCalibrating({
    road,
    people: null,
    models,
    timing,
    log: silentLog,
    lamps: lampBoard(),
    tell: () => {},
    send: (next) => {
      status = next;
    },
  });
  const context = road.contextFor('osc');
  context.announce(
    {
      id: 'band',
      kind: 'osc',
      bodyId: BODY,
      label: { en: 'Band', ko: '띠' },
      recorded: false,
    },
    STREAMS.map((s) => ({ ...s, channels: [...s.channels] })),
  );
  const rng = random(4, 'whole road');
  let shown = 0;
  const emit = (stream: (typeof STREAMS)[number], value: number): void =>
    context.emit({
      sourceId: 'band',
      bodyId: BODY,
      stream: stream.name,
      kind: stream.kind,
      channels: 1,
      rateHz: stream.rateHz,
      atMs: clock.nowMs(),
      data: Float32Array.of(value),
      recorded: false,
    });
  const step = async (felt: Feeling): Promise<void> => {
    shown += 0.12 * (WAVE[felt] - shown);
    emit(STREAMS[1], 4 + 1.2 * shown + 0.02 * rng.normal());
    if (Math.round(clock.nowMs() / STEP_MS) % 4 === 0) {
      emit(STREAMS[0], 72 + 8 * shown + 0.8 * rng.normal());
      emit(STREAMS[2], 33 + 0.5 * shown + 0.02 * rng.normal());
    }
    clock.advance(STEP_MS);
    await new Promise((done) => setImmediate(done));
  };
  return {
    step,
    errors,
    road,
    status: () => status as CalibrationStatus | null,
    ask: (intent: Intent) =>
      road.ask({ intent, atMs: clock.nowMs(), door: 'console', from: 'test' }),
    settled: calibration.settled,
    async close() {
      await calibration.close();
      await models.close();
      road.close();
    },
  };
};

it('calibrates a body through the whole road, and the model speaks as a decoder at once', async () => {
  const stage = await open();
  stage.ask({ do: 'calibrate', step: 'begin', recalls: 7, recallS: 24 });
  let marked = -1;
  for (let i = 0; i < 1600 && stage.status()?.phase !== 'done'; i++) {
    const { phase, recall, suggested, elapsedS } = stage.status() ?? {};
    await stage.step(phase === 'recall' ? (suggested ?? 'neutral') : 'neutral');
    if (phase === 'baseline' && (elapsedS ?? 0) > 30) stage.ask({ do: 'calibrate', step: 'next' });
    if (phase === 'recall' && recall !== marked && (elapsedS ?? 0) > 3 && suggested) {
      marked = recall ?? -1;
      stage.ask({ do: 'label', feeling: suggested });
    }
    if (phase === 'fitting') await stage.settled();
  }
  const { verdict, phase } = stage.status() ?? {};
  expect(phase).toBe('done');
  expect(verdict).toMatchObject({ usable: true });
  const speaks = (): boolean =>
    stage.road.estimatesOf(BODY).some(({ decoder }) => decoder === 'personal-physiology');
  // The worker answers in its own time: some seconds of the road, each a turn of this thread.
  for (let i = 0; i < 400 && !speaks(); i++) await stage.step('positive');
  expect(speaks()).toBe(true);
  expect(stage.errors).toEqual([]);
  await stage.close();
}, 40_000);
