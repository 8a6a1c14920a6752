import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DreamParts, dreamParts, openDream } from '../../conductor/imagery/dream/engine.ts';
import type { Painted, PaintRequest } from '../../conductor/imagery/engine.ts';
import { ask, differ, MODELS, memoryOf } from './dream/request.ts';

const GARDEN = memoryOf('a garden of sunflowers at noon');
const ICE = memoryOf('the frozen river at night');
let shared: DreamParts;

beforeAll(async () => {
  shared = await dreamParts(MODELS);
});
afterAll(() => shared?.matter.close());

/** What an engine of its own paints of some requests, in order. */
const painted = async (requests: readonly Partial<PaintRequest>[]): Promise<Painted[]> => {
  const engine = openDream({ modelsDir: MODELS }, shared);
  await engine.prepare();
  const out: Painted[] = [];
  for (const [i, request] of requests.entries())
    out.push(await engine.paint(ask('', { atMs: i * 33, ...request }), 0));
  await engine.dispose();
  return out;
};

describe('a cut that a cue asks for', () => {
  it('shows the other memory at once, as if nothing had been before; without it the way there is long', async () => {
    const before = { memory: GARDEN, dtS: 0.033 };
    const long = [before, before, before];
    const [cut] = (await painted([...long, { memory: ICE, dtS: 0.033, cut: true }])).slice(-1);
    const [on] = (await painted([...long, { memory: ICE, dtS: 0.033 }])).slice(-1);
    const [fresh] = await painted([{ memory: ICE, dtS: 0.033 }]);
    const garden = (await painted(long)).at(-1);
    if (!cut || !on || !fresh || !garden) throw new Error('nothing was painted');
    const way = differ(garden.rgb, fresh.rgb);
    expect(differ(cut.rgb, fresh.rgb)).toBeLessThan(0.05 * way);
    expect(differ(on.rgb, garden.rgb)).toBeLessThan(0.3 * way);
  });
});
