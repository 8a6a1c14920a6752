import { FLOOR } from '../../stage-display/projection/gate/bound.ts';
import { keeper } from '../../stage-display/projection/gate/keeper.ts';
import {
  BUDGET,
  mixtures,
  openCounting,
  type PictureCost,
  pictureCosts,
  withDissolve,
} from '../browser/picture-cost.ts';
import { openStagePage } from '../browser/stage-page.ts';
import { cellsOf, NO_ASKS, plainStage } from '../stage-display/projection/gate-support.ts';
import type { Bench } from '../support/bench.ts';
import { filmMeter } from '../support/film-meter.ts';
import { HOSTILE_REELS, REEL_SIZE } from '../support/hostile-reel.ts';

const HZ = 60;
const MOST_CHANGES = 6;

/** All hostile films one after the other, as the screen would show them, through an independent meter. */
const hostile = () => {
  const stage = plainStage(1 / HZ);
  const meter = filmMeter({ ...REEL_SIZE, channels: 3, floor: FLOOR });
  let picture = 0;
  for (const reel of HOSTILE_REELS)
    for (let i = 0; i < reel.seconds * HZ; i++) {
      const level = reel.level?.(i / HZ) ?? 1;
      const seen = stage.show(reel.paint(i / HZ, i), { level });
      meter.see(seen, picture++ / HZ, { cut: reel.level !== undefined });
    }
  return meter.report;
};

const WARMED = 300;
const DECISIONS = 1500;

/** Processor time of a decision in milliseconds, on average: of a quiet picture, or of one that is held back. */
const decisionMs = (isHostile: boolean): number => {
  const gate = keeper();
  const films = HOSTILE_REELS.filter((reel) => reel.name.includes('strobe'));
  const size = REEL_SIZE.width * REEL_SIZE.height * 3;
  let usedUs = 0;
  for (let i = 0; i < DECISIONS; i++) {
    const paint = films[Math.floor(i / 100) % films.length]?.paint(i / HZ, i);
    const quiet = new Float32Array(size).fill(0.2 + 0.1 * Math.sin(i / 90));
    const cells = cellsOf(isHostile && paint ? paint : quiet);
    const begun = process.cpuUsage();
    gate.judge({ cells, level: 1, energy: 0, passedS: 1 / HZ, asks: NO_ASKS });
    const { user, system } = process.cpuUsage(begun);
    if (i >= WARMED) usedUs += user + system;
  }
  return usedUs / (DECISIONS - WARMED) / 1000;
};

type Counted = Pick<PictureCost, 'calls' | 'passes' | 'reads'>;
let counted: Promise<{ most: Counted; n: number }> | undefined;

const countAll = async () => {
  const stage = await openStagePage();
  try {
    await openCounting(stage);
    const most = { calls: 0, passes: 0, reads: 0 };
    for (const scenes of mixtures()) {
      const cost = withDissolve(await pictureCosts(stage, scenes));
      for (const name of ['calls', 'passes', 'reads'] as const)
        most[name] = Math.max(most[name], cost[name]);
    }
    return { most, n: mixtures().length };
  } finally {
    await stage.close();
  }
};

const budget = (name: keyof Counted, unit: string): Bench => ({
  name: `imagery-budget-${name}`,
  unit,
  op: '<=',
  goal: BUDGET[name],
  run: async () => {
    counted ??= countAll();
    const { most, n } = await counted;
    return {
      value: most[name],
      n,
      load: 'the dearest of all scenes and all crossings of two, 1920 x 1080, counted in WebGL2 while somebody moves',
    };
  },
});

export const benches: Bench[] = [
  {
    name: 'imagery-gate-hostile-broken',
    unit: 'promises',
    op: '<=',
    goal: 0,
    run: async () => {
      const { jumps, blacks, stills, changes, redChanges, pictures } = hostile();
      const flashes = Math.max(0, changes - MOST_CHANGES) + Math.max(0, redChanges - MOST_CHANGES);
      return {
        value: jumps + blacks + stills + flashes,
        n: pictures,
        load: `${HOSTILE_REELS.length} hostile films at ${HZ} Hz; most opposing changes in a second: ${changes} in luminance, ${redChanges} in red, 6 are allowed`,
      };
    },
  },
  ...([false, true] as const).map(
    (isHostile): Bench => ({
      name: isHostile ? 'imagery-gate-decision-hostile-cpu-ms' : 'imagery-gate-decision-cpu-ms',
      unit: 'ms',
      op: '<=',
      goal: isHostile ? 4 : 1,
      run: async () => ({
        value: decisionMs(isHostile),
        n: DECISIONS - WARMED,
        load: `processor time, mean; ${isHostile ? 'strobes that the gate holds back' : 'a picture that drifts'}`,
      }),
    }),
  ),
  budget('calls', 'draw calls'),
  budget('passes', 'passes of full size'),
  budget('reads', 'texture reads a pixel'),
];
