import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { diff } from '../../conductor/commands/diff.ts';
import { diffRuns, within } from '../../conductor/rehearsal/diff.ts';
import { diffText } from '../../conductor/rehearsal/diff-text.ts';
import { momentOf } from '../../conductor/rehearsal/moment.ts';
import { pairing } from '../../conductor/rehearsal/pairing.ts';
import { timelineLine } from '../../conductor/show/timeline.ts';
import { affect, conduct, cue, makeShow, T0 } from '../show/support.ts';

const SHOW = makeShow([cue('1', 'a'), cue('2', 'b', { look: { light: 0.8 } }), cue('3', 'a')]);

interface Run {
  readonly goS?: number;
  readonly light?: number;
  readonly feeling?: (s: number) => number;
  readonly seconds?: number;
  readonly dayMs?: number;
}

/** A timeline of a run: GO at the start, at `goS`, and at 8 s. */
const run = ({
  goS = 4,
  light = 0.8,
  feeling = (s) => 0.5 + Math.sin(s) / 4,
  seconds = 12,
  dayMs = 0,
}: Run = {}) => {
  const show = {
    ...SHOW,
    cues: SHOW.cues.map((c) => (c.number === '2' ? { ...c, look: { light } } : c)),
  };
  const d = conduct(show);
  const lines: string[] = [];
  for (let i = 0; i <= seconds * 10; i++) {
    const s = i / 10;
    const isGo = [0, goS, 8].some((at) => Math.abs(at - s) < 1e-9);
    const heard = {
      affectOf: () => affect({ arousal: feeling(s), atMs: T0 + s * 1000 }),
      features: () => new Map(),
    };
    const stage = d.to(s, isGo ? [{ do: 'go' }] : [], heard);
    const line = timelineLine(stage);
    lines.push(line.replace(/"atMs":(\d+(\.\d+)?)/g, (_, at) => `"atMs":${Number(at) + dayMs}`));
  }
  return lines;
};
const moments = (lines: string[]) => lines.map((line, i) => momentOf(line, 'x', i + 1));
const compared = (a: Run, b: Run) => diffRuns(moments(run(a)), moments(run(b)));

describe('two runs', () => {
  it('are the same on any day', () => {
    const found = compared({}, { dayMs: 86_400_000 });
    expect(found).toMatchObject({ same: true, first: null, seen: [] });
    expect(found.cues.map((c) => [c.cue, c.driftS])).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 0],
    ]);
    expect(diffText(found, 'a', 'b')).toContain('They are the same.');
  });

  it('a cue that comes later: where they part, and by how much it drifts', () => {
    const found = compared({ goS: 4 }, { goS: 4.5 });
    expect(found.first).toMatchObject({ line: 41, atS: 4, cue: ['2', '1'] });
    expect(found.cues.map((c) => c.driftS?.toFixed(3))).toEqual(['0.000', '0.500', '0.000']);
    expect(within(found, { value: 1, driftS: 0.5 })).toBe(true);
    expect(within(found, { value: 1, driftS: 0.4 })).toBe(false);
  });

  it('a look that differs: its name, its size', () => {
    const found = compared({}, { light: 0.6 });
    expect(found.seen[0]).toMatchObject({ name: 'b light' });
    expect(found.seen[0]?.most).toBeCloseTo(0.2, 6);
    expect(found.first?.names).toContain('b light');
    expect(within(found, { value: 0.21, driftS: 0 })).toBe(true);
    expect(within(found, { value: 0.19, driftS: 0 })).toBe(false);
    expect(diffText(found, 'a', 'b')).toMatch(/b light +most 0\.2000/);
  });

  it('a feeling that differs: r and RMSE', () => {
    const found = compared({}, { feeling: (s) => 0.6 + Math.sin(s) / 4 });
    expect(found.affect.arousal.r).toBeCloseTo(1, 6);
    expect(found.affect.arousal.rmse).toBeCloseTo(0.1, 6);
    expect(found.affect.positive).toMatchObject({ r: null, rmse: 0 });
    expect(compared({}, { feeling: (s) => 0.5 - Math.sin(s) / 4 }).affect.arousal.r).toBeCloseTo(
      -1,
      6,
    );
  });

  it('one that is shorter, and a cue that is not in both', () => {
    const found = compared({}, { seconds: 6 });
    expect(found.lines).toEqual([121, 61]);
    expect(found.first).toMatchObject({ line: 62, atS: 6.1 });
    expect(found.alone).toBe(60);
    expect(found.cues.at(-1)).toMatchObject({ cue: '3', bS: null, driftS: null });
    expect(within(found, { value: 1, driftS: 10 })).toBe(false);
  });

  it('lines that a machine left out are let go, and the rest is held against its own moment', () => {
    const whole = run();
    const found = diffRuns(moments(whole), moments(whole.filter((_, i) => i % 3 !== 1)));
    expect(found.alone).toBe(40);
    expect(found.seen).toEqual([]);
    expect(found.cues.every((c) => Math.abs(c.driftS ?? 9) <= 0.11)).toBe(true);
    expect(within(found, { value: 0, driftS: 0.2 })).toBe(true);
  });

  it('sums that are drawn as they come are those of the whole', () => {
    const [a, b] = [
      [1, 2, 3, 4],
      [2, 4, 5, 9],
    ];
    const p = pairing();
    for (const [i, x] of a.entries()) p.push(x, b[i] ?? 0);
    // Pearson: cov 11 / sqrt(5 * 26).
    expect(p.r()).toBeCloseTo(11 / Math.sqrt(130), 10);
    expect(p.rmse()).toBeCloseTo(Math.sqrt((1 + 4 + 4 + 25) / 4), 10);
    expect(p.most()).toBe(5);
  });
});

describe('yeoun diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-diff-'));
  const file = (name: string, lines: string[]): string => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const config = { stateKey: undefined, stateKeyFile: null };

  it('returns 1 where they differ, 0 within the tolerance, and JSON', async () => {
    const [a, b] = [file('a', run()), file('b', run({ light: 0.7 }))];
    let out = '';
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    try {
      expect(await diff(a, a, {}, config)).toBe(0);
      expect(await diff(a, b, {}, config)).toBe(1);
      out = '';
      expect(await diff(a, b, { json: true, tolerance: '0.11' }, config)).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ alike: true, same: false, lines: [121, 121] });
    } finally {
      write.mockRestore();
    }
  });

  it('says what is wrong with what it was given', async () => {
    const bad = file('bad', ['{}']);
    await expect(diff(bad, bad, {}, config)).rejects.toMatchObject({ code: 'diff/line' });
    await expect(diff(join(folder, 'none'), bad, {}, config)).rejects.toMatchObject({
      code: 'diff/missing',
    });
    await expect(diff(bad, bad, { tolerance: 'x' }, config)).rejects.toMatchObject({
      code: 'config/value',
    });
  });
});
