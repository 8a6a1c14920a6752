import { Show } from '#contracts/show';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { type Bench, quantile } from '../support/bench.ts';
import { compare, type Run } from '../support/cue-random.ts';

const RUNS = 10_000;
const LENGTH_S = 20;
const SEED = 1;

/** One run of all sequences serves every number that is taken from it. */
let ran: Run[] | null = null;
const runs = (): Run[] => {
  ran ??= Array.from({ length: RUNS }, (_, i) => compare(SEED + i, LENGTH_S));
  return ran;
};

const model = (name: string, of: (run: Run) => number): Bench => ({
  name,
  unit: 'sequences',
  op: '<=',
  goal: 0,
  long: true,
  async run() {
    const all = runs();
    const bad = all.findIndex((run) => of(run) > 0);
    const commands = all.reduce((sum, run) => sum + run.commands, 0);
    return {
      value: all.reduce((sum, run) => sum + of(run), 0),
      n: RUNS,
      load: `${RUNS} random shows of 3 to 8 cues under ${commands} random commands, ${LENGTH_S} s each, seeds from ${SEED}`,
      ...(bad < 0 ? {} : { reason: `first: seed ${SEED + bad} ${all[bad]?.differences[0] ?? ''}` }),
    };
  },
});

const CUES = 200;
const TIMED_S = 20;
const FADE_S = 2;
/** A cue that was due this long ago has started, or is missed. */
const TOLD_MS = 500;

/** 200 cues that call each other after 20 to 60 ms, by follow, continue and pre-wait; two scenes with their own mappings. */
const quickShow = (): Show =>
  Show.parse({
    format: 2,
    id: 'bench',
    title: { en: 'Bench', ko: '측정' },
    start: 'auto',
    loop: true,
    scenes: { a: { scene: 'tide' }, b: { scene: 'paper' } },
    cues: Array.from({ length: CUES }, (_, i) => ({
      number: String(i + 1),
      title: { en: 'Cue', ko: '큐' },
      scene: i % 2 ? 'b' : 'a',
      cut: i % 3 === 0,
      fade: { seconds: FADE_S },
      look: { light: (i % 10) / 10 },
      preWaitS: i % 4 === 0 ? 0.0113 : 0,
      postWaitS: 0.02 + ((i * 7) % 40) / 1000,
      follow: i % 3 === 0 ? 'follow' : 'continue',
    })),
  });

/** When each cue must start, in milliseconds after the first: from the file alone, by what SHOW-23 and SHOW-24 say. */
const dueAfter = function* ({ cues }: Show): Generator<readonly [number: string, ms: number]> {
  for (let i = 0, ms = 0; ; i++) {
    const cue = cues[i % cues.length];
    const next = cues[(i + 1) % cues.length];
    if (!cue || !next) return;
    yield [cue.number, ms];
    const fadeS = cue.cut ? 0 : cue.fade.seconds;
    ms += 1000 * (cue.postWaitS + (cue.follow === 'follow' ? fadeS : 0) + next.preWaitS);
  }
};

/** A float of a sum of many waits. */
const ROUNDED_MS = 0.01;

interface Begun {
  readonly number: string;
  /** When it started by the clock, and when the director says that was due. */
  readonly atMs: number;
  readonly dueMs: number;
}

/** How late each cue was that must have started until `endMs`; one that did not, or not as it must, never came. */
const lateness = (show: Show, begun: readonly Begun[], endMs: number): number[] => {
  const firstMs = begun[0]?.dueMs ?? Number.NaN;
  const off: number[] = [];
  for (const [number, afterMs] of dueAfter(show)) {
    const dueMs = firstMs + afterMs;
    if (!(dueMs < endMs)) return off;
    const is = begun[off.length];
    const isRight =
      is?.number === number &&
      is.atMs >= dueMs - ROUNDED_MS &&
      Math.abs(is.dueMs - dueMs) <= ROUNDED_MS;
    off.push(is && isRight ? is.atMs - dueMs : Number.POSITIVE_INFINITY);
  }
  return off;
};

export const benches: Bench[] = [
  model('desk-model-differences', ({ differences }) => Math.min(1, differences.length)),
  model('desk-model-stuck', ({ stuck }) => stuck),
  model('desk-model-double-fires', ({ doubles }) => Math.min(1, doubles)),
  model('desk-model-panic-late', ({ late }) => Math.min(1, late)),
  {
    name: 'desk-cue-timing-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 2,
    async run() {
      const timing = scheduler(systemClock(), (error) => {
        throw error;
      });
      const show = quickShow();
      const road = openRoad({
        show,
        scheduler: timing,
        log: silentLog,
        osc: emitter<InletMessage>(),
      });
      const begun: Begun[] = [];
      road.events.started.on(({ number, atMs }) =>
        begun.push({ number, atMs: timing.nowMs(), dueMs: atMs }),
      );
      await new Promise<void>((done) => timing.after(TIMED_S * 1000, done));
      // The last ones may still be on their way.
      const off = lateness(show, begun, timing.nowMs() - TOLD_MS);
      const { late } = road.ticks();
      road.close();
      const wrong = off.filter((ms) => ms === Number.POSITIVE_INFINITY).length;
      return {
        // One that is missed, early or another one is no matter of a quantile.
        value: wrong > 0 || off.length === 0 ? Number.POSITIVE_INFINITY : quantile(off, 0.99),
        n: off.length,
        load: `the road at 60 Hz with its real clock, ${CUES} cues that call each other every 20 to 70 ms for ${TIMED_S} s, each held against the file; worst ${Math.max(...off).toFixed(2)} ms, median ${quantile(off, 0.5).toFixed(3)} ms, ${late} beats of the tick missed`,
        ...(wrong > 0 && {
          reason: `${wrong} of ${off.length} cues missed, early or not the one that was due`,
        }),
      };
    },
  },
];
