import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder, hasData } from '../support/data.ts';

/** Samples of a WAV of 16 bits as sox and LibriVox write it: -1..1, 16 kHz. */
export const pcmOf = (file: string): Float32Array => {
  const bytes = readFileSync(file);
  const from = bytes.indexOf('data') + 8;
  const count = Math.floor((bytes.length - from) / 2);
  return Float32Array.from({ length: count }, (_, i) => bytes.readInt16LE(from + 2 * i) / 32_768);
};

export const hasSox = (): boolean => {
  try {
    execFileSync('sox', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Makes sounds in a folder that is gone afterwards. */
export const withSox = async <T>(
  use: (sox: (...args: string[]) => void, at: (name: string) => string) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-noise-'));
  const sox = (...args: string[]): void =>
    void execFileSync('sox', ['-R', ...args], { stdio: 'ignore' });
  try {
    return await use(sox, (name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const FORM = ['-r', '16000', '-c', '1', '-b', '16'];
const LIBRIVOX = ['speech-en', 'librivox'];
export const hasSpeech = (): boolean => hasData(...LIBRIVOX);
/** The clips that were read aloud, in order. */
export const speechFiles = (): string[] =>
  readdirSync(dataFolder(...LIBRIVOX))
    .filter((name) => name.endsWith('.wav'))
    .sort()
    .map((name) => dataFolder(...LIBRIVOX, name));

/** Seconds of white, pink and humming noise. */
export const NOISES: readonly { readonly name: string; readonly synth: readonly string[] }[] = [
  { name: 'white', synth: ['whitenoise', 'vol', '0.2'] },
  { name: 'pink', synth: ['pinknoise', 'vol', '0.4'] },
  { name: 'hum', synth: ['sine', '50', 'sine', '100', 'sine', '150', 'sine', '250', 'vol', '0.3'] },
];

/** So many people at once who speak backwards, as sox mixes them from the clips, each beginning elsewhere. */
export const crowd = (
  voices: number,
  seconds: number,
  sox: (...args: string[]) => void,
  at: (name: string) => string,
): Float32Array => {
  const files = speechFiles();
  const tracks = Array.from({ length: voices }, (_, v) => {
    const turned = files.map((_, i) => files[(i * 2 + v) % files.length] ?? '');
    const track = at(`voice-${v}.wav`);
    const start = String((v * 3.7) % 17);
    const pitch = String(((v * 130) % 500) - 250);
    sox(
      ...turned,
      ...FORM,
      track,
      'reverse',
      'repeat',
      '9',
      'pitch',
      pitch,
      'trim',
      start,
      String(seconds),
      'norm',
      '-6',
    );
    return track;
  });
  const mixed = at('crowd.wav');
  if (voices === 1) return pcmOf(tracks[0] ?? '');
  sox('-m', ...tracks, ...FORM, mixed, 'norm', '-6');
  return pcmOf(mixed);
};

export const noise = (
  synth: readonly string[],
  seconds: number,
  sox: (...args: string[]) => void,
  at: (name: string) => string,
): Float32Array => {
  const file = at('noise.wav');
  sox('-n', ...FORM, file, 'synth', String(seconds), ...synth);
  return pcmOf(file);
};
