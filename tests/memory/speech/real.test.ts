import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEar } from '../../../conductor/memory/speech/ear.ts';
import { weightsIn } from '../../../conductor/memory/speech/open.ts';
import { OPENERS } from '../../../conductor/memory/speech/openers.ts';
import { dataFolder } from '../../support/data.ts';

// Needs ../shared/data/speech-en (or YEOUN_DATA) and the packages that carry the weights.
const CLIP = dataFolder('speech-en', 'librivox', 'sense_and_sensibility_01_austen_64kb-0930.wav');
const NET = 'node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx';
const { en } = weightsIn({ root: process.cwd(), models: '/nowhere' });
const canRun = existsSync(CLIP) && existsSync(NET) && en !== undefined;

const clip = (): Float32Array => {
  const bytes = readFileSync(CLIP);
  return Float32Array.from(
    { length: (bytes.length - 44) / 2 },
    (_, i) => bytes.readInt16LE(44 + 2 * i) / 32_768,
  );
};

describe.skipIf(!canRun)('the ear with its real models', () => {
  it('understands a sentence that was read aloud, and says nothing of it played backwards', async () => {
    if (!en) return;
    const net = await OPENERS.net(join(process.cwd(), NET));
    let beats = 0;
    const recogniser = await OPENERS.recogniser(en);
    const hear = async (sound: Float32Array): Promise<{ partials: string[]; finals: string[] }> => {
      const partials: string[] = [];
      const finals: string[] = [];
      const ear = openEar({
        net,
        recogniser,
        // Each look at it takes long: the next one comes the later.
        nowMs: () => (beats += 400),
        partial: (text) => partials.push(text),
        final: (text) => finals.push(text),
        voice() {},
        lost() {},
        failed(error) {
          throw error;
        },
      });
      const pcm = new Float32Array(sound.length + 16_000);
      pcm.set(sound);
      for (let at = 0; at < pcm.length; at += 1600) {
        ear.push(pcm.slice(at, at + 1600));
        await ear.settled();
      }
      await ear.end();
      ear.close();
      return { partials, finals };
    };
    const said = await hear(clip());
    expect(said.finals.join(' ').toLowerCase()).toMatch(
      /he might even have been made amiable himself/,
    );
    expect(said.partials.length).toBeGreaterThan(1);
    expect(await hear(clip().reverse().slice(0, 28_000))).toEqual({ partials: [], finals: [] });
    await recogniser.close();
    await net.close();
  }, 120_000);
});
