import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BLOCKS_FILE, TAKE_FILE } from '../../sensors/recording/format.ts';

/** Steps of a stage width that keypoints are kept to: finer than any projector shows. */
const GRID = 4096;
const coarse = (x: number): number => Math.round(x * GRID) / GRID;

const coarser = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  for (let at = 0; at + 4 <= bytes.length; at += 4)
    bytes.writeFloatLE(coarse(bytes.readFloatLE(at)), at);
  return bytes.toString('base64');
};

/** A line as it ships: samples on a grid; what was drawn from them is left out, for it is drawn again. */
const packed = (line: string): string | null => {
  const item = JSON.parse(line) as { t: string; d?: string; kind?: string; at?: number };
  if (item.t === 'event' && item.kind === 'features') return null;
  if (item.t !== 'block' || item.d === undefined) return line;
  return JSON.stringify({ ...item, at: Math.round((item.at ?? 0) * 10) / 10, d: coarser(item.d) });
};

const ABOUT = {
  en: 'SIMULATED. Nobody danced or played this: training/sullae made the dancer and the musician. Keypoints lie on a grid of 1/4096 of the stage; the timeline and the features that were drawn are left out.',
  ko: '가상 녹화입니다. 아무도 춤추거나 연주하지 않았습니다. 무용수와 악사는 training/sullae가 만들었습니다. 관절점은 무대의 1/4096 격자에 놓았고, 타임라인과 거기서 얻은 특징은 뺐습니다.',
};

/** Puts a take into the show, small; returns how many bytes that are. */
export const packTake = (from: string, into: string): number => {
  const head = JSON.parse(readFileSync(join(from, TAKE_FILE), 'utf8')) as object;
  const text = `${JSON.stringify({ ...head, id: 'sullae-simulated', keepHours: null, about: ABOUT }, null, 2)}\n`;
  const lines = readFileSync(join(from, BLOCKS_FILE), 'utf8').trimEnd().split('\n');
  const kept = lines.map(packed).filter((line) => line !== null);
  const small = gzipSync(`${kept.join('\n')}\n`, { level: 9 });
  // The operating system that wrote it is no part of it (RFC 1952: 255 is unknown).
  small[9] = 255;
  writeFileSync(join(into, TAKE_FILE), text);
  writeFileSync(join(into, `${BLOCKS_FILE}.gz`), small);
  return small.length + Buffer.byteLength(text);
};
