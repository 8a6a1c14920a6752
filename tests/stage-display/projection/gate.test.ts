import { describe, expect, it } from 'vitest';
import {
  CEILING,
  FIRST_BOUND,
  FLOOR,
  nextBound,
} from '../../../stage-display/projection/gate/bound.ts';
import { distance, emptyCells } from '../../../stage-display/projection/gate/cells.ts';
import { filmMeter } from '../../support/film-meter.ts';
import { HOSTILE_REELS, type HostileReel, REEL_SIZE } from '../../support/hostile-reel.ts';
import { cellsOf, plainStage } from './gate-support.ts';

const HZ = 60;
const flat = (v: number): Float32Array =>
  new Float32Array(REEL_SIZE.width * REEL_SIZE.height * 3).fill(v);
const meter = () => filmMeter({ ...REEL_SIZE, channels: 3, floor: FLOOR });

const played = (reel: HostileReel, hz: number) => {
  const stage = plainStage(1 / hz);
  const judge = meter();
  for (let i = 0; i < reel.seconds * hz; i++) {
    const atS = i / hz;
    const level = reel.level?.(atS) ?? 1;
    // A hand that takes light away, or gives it back, asks for it: distance is of the picture alone.
    judge.see(stage.show(reel.paint(atS, i), { level }), atS, { cut: reel.level !== undefined });
  }
  return judge.report;
};

describe('the hostile reel', () => {
  it.each(HOSTILE_REELS.map((reel) => [reel.name, reel] as const))('%s', (_name, reel) => {
    for (const hz of reel.name.includes('5 Hz') ? [HZ, 24] : [HZ]) {
      const report = played(reel, hz);
      expect(report, `${hz} Hz`).toMatchObject({ jumps: 0, blacks: 0, stills: 0 });
      expect(report.changes, `${hz} Hz`).toBeLessThanOrEqual(6);
      expect(report.redChanges, `${hz} Hz`).toBeLessThanOrEqual(6);
    }
  });

  it('is hostile: without a gate each of its films breaks a promise', () => {
    for (const reel of HOSTILE_REELS) {
      const judge = meter();
      const broken = (): boolean => {
        const { jumps, blacks, stills, changes, redChanges } = judge.report;
        return jumps + blacks + stills > 0 || Math.max(changes, redChanges) > 6;
      };
      for (let i = 0; i < reel.seconds * HZ && !broken(); i++) {
        const cells = cellsOf(reel.paint(i / HZ, i));
        const level = reel.level?.(i / HZ) ?? 1;
        const seen = Float32Array.from({ length: (cells.length / 4) * 3 }, (_, n) =>
          Math.floor(255 * level * (cells[Math.floor(n / 3) * 4 + (n % 3)] ?? 0)),
        );
        judge.see(seen, i / HZ);
      }
      expect(broken(), reel.name).toBe(true);
    }
  });
});

describe('the gate', () => {
  it('lets a slow drift through untouched', () => {
    const stage = plainStage();
    for (let i = 0; i < 300; i++) {
      stage.show(flat(0.1 + 0.4 * Math.sin(i / 200) ** 2));
      expect(stage.share).toBe(1);
    }
  });

  it('makes a dissolve of a cut nobody asked for, and opens for one that a cue asks for', () => {
    const stage = plainStage();
    for (let i = 0; i < 30; i++) stage.show(flat(0.05));
    let pictures = 0;
    do {
      stage.show(flat(0.4));
      pictures++;
    } while (stage.share < 1 && pictures < 1000);
    // Not a jump, and still quick: under a second.
    expect(pictures).toBeGreaterThan(20);
    expect(pictures).toBeLessThan(60);
    stage.show(flat(0.05), { asks: { cut: true } });
    expect(stage.share).toBe(1);
  });

  it('is exact: what is shown lies at its bound, not beyond it', () => {
    const stage = plainStage();
    stage.show(flat(0.05));
    const [a, b] = [cellsOf(flat(0.05)), cellsOf(flat(0.4))];
    stage.show(flat(0.4));
    expect(stage.share * distance(a, b)).toBeCloseTo(FIRST_BOUND, 6);
  });

  it('gives way to movement while it is heard', () => {
    const shares = [0, 0.3, 1].map((energy) => {
      const stage = plainStage();
      stage.show(flat(0.05));
      stage.show(flat(0.4), { energy });
      return stage.share;
    });
    expect(shares[1]).toBeGreaterThan(shares[0]!);
    expect(shares[2]).toBeGreaterThan(shares[1]!);
  });

  it('never goes further than its ceiling however wild the pictures were', () => {
    const settled = (median: number): number => {
      let bound = FIRST_BOUND;
      for (let i = 0; i < 300; i++) bound = nextBound(bound, median);
      return bound;
    };
    expect(settled(1)).toBe(CEILING);
    expect(settled(0)).toBeLessThan(FLOOR);
    // Three medians are promised; it goes less far, so that a meter of the screen agrees.
    expect(settled(0.008)).toBeGreaterThan(FLOOR);
    expect(settled(0.008)).toBeLessThan(0.024);
    // Up in small steps, down at once.
    expect(nextBound(FIRST_BOUND, 1)).toBeLessThan(FLOOR);
    expect(nextBound(CEILING, 0)).toBe(FIRST_BOUND);
  });

  it('keeps to what a meter of the rounded screen finds, also when wildness begins and ends', {
    timeout: 60_000,
  }, () => {
    const stage = plainStage(1 / HZ);
    const judge = meter();
    const noise = HOSTILE_REELS.find(({ name }) => name === 'white noise');
    if (!noise) throw new Error('no such reel');
    for (let i = 0; i < 22 * HZ; i++) {
      const atS = i / HZ;
      // Calm, wild for longer than half of what the median looks at, calm; and a cut nobody asked for each second.
      const isWild = atS >= 4 && atS < 13;
      const picture = isWild ? noise.paint(2 + atS, i) : flat(Math.floor(atS) % 2 ? 0.05 : 0.4);
      judge.see(stage.show(picture).map(Math.round), atS);
    }
    expect(judge.report).toMatchObject({ jumps: 0 });
  });

  it('lets light be taken away at once, whatever flashed before, and holds it back when it strobes', () => {
    const stage = plainStage();
    const levels: number[] = [];
    for (let i = 0; i < 120; i++) {
      const level = i % 6 < 3 ? 1 : 0;
      const seen = stage.show(flat(0.5), { level });
      levels.push(seen[0] ?? 0);
      if (level === 0) expect(seen[0]).toBe(0);
    }
    const rises = levels.filter((v, i) => i > 0 && v > (levels[i - 1] ?? 0) + 20).length;
    expect(rises).toBeLessThanOrEqual(6);
  });

  it('shows black when it is asked for, and what was lit when it is not', () => {
    const stage = plainStage();
    stage.show(flat(0.3));
    expect(Math.min(...stage.show(flat(0)))).toBeGreaterThan(100);
    expect(stage.unfitS).toBeGreaterThan(0);
    let seen = stage.show(flat(0), { asks: { black: true } });
    for (let i = 0; i < 120; i++) seen = stage.show(flat(0), { asks: { black: true } });
    expect(Math.max(...seen)).toBe(0);
    expect(stage.unfitS).toBe(0);
  });

  it('moves a picture that stands still, but not one that was frozen by somebody', () => {
    const run = (isStill: boolean) => {
      const stage = plainStage();
      const seen = new Set<string>();
      for (let i = 0; i < 120; i++)
        seen.add(stage.show(flat(0.3), { asks: { still: isStill } }).join());
      return seen.size;
    };
    expect(run(true)).toBe(1);
    expect(run(false)).toBeGreaterThan(10);
  });

  it('takes the first picture as it is, and the next after it was told to forget', () => {
    const stage = plainStage();
    stage.show(flat(0.3));
    expect(stage.share).toBe(1);
    stage.gate.forget();
    stage.show(flat(0.02));
    expect(stage.share).toBe(1);
  });

  it('holds what was shown where a cell is not a number', () => {
    const stage = plainStage();
    stage.show(flat(0.3));
    const cells = emptyCells().fill(Number.NaN);
    const asks = { black: true, still: false, cut: true };
    const verdict = stage.gate.judge({ cells, level: 1, energy: 1, passedS: 0.016, asks });
    expect(verdict.share).toBe(0);
  });
});
