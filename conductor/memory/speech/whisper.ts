import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PreTrainedTokenizer, WhisperFeatureExtractor } from '@huggingface/transformers';
import * as ort from 'onnxruntime-node';
import type { Language } from '#contracts/visit';
import { VOICE_HZ } from '#contracts/voice-frame';
import type { Recogniser } from './recogniser.ts';
import { openSession } from './sessions.ts';
import { speakOut } from './speak-out.ts';

/** Files of the folder that carry the network. */
const ENCODER = 'onnx/encoder_model_quantized.onnx';
const DECODER = 'onnx/decoder_model_merged_quantized.onnx';
/** The other marks follow the end mark, and no text follows them. */
const END_MARK = '<|endoftext|>';
const TOKENS_PER_S = 12;
const SPARE_TOKENS = 8;
/** The window of the network, seconds. */
const LONGEST_S = 30;

/** What turns sound into what the network takes, and ids into text, from files of the folder alone. */
const openTools = async (folder: string) => {
  const { AutoTokenizer, AutoFeatureExtractor, env } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(folder);
  const local = { local_files_only: true } as const;
  return {
    tokenizer: await AutoTokenizer.from_pretrained(folder, local),
    extract: (await AutoFeatureExtractor.from_pretrained(folder, local)) as WhisperFeatureExtractor,
  };
};

const idOf = (tokenizer: PreTrainedTokenizer, mark: string): number => {
  const [id, ...more] = tokenizer.encode(mark, { add_special_tokens: false });
  if (id === undefined || more.length > 0) throw new Error(`The vocabulary has no ${mark}.`);
  return id;
};

/**
 * Any language by Whisper (Radford et al. 2022, arXiv:2212.04356), from a folder as `yeoun models pull` leaves it.
 * Nothing is fetched. Rejects where the folder is none of it.
 */
export const openWhisper = async (folder: string, lang: Language): Promise<Recogniser> => {
  const { tokenizer, extract } = await openTools(folder);
  const encoder = await openSession(await readFile(join(folder, ENCODER)));
  const decoder = await openSession(await readFile(join(folder, DECODER)));
  const speaker = speakOut(decoder);
  const end = idOf(tokenizer, END_MARK);
  const marks = ['<|startoftranscript|>', `<|${lang}|>`, '<|transcribe|>', '<|notimestamps|>'];
  const prompt = marks.map((mark) => idOf(tokenizer, mark));
  return {
    async understand(pcm, goesOn) {
      const sound = pcm.subarray(0, LONGEST_S * VOICE_HZ);
      const { input_features: mel } = await extract(sound);
      const input = new ort.Tensor('float32', Float32Array.from(mel.data), [...mel.dims]);
      const { last_hidden_state: heard } = await encoder.run({ input_features: input });
      if (!heard) throw new Error('The encoder gives nothing.');
      if (!goesOn()) return null;
      const most = Math.ceil((sound.length / VOICE_HZ) * TOKENS_PER_S) + SPARE_TOKENS;
      const said = await speaker.say(heard, { prompt, end, most, firstMark: end, goesOn });
      if (!said) return null;
      const text = tokenizer.decode([...said.tokens], { skip_special_tokens: true }).trim();
      return { ...said, text };
    },
    async close() {
      await encoder.release();
      await decoder.release();
    },
  };
};
