import type { Text } from '#contracts/ids';

/** A model that Yeoun can use. */
export interface ModelRecord {
  readonly id: string;
  readonly purpose: Text;
  readonly licence: string;
  /** Inside the project, in this package and folder; absent where it is pulled. */
  readonly ships?: { readonly package: string; readonly folder: string };
  /** Where it is pulled from: a repository of huggingface.co. */
  readonly repo?: string;
  /** Every file it needs. */
  readonly files: readonly string[];
  /** About so many bytes, for people; the true size is asked when it is pulled. */
  readonly aboutBytes: number;
  /** What `config.json` says of it: a folder of another model is not taken for it. */
  readonly config?: Readonly<Record<string, unknown>>;
}

const WHISPER_FILES = [
  'config.json',
  'generation_config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/encoder_model_quantized.onnx',
  'onnx/decoder_model_merged_quantized.onnx',
] as const;

/** Every model there is to know: adding one is one record here. */
export const MODELS: readonly ModelRecord[] = [
  {
    id: 'moonshine-tiny',
    purpose: {
      en: 'understands spoken English in the booth; comes with Yeoun',
      ko: '부스에서 영어 말소리를 알아듣습니다. 처음부터 들어 있습니다',
    },
    licence: 'MIT',
    ships: { package: '@moonshine-ai/moonshine-js', folder: 'dist/model/tiny/quantized' },
    files: ['encoder_model.onnx', 'decoder_model_merged.onnx'],
    aboutBytes: 28_100_000,
  },
  {
    id: 'whisper-base',
    purpose: {
      en: 'understands spoken Korean in the booth (and English, where Moonshine is missing)',
      ko: '부스에서 한국어 말소리를 알아듣습니다 (문샤인이 없으면 영어도)',
    },
    licence: 'MIT (OpenAI Whisper), conversion onnx-community: Apache-2.0',
    repo: 'onnx-community/whisper-base',
    files: WHISPER_FILES,
    aboutBytes: 80_000_000,
    config: { model_type: 'whisper', d_model: 512, decoder_layers: 6 },
  },
];

export const modelOf = (id: string): ModelRecord | null =>
  MODELS.find((model) => model.id === id) ?? null;
