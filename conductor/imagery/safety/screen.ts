import type { EngineInfo } from '../engine.ts';
import type { PictureFile } from '../file.ts';
import { openJudge } from './judge.ts';
import { isFit } from './scores.ts';

/** The safety gate for pictures that are made one by one, in this process. */
export interface Screen {
  /** What cannot be looked at is not fit. */
  isFit(file: PictureFile): Promise<boolean>;
  close(): Promise<void>;
}

const OPEN: Screen = { isFit: async () => true, close: async () => {} };

/** An engine that need not pass passes. Rejects with a YeounError where one that must cannot be looked at. */
export const openScreen = async (
  { guarded }: Pick<EngineInfo, 'guarded'>,
  modelsDir: string,
): Promise<Screen> => {
  if (!guarded) return OPEN;
  const judge = await openJudge(modelsDir);
  return {
    isFit: async (file) => isFit(await judge.look(file).catch(() => null)),
    close: judge.close,
  };
};
