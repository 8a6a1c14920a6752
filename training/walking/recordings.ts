import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One person's walk after one film or piece of music. */
export interface Walk {
  readonly person: string;
  /** -1 sad, 0 neutral, 1 happy. */
  readonly emotion: number;
  /** m/s^2 without gravity, three axes a sample. */
  readonly acc: Float32Array;
  /** rad/s. */
  readonly gyro: Float32Array;
}

/** Data that this reads. */
export const WALKING = 'walking-emotion-watch';
/** The files hold no times. */
export const WALKING_HZ = 25;

const RADIANS = Math.PI / 180;
const [EMOTION, ACC, GYRO] = [1, 2, 5] as const;

const lanes = (rows: readonly number[][], from: number, scale: number): Float32Array =>
  Float32Array.from(rows.flatMap((row) => [0, 1, 2].map((k) => (row[from + k] ?? 0) * scale)));

/** `mo_ew10_accdata_30_1_108-1033.csv.gz` is EW10's walk: the second word names the person. */
const personOf = (file: string): string => file.split('_')[1] ?? file;

const walksIn = (folder: string, file: string): Walk[] => {
  const text = gunzipSync(readFileSync(join(folder, file))).toString('utf8');
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(',').map(Number))
    .filter((row) => row.length >= GYRO + 3 && row.every(Number.isFinite));
  const emotions = [...new Set(rows.map((row) => row[EMOTION] ?? 0))];
  return emotions.map((emotion) => {
    const own = rows.filter((row) => row[EMOTION] === emotion);
    const [acc, gyro] = [lanes(own, ACC, 1), lanes(own, GYRO, RADIANS)];
    return { person: personOf(file), emotion, acc, gyro };
  });
};

/** Every walk, by person, in the order they were taken; each person has one of each emotion. */
export const walks = (data: string): Walk[] => {
  const folder = join(data, WALKING, 'walking_data');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.csv.gz'))
    .sort()
    .flatMap((file) => walksIn(folder, file));
};
