import * as ort from 'onnxruntime-node';
import { VOICE_HZ } from '#contracts/voice-frame';
import type { Recogniser } from './recogniser.ts';
import { openSession } from './sessions.ts';
import { speakOut } from './speak-out.ts';
import { textOf } from './vocabulary.ts';

const BEGIN = 1;
const END = 2;
/** Speech gives no more tokens a second; what does, invents. */
const TOKENS_PER_S = 6.5;
const SPARE_TOKENS = 4;
/** Shorter sound is no input to the encoder. */
const LEAST_SAMPLES = VOICE_HZ / 8;

/**
 * English by Moonshine tiny (Jeffries et al. 2024, arXiv:2410.15608): an encoder of the sound as it is and a decoder
 * with a cache, both of 8 bits. Rejects where the files are none of it.
 */
export const openMoonshine = async (
  encoderFile: Uint8Array,
  decoderFile: Uint8Array,
): Promise<Recogniser> => {
  const encoder = await openSession(encoderFile);
  const decoder = await openSession(decoderFile);
  const speaker = speakOut(decoder);
  return {
    async understand(pcm, goesOn) {
      if (pcm.length < LEAST_SAMPLES) return { text: '', logProbs: [], isWhole: true };
      const input = new ort.Tensor('float32', pcm, [1, pcm.length]);
      const { last_hidden_state: heard } = await encoder.run({ input_values: input });
      if (!heard) throw new Error('The encoder gives nothing.');
      const most = Math.ceil((pcm.length / VOICE_HZ) * TOKENS_PER_S) + SPARE_TOKENS;
      const said = await speaker.say(heard, { prompt: [BEGIN], end: END, most, goesOn });
      return said && { ...said, text: textOf(said.tokens) };
    },
    async close() {
      await encoder.release();
      await decoder.release();
    },
  };
};
