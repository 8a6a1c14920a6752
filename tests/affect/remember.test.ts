import { describe, expect, it } from 'vitest';
import type { AffectEstimate } from '#contracts/affect';
import type { Text } from '#contracts/ids';
import { type ReadText, remembering } from '../../conductor/affect/remember.ts';

const SECRET = 'nobody may ever read this';
const felt: AffectEstimate = {
  decoder: 'text',
  modality: 'text',
  bodyId: 'ana',
  atMs: 7,
  recorded: false,
  negative: { mean: 0.8, sd: 0.2 },
};

const rig = (read: ReadText | null) => {
  const told: Text[] = [];
  const feelings: [string | null, AffectEstimate][] = [];
  const remember = remembering({
    read,
    bodies: () => ['ana', 'bo'],
    feel: (body, estimate) => feelings.push([body, estimate]),
    warn: (text) => told.push(text),
  });
  return { told, feelings, remember };
};
const memory = (body?: string) => ({ do: 'memory' as const, text: SECRET, ...(body && { body }) });

describe('a memory', () => {
  it('is read once and felt by its body, or by all', async () => {
    const asked: unknown[] = [];
    const { remember, feelings, told } = rig(async (...what) => {
      asked.push(what);
      return felt;
    });
    await remember(memory('bo'), 5);
    await remember(memory(), 6);
    expect(asked).toEqual([
      [SECRET, 'bo', 5],
      [SECRET, 'ana', 6],
    ]);
    expect(feelings).toEqual([
      ['bo', felt],
      [null, felt],
    ]);
    expect(told).toEqual([]);
  });

  const says = (read: ReadText | null, body?: string) =>
    (async () => {
      const { remember, feelings, told } = rig(read);
      await remember(memory(body), 5);
      expect(feelings).toEqual([]);
      expect(JSON.stringify(told)).not.toContain(SECRET);
      expect(told).toHaveLength(1);
      expect(told[0]!.ko).not.toBe('');
      return told[0]!.en;
    })();

  it('that cannot be read says why, and never its words', async () => {
    expect(await says(null)).toContain('no model');
    expect(await says(async () => null)).toContain('says nothing');
    expect(await says(async () => felt, 'nobody')).toContain('no body nobody');
    expect(
      await says(async (text) => {
        throw new Error(`cannot read "${text}"`);
      }),
    ).toContain('could not be read');
  });

  it('beyond four at a time is not read', async () => {
    const done: ((estimate: AffectEstimate) => void)[] = [];
    const { remember, feelings, told } = rig(() => new Promise((resolve) => done.push(resolve)));
    const all = [1, 2, 3, 4, 5].map((n) => remember(memory('bo'), n));
    expect(told).toHaveLength(1);
    for (const one of done) one(felt);
    await Promise.all(all);
    expect(feelings).toHaveLength(4);
    void remember(memory('bo'), 9);
    expect(told).toHaveLength(1);
  });
});
