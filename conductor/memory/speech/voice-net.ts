import * as ort from 'onnxruntime-node';
import { VOICE_HZ } from '#contracts/voice-frame';
import { openSession } from './sessions.ts';

/** Samples between two answers: 32 ms. */
export const HOP = 512;
/** What the network hears again of the block before. */
const CONTEXT = 64;
const STATE = [2, 1, 128];

/** Hears how likely each block of HOP samples holds a voice. */
export interface VoiceNet {
  /** @param block HOP samples, -1..1 @returns 0..1 */
  hear(block: Float32Array): Promise<number>;
  /** Forgets what was heard: another stretch of sound begins. */
  reset(): void;
  close(): Promise<void>;
}

const nothing = (): ort.Tensor => new ort.Tensor('float32', new Float32Array(2 * 128), STATE);

/** Silero's network, versions 5 and 6 (github.com/snakers4/silero-vad). Rejects where the file is none of it. */
export const openVoiceNet = async (file: Uint8Array): Promise<VoiceNet> => {
  const session = await openSession(file);
  const rate = new ort.Tensor('int64', BigInt64Array.of(BigInt(VOICE_HZ)), []);
  const input = new Float32Array(CONTEXT + HOP);
  let state = nothing();
  return {
    async hear(block) {
      input.copyWithin(0, HOP);
      input.set(block, CONTEXT);
      const { output, stateN } = await session.run({
        input: new ort.Tensor('float32', input, [1, input.length]),
        state,
        sr: rate,
      });
      if (!(output && stateN)) throw new Error('The graph of voices gives nothing.');
      state = stateN;
      return Number(output.data[0]);
    },
    reset() {
      state = nothing();
      input.fill(0);
    },
    close: () => session.release(),
  };
};
