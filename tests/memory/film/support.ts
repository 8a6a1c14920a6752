import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COURSE_HZ, type Course, Remembrance } from '#contracts/remembrance';
import { type LoadedShow, loadShow } from '../../../conductor/show/load.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A memory of the fixtures. */
export const memoryOf = (name: 'garden' | 'bus'): Remembrance => {
  const file = new URL(`../../fixtures/memories/${name}/memory.json`, import.meta.url);
  return Remembrance.parse(JSON.parse(readFileSync(file, 'utf8')));
};

export const showOf = (name: string): Promise<LoadedShow> => loadShow(`${ROOT}/shows/${name}`);

export interface Felt {
  readonly positive: (s: number) => number;
  readonly negative: (s: number) => number;
  readonly arousal: (s: number) => number;
}

/** A course of `seconds` in which nobody moves or is heard to breathe; feeling as given. */
export const courseOf = (seconds: number, felt: Partial<Felt> = {}): Course => {
  const n = Math.round(seconds * COURSE_HZ);
  const list = (of: (s: number) => number): number[] =>
    Array.from({ length: n }, (_, i) => Math.min(1, Math.max(0, of(i / COURSE_HZ))));
  const flat = (v: number) => list(() => v);
  const [positive, negative, arousal] = [
    list(felt.positive ?? (() => 0.4)),
    list(felt.negative ?? (() => 0.3)),
    list(felt.arousal ?? (() => 0.4)),
  ];
  return {
    positive,
    negative,
    arousal,
    confidence: flat(0.7),
    decoded: { positive, negative, arousal },
    reported: { pleasant: flat(0), painful: flat(0) },
    breath: flat(0.5),
    beats: flat(0),
    moved: { x: flat(0.5), y: flat(0.5), energy: flat(0) },
  };
};

/** The first seconds of a course. */
export const firstOf = (course: Course, seconds: number): Course =>
  JSON.parse(JSON.stringify(course), (_, value) =>
    Array.isArray(value) ? value.slice(0, Math.round(seconds * COURSE_HZ)) : value,
  );
