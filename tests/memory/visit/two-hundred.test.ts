import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { places } from '../../state/people/support.ts';
import { manyVisitors } from './many-visitors.ts';

const VISITORS = 200;

let at: ReturnType<typeof places>;
beforeEach(() => {
  at = places();
});
afterEach(() => at.remove());

describe('two hundred visitors, a third of whom walk away', () => {
  it('leave nothing behind without consent, and with it until they take it back', async () => {
    const all = await manyVisitors(at.root, at.folder, VISITORS);
    expect(all.stayed).toBe(0);
    expect(all.walked + all.finished).toBe(VISITORS);
    expect(all.walked).toBeGreaterThan(VISITORS / 4);
    expect(all.kept).toBeGreaterThan(5);
    expect(all).toMatchObject({ residue: [], told: [], missing: 0, tunes: 0, left: [] });
  }, 60_000);
});
