import { describe, expect, it } from 'vitest';
import type { Text } from '#contracts/ids';
import { patchedSources } from '../../conductor/patched-sources.ts';
import { lampBoard } from '../../conductor/state/lamps.ts';
import { capture } from '../support/capture.ts';

const setUp = (running: readonly string[] = []) => {
  const heard = capture();
  const lamps = lampBoard();
  const told: Text[] = [];
  const contexts: string[] = [];
  const sources = patchedSources({
    lamps,
    tell: (_level, _door, text) => void told.push(text),
    contextFor(kind) {
      contexts.push(kind);
      return heard.context;
    },
    running,
  });
  /** Openings are asynchronous: lets them end. */
  const settle = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return { ...heard, lamps, told, contexts, sources, settle };
};

describe('sources that the patch opens', () => {
  it('open and close while the show runs, and say that they ended', async () => {
    const { sources, settle, blocks, states, clock } = setUp();
    sources.set(['synthetic:seed=3']);
    await settle();
    clock.advance(1000);
    expect(blocks.length).toBeGreaterThan(0);
    sources.set([]);
    const before = blocks.length;
    clock.advance(1000);
    expect(blocks.length).toBe(before);
    expect(states.at(-1)?.state).toBe('ended');
    expect(clock.pending).toBe(0);
  });

  it('one that is opened again goes on under its old names', async () => {
    const { sources, settle, contexts, blocks, clock } = setUp();
    for (const list of [['synthetic:seed=3'], [], ['synthetic:seed=3']]) {
      sources.set(list);
      await settle();
    }
    clock.advance(500);
    expect(contexts).toEqual(['synthetic']);
    expect(blocks.length).toBeGreaterThan(0);
    sources.close();
    expect(clock.pending).toBe(0);
  });

  it('what the command line opened is not opened twice', async () => {
    const { sources, settle, contexts } = setUp(['synthetic', 'osc']);
    sources.set(['osc']);
    await settle();
    expect(contexts).toEqual([]);
  });

  it('one that cannot begin lights a lamp and is told once; its lamp goes with it', async () => {
    const { sources, settle, lamps, told, contexts } = setUp();
    sources.set(['telepathy', 'replay:/nowhere/at/all', 'synthetic:seed=nonsense']);
    await settle();
    await expect.poll(() => lamps.list().length).toBe(3);
    sources.set(['telepathy', 'replay:/nowhere/at/all', 'synthetic:seed=nonsense', 'osc']);
    await settle();
    expect(told).toHaveLength(3);
    for (const text of told) expect(text.ko).toMatch(/[가-힣]/);
    expect(contexts).toEqual(['replay', 'osc']);
    sources.set(['osc']);
    expect(lamps.list()).toEqual([]);
    sources.close();
  });

  it('closed while it was still opening, it does not stay open', async () => {
    const { sources, settle, blocks, clock } = setUp();
    sources.set(['synthetic']);
    sources.set([]);
    await settle();
    const before = blocks.length;
    clock.advance(1000);
    expect(blocks.length).toBe(before);
    expect(clock.pending).toBe(0);
  });
});
