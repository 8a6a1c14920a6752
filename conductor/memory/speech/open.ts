import { join } from 'node:path';
import type { Language } from '#contracts/visit';
import type { SourceContext } from '../../../sensors/source.ts';
import type { Config } from '../../config.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { threads } from '../../kernel/thread.ts';
import { threadFile } from '../../kernel/thread-file.ts';
import { modelOf } from '../../models/shelf.ts';
import { packageFolder, type Standing, standing } from '../../models/shelf-folder.ts';
import type { LampBoard } from '../../state/lamps.ts';
import type { Weights } from './protocol.ts';
import { type OpenSpeech, openSpeech } from './speech.ts';

/** Silero's version 6: on hum, noise and crowds surer than version 5, on voices as quick. */
const NET = { package: '@ricky0123/vad-web', file: 'dist/silero_vad_v6.onnx' } as const;
const LAMP = 'speech';

export interface HouseSpeech {
  readonly config: Pick<Config, 'root' | 'models'>;
  readonly timing: Scheduler;
  /** `road.contextFor('speech')`. */
  readonly context: SourceContext;
  readonly lamps: LampBoard;
  /** Whose voice it is: a body of the show. */
  body(): string;
}

const folderOf = (id: string, { root, models }: HouseSpeech['config']): string | null => {
  const model = modelOf(id);
  const at: Standing = model ? standing(model, root, models) : { is: 'absent' };
  return at.is === 'ready' ? at.folder : null;
};

/** Which languages there are models for, as the folders are now. */
export const weightsIn = (config: HouseSpeech['config']): Partial<Record<Language, Weights>> => {
  const moonshine = folderOf('moonshine-tiny', config);
  const whisper = folderOf('whisper-base', config);
  const byWhisper = (lang: Language): Weights | null =>
    whisper === null ? null : { is: 'whisper', folder: whisper, lang };
  const en: Weights | null =
    moonshine === null ? byWhisper('en') : { is: 'moonshine', folder: moonshine };
  const ko = byWhisper('ko');
  return {
    ...(en && { en }),
    ...(ko && { ko }),
  };
};

/** The ear of a conductor, with the models of its machine. */
export const openHouseSpeech = (parts: HouseSpeech): OpenSpeech => {
  const { config, timing, context, lamps, body } = parts;
  const home = packageFolder(config.root, NET.package) ?? join(config.root, 'node_modules');
  return openSpeech({
    start: threads(threadFile('ear'), timing),
    timing,
    context,
    body,
    net: join(home, NET.file),
    weights: () => weightsIn(config),
    lamp: (text) => lamps.set(LAMP, text && { part: LAMP, level: 'warn', text }),
  });
};
