import type { EncodedTrack } from '#contracts/keepsake';
import type { FilmSound } from './job.ts';
import type { FilmPage } from './page.ts';

/** The music comes with the light and goes with it. */
const RISE_S = 2;
const FALL_S = 4;

/** Bytes as base64. */
const text = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The sound of a film of so many seconds, encoded; null: there is none. */
export const soundOf = async (
  page: FilmPage,
  sound: FilmSound,
  seconds: number,
): Promise<EncodedTrack | null> => {
  if (sound.kind === 'none') return null;
  const fades = {
    seconds,
    level: 1,
    riseS: sound.isDry ? 0 : RISE_S,
    fallS: sound.isDry ? 0 : FALL_S,
  };
  if (sound.kind === 'file') return page.sound({ ...fades, file: text(sound.bytes) });
  const { data, channels, rateHz } = sound;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return page.sound({ ...fades, samples: { data: text(bytes), channels, rateHz } });
};
