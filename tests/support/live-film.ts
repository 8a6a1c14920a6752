import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FAULTS, type Fault } from './faults.ts';

/** What happens in a film that is really played, at its time. */
export type Happening =
  | { readonly atS: number; readonly is: 'memory'; readonly text: string }
  | { readonly atS: number; readonly is: 'fault'; readonly fault: Fault; readonly forS: number }
  /** The display's connection is cut for so long. */
  | { readonly atS: number; readonly is: 'cut'; readonly forS: number }
  /** The conductor's process is killed; its supervisor starts another. */
  | { readonly atS: number; readonly is: 'kill' };

export const CHANGES = 40;
const FAULT_S = 6;
const CUT_S = 5;

/** Ten thousand words, emoji alone, and nothing: a picture each. */
const ODD = ['The snow fell on the night bus. '.repeat(1_450), '🌻🐕🌇🚌❄️', ''];

/** Memories in two languages, one for each change, and odd ones among them. */
const memories = (): readonly string[] => {
  const file = join(resolve(process.cwd()), 'tests/bench/imagery-memories.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as readonly (readonly [string, string])[];
  const texts = all.map(([, text]) => text);
  return [
    ...ODD.flatMap((odd, i) => [...texts.slice(9 * i, 9 * (i + 1)), odd]),
    ...texts.slice(27),
  ];
};

/** The bad evening of so many seconds: each kind of failure once, far from the times at which it is cut off. */
export const happenings = (seconds: number): readonly Happening[] => {
  const texts = memories();
  const span = (count: number, i: number, share: number): number => ((i + share) * seconds) / count;
  const changes = Array.from({ length: CHANGES }, (_, i) => ({
    atS: span(CHANGES, i, 0.2),
    is: 'memory' as const,
    text: texts[i % texts.length] ?? '',
  }));
  const faults = FAULTS.map((fault, i) => ({
    atS: span(FAULTS.length, i, 0.37),
    is: 'fault' as const,
    fault,
    forS: Math.min(FAULT_S, seconds / 20),
  }));
  const cut = { atS: span(2, 0, 0.61), is: 'cut', forS: CUT_S } as const;
  const kill = { atS: span(2, 1, 0.61), is: 'kill' } as const;
  return [...changes, ...faults, cut, kill].sort((a, b) => a.atS - b.atS);
};

/** A place through a tear and the ground under it, in turn: both show what the engine paints. */
const SHOW = `format: 2
id: film
title: { en: Film, ko: 영화 }
start: auto
loop: true
scenes:
  opening:
    scene: opening
    look: { light: 0.6, open: 0.95, hue: 0.6, swell: 0.5, trail: 0.4, focus: 0.9 }
  relief:
    scene: relief
    look: { light: 0.55, rise: 0.6, rake: 0.6, memory: 1, swell: 0.6, focus: 0.9 }
cues:
  - { number: 1, title: { en: Opening, ko: 열림 }, scene: opening, fade: { seconds: 6 }, postWaitS: 30, follow: follow }
  - { number: 2, title: { en: Relief, ko: 돋을새김 }, scene: relief, fade: { seconds: 6 }, postWaitS: 14, follow: follow }
`;

/** A folder with that show. */
export const filmShow = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-film-'));
  writeFileSync(join(folder, 'show.yaml'), SHOW);
  writeFileSync(join(folder, 'world.md'), 'A place that is remembered, for measuring.\n');
  return folder;
};
