import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openMoonshine } from './moonshine.ts';
import type { Weights } from './protocol.ts';
import type { Recogniser } from './recogniser.ts';
import { openVoiceNet, type VoiceNet } from './voice-net.ts';
import { openWhisper } from './whisper.ts';

/** How the thread comes by its networks. */
export interface Openers {
  net(file: string): Promise<VoiceNet>;
  recogniser(weights: Weights): Promise<Recogniser>;
}

export const OPENERS: Openers = {
  net: async (file) => await openVoiceNet(await readFile(file)),
  async recogniser(weights) {
    if (weights.is === 'whisper') return await openWhisper(weights.folder, weights.lang);
    const read = (name: string): Promise<Uint8Array> => readFile(join(weights.folder, name));
    return await openMoonshine(
      await read('encoder_model.onnx'),
      await read('decoder_model_merged.onnx'),
    );
  },
};
