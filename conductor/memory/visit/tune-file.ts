import type { Text } from '#contracts/ids';

/** A file of the visitor's, held for this visit alone. */
export interface TuneFile {
  readonly kind: TuneKind;
  readonly bytes: Uint8Array;
}

export const TUNE_BYTES = 64 * 1024 * 1024;

export type TuneKind = 'wav' | 'mp3' | 'ogg' | 'flac' | 'mp4' | 'aac' | 'midi';

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
};

const isMp3Frame = (bytes: Uint8Array): boolean => {
  const [a = 0, b = 0] = bytes;
  // Eleven bits of sync, and a layer: ADTS (AAC) has layer 0.
  return a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x06) !== 0;
};
const isAdts = ([a = 0, b = 0]: Uint8Array): boolean => a === 0xff && (b & 0xf6) === 0xf0;

/** Whether an MP4 names a track of pictures (`vide`, the handler of ISO 14496-12, 8.4.3). */
const hasPictures = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = text.indexOf('hdlr'); at >= 0; at = text.indexOf('hdlr', at + 4))
    if (startsWith(bytes, 'vide', at + 12)) return true;
  return false;
};

const isFilm = (bytes: Uint8Array): boolean =>
  (startsWith(bytes, 'RIFF') && startsWith(bytes, 'AVI ', 8)) ||
  (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) ||
  (startsWith(bytes, 'ftyp', 4) && hasPictures(bytes));

/** What a file is by its first bytes, whatever it is called. */
const kindOf = (bytes: Uint8Array): TuneKind | null => {
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WAVE', 8)) return 'wav';
  if (startsWith(bytes, 'ID3') || isMp3Frame(bytes)) return 'mp3';
  if (startsWith(bytes, 'OggS')) return 'ogg';
  if (startsWith(bytes, 'fLaC')) return 'flac';
  if (startsWith(bytes, 'MThd')) return 'midi';
  if (startsWith(bytes, 'ftyp', 4)) return 'mp4';
  return isAdts(bytes) ? 'aac' : null;
};

export const TOO_LARGE: Text = {
  en: 'This file is too large: up to 64 MB of music fit. Choose another, or let the machine answer.',
  ko: '파일이 너무 큽니다. 음악은 64 MB까지 받을 수 있습니다. 다른 곡을 고르거나 기계의 음악에 맡기세요.',
};
export const A_FILM: Text = {
  en: 'This is a film, not music. Choose a sound file, something from the list, or silence.',
  ko: '음악이 아니라 영상 파일입니다. 음악 파일이나 목록에 있는 곡, 또는 침묵을 고르세요.',
};
export const NO_MUSIC: Text = {
  en: 'This file is not music that can be read here (WAV, MP3, OGG, FLAC, M4A, MIDI). Choose another, or silence.',
  ko: '여기서 읽을 수 있는 음악 파일이 아닙니다(WAV, MP3, OGG, FLAC, M4A, MIDI). 다른 파일이나 침묵을 고르세요.',
};

/** A file as music, or why it is none. */
export const tuneOf = (bytes: Uint8Array): TuneFile | Text => {
  if (bytes.byteLength > TUNE_BYTES) return TOO_LARGE;
  if (isFilm(bytes)) return A_FILM;
  const kind = kindOf(bytes);
  return kind && bytes.byteLength > 64 ? { kind, bytes } : NO_MUSIC;
};

export const isTune = (tune: TuneFile | Text): tune is TuneFile => 'bytes' in tune;
