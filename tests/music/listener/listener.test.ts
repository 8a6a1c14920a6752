import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arousalOf, askedIn, cuesOf, type HeardNote, listened, valenceOf } from './listener.ts';

/** The listener was written before the score it judges. Whoever changes it to please the score changes this, too. */
const FROZEN = '681f721173a50c8a3a1a30d3cfefe2750a2d954c08226708a35dea306c258287';

const scale = (degrees: readonly number[], stepS: number, velocity: number): HeardNote[] =>
  Array.from({ length: Math.floor(16 / stepS) }, (_, i) => ({
    atS: i * stepS,
    lastsS: stepS,
    note: 60 + (degrees[i % degrees.length] ?? 0),
    velocity,
  }));
const MAJOR = [0, 4, 7, 12, 11, 9, 7, 5, 4, 2, 0];
const MINOR = [0, 3, 7, 12, 10, 8, 7, 5, 3, 2, 0];

describe('the listener', () => {
  it('is the one that was frozen', () => {
    const files = ['key.ts', 'listener.ts', 'trajectories.ts'];
    const hash = createHash('sha256');
    for (const file of files) hash.update(readFileSync(join(import.meta.dirname, file)));
    expect(hash.digest('hex')).toBe(FROZEN);
  });

  it('hears major above minor, and fast above slow', () => {
    const [major, minor] = [MAJOR, MINOR].map((s) => cuesOf(scale(s, 0.5, 0.5), 16));
    const [slow, fast] = [1, 0.2].map((s) => cuesOf(scale(MAJOR, s, 0.5), 16));
    if (!(major && minor && slow && fast)) throw new Error('nothing heard');
    expect(valenceOf(major)).toBeGreaterThan(valenceOf(minor) + 0.5);
    expect(arousalOf(fast)).toBeGreaterThan(arousalOf(slow) + 0.3);
  });

  it('says nothing of too few notes, and takes the plain mean of what was asked', () => {
    expect(listened(scale(MAJOR, 5, 0.5), 16)).toEqual([]);
    expect(askedIn((s) => s, 20)).toBeCloseTo(20, 6);
  });
});
