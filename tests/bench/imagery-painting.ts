import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DreamParts, dreamParts, openDream } from '../../conductor/imagery/dream/engine.ts';
import type { Engine, PaintRequest } from '../../conductor/imagery/engine.ts';
import { LOOK_AT_REST } from '../imagery/look-at-rest.ts';

/** A memory, and the same memory told by somebody else. */
export type Told = readonly [language: 'en' | 'ko', memory: string, paraphrase: string];

const root = (path: string): string =>
  [new URL(`../../${path}`, import.meta.url), new URL(`../../../${path}`, import.meta.url)]
    .map((url) => fileURLToPath(url))
    .find((file) => exists(file)) ?? path;

const exists = (file: string): boolean => {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
};

const toldIn = (file: string): Told[] =>
  JSON.parse(readFileSync(root(`tests/bench/${file}`), 'utf8')) as Told[];

/** Forty memories in two languages. The lexicon was made beside them and knows their words: see {@link unseen}. */
export const memories = (): Told[] => toldIn('imagery-memories.json');

/** Twenty more by somebody who had no part in the lexicon, written after it. No word may be taken from them. */
export const unseen = (): Told[] => toldIn('imagery-unseen.json');

export const MODELS = root('conductor/imagery/models/dream-matter.onnx').replace(/\/[^/]*$/, '');

/** The engine that ships, ready. */
export const dream = async (): Promise<Engine> => {
  shared ??= dreamParts(MODELS);
  return openDream({ modelsDir: MODELS }, await shared);
};

let shared: Promise<DreamParts> | undefined;

export const told = (text: string): PaintRequest['memory'] => ({
  parts: [{ text, weight: 1 }],
  sketch: [],
});

const REST: Omit<PaintRequest, 'memory'> = {
  lines: 128,
  seed: 7,
  atMs: 0,
  dtS: 0,
  look: LOOK_AT_REST,
  affect: { positive: 0.3, negative: 0.2, arousal: 0.35, confidence: 0.85 },
  movement: { x: 0.5, y: 0.5, energy: 0, surprise: 0 },
  breath: 0.5,
};

/** A request at rest, with what is named changed. */
export const asked = (
  memory: PaintRequest['memory'],
  change: Partial<PaintRequest> = {},
): PaintRequest => ({
  ...REST,
  memory,
  ...change,
});
