import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Training } from '../training.ts';
import { packTake } from './pack.ts';
import { recordTake } from './record.ts';
import { sounds } from './sounds.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SEED = 1010;

const minutes = (s: number): string =>
  `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, '0')}`;

/** Not a model: the sounds and the simulated take that ship with shows/sullae. */
export const training: Training = {
  name: 'sullae',
  needs: [],
  makes: [],
  files: [
    ...['bak', 'brush', 'wood'].map((name) => `shows/sullae/sounds/${name}.wav`),
    'shows/sullae/take/take.json',
    'shows/sullae/take/blocks.jsonl.gz',
  ],
  async run({ log }) {
    const show = join(ROOT, 'shows', 'sullae');
    for (const folder of ['sounds', 'take']) mkdirSync(join(show, folder), { recursive: true });
    for (const [name, bytes] of Object.entries(sounds(SEED)))
      writeFileSync(join(show, 'sounds', name), bytes);
    const state = mkdtempSync(join(tmpdir(), 'yeoun-sullae-'));
    try {
      const { folder, seconds, cues } = await recordTake(ROOT, state, SEED, log);
      for (const { number, atS } of cues) log(`${minutes(atS)} cue ${number}`);
      log(`${minutes(seconds)}, ${packTake(folder, join(show, 'take'))} bytes`);
    } finally {
      rmSync(state, { recursive: true, force: true });
    }
  },
};
