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
      fade: { seconds: 2 },
      look: { light: (i % 10) / 10 },
      preWaitS: i % 4 === 0 ? 0.0113 : 0,
      postWaitS: 0.02 + ((i * 7) % 40) / 1000,
      follow: i % 3 === 0 ? 'follow' : 'continue',
    })),
  });

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
      const road = openRoad({
        show: quickShow(),
        scheduler: timing,
        log: silentLog,
        osc: emitter<InletMessage>(),
      });
      const off: number[] = [];
      road.events.started.on(({ atMs }) => off.push(timing.nowMs() - atMs));
      await new Promise<void>((done) => timing.after(TIMED_S * 1000, done));
      const { late } = road.ticks();
      road.close();
      const early = off.filter((ms) => ms < 0).length;
      return {
        value: quantile(off, 0.99),
        n: off.length,
        load: `the road at 60 Hz with its real clock, ${CUES} cues that call each other every 20 to 60 ms for ${TIMED_S} s; worst ${Math.max(...off).toFixed(2)} ms, median ${quantile(off, 0.5).toFixed(3)} ms, ${early} early, ${late} beats of the tick missed`,
      };
    },
  },
];
