import type { Text } from '#contracts/ids';
import { MUSIC } from '../words/telling.ts';

/** What the chooser shows. */
export const TUNE_TYPES = 'audio/*,.mid,.midi';
/** Larger is no piece of music that belongs to a memory. */
export const TUNE_BYTES = 64 * 1024 * 1024;

/** Why a file is not handed over at all; null: it may be. */
export const refusalOf = (file: { readonly type: string; readonly size: number }): Text | null => {
  if (file.type.startsWith('video/')) return MUSIC.fileFilm;
  if (file.size > TUNE_BYTES) return MUSIC.fileBig;
  const isStrange =
    file.type !== '' && !/^(audio\/|application\/(ogg|octet-stream|x-midi))/.test(file.type);
  return isStrange || file.size === 0 ? MUSIC.fileNot : null;
};

/**
 * Gives the conductor a piece of the visitor's own. Resolves with what is to be said of it; null: the conductor says it
 * itself. Never rejects.
 */
export const handOver = async (file: File, visit: string): Promise<Text | null> => {
  const refusal = refusalOf(file);
  if (refusal) return refusal;
  try {
    const answer = await fetch(`/booth/tune?visit=${encodeURIComponent(visit)}`, {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'application/octet-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
    });
    return answer.ok ? MUSIC.fileTaken : null;
  } catch {
    return MUSIC.fileNot;
  }
};
