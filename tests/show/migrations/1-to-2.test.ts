import { describe, expect, it } from 'vitest';
import { loadShow } from '../../../conductor/show/load.ts';
import { oneToTwo } from '../../../conductor/show/migrations/1-to-2.ts';
import { memoryFiles } from '../support.ts';

/** A show as format 1 wrote it, with everything that format had in a cue. */
const ONE = `format: 1
id: first
title: { en: First, ko: 처음 }
seed: 3
bodies: [dancer, guest]
trajectory: { points: [{ cue: '1', arousal: 0.2 }] }
memories: { garden: { text: A garden } }
scenes: { a: { scene: tide }, b: { scene: paper, map: [{ from: arousal, to: tear }] } }
cues:
  - number: 1
    title: { en: One, ko: 하나 }
    scene: a
    memory: garden
    fade: { seconds: 3, curve: linear }
    look: { light: 0.4 }
    palette: { accent: '#8A3B2A' }
    preWaitS: 1
    postWaitS: 2
    follow: follow
    master: { level: 0.8, seconds: 5 }
    levelCap: 0.9
  - { number: 1.10, title: { en: Two, ko: 둘 }, scene: b, black: true, notes: dark }
`;

describe('format 1 to 2', () => {
  it('SHOW-6 means the same as the same text in format 2, and says that it was migrated', async () => {
    const read = async (text: string) =>
      loadShow('f', { files: memoryFiles({ 'f/show.yaml': text, 'f/world.md': 'w' }).files });
    const old = await read(ONE);
    const now = await read(ONE.replace('format: 1', 'format: 2'));
    expect(old.show).toEqual(now.show);
    expect(old.migrated).toEqual([`1 -> 2: ${oneToTwo.title}`]);
    expect(now.migrated).toEqual([]);
    expect(old.show.cues.map((c) => c.number)).toEqual(['1', '1.10']);
  });

  it('SHOW-6 does not touch what it was given, whatever that is', () => {
    const odd = Object.freeze({ format: 1, cues: 'none', scenes: null });
    expect(oneToTwo.migrate(odd)).toEqual(odd);
    expect(oneToTwo.migrate({})).toEqual({});
  });
});
