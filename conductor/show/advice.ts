import type { Show } from '#contracts/show';
import { listSeconds } from './cues.ts';
import { feeling } from './preflight/feeling.ts';
import type { Finding } from './preflight/finding.ts';
import { flow } from './preflight/flow.ts';
import { leaving } from './preflight/leaving.ts';
import { light } from './preflight/light.ts';
import { sound } from './preflight/sound.ts';
import { type Problem, pathText } from './problems.ts';
import type { Located } from './yaml.ts';

/** Findings with their places in the file, in the order of the file. */
export const placed = (findings: readonly Finding[], file: string, located: Located): Problem[] =>
  findings
    .map(([code, path, what, remedy]) => ({
      code,
      file,
      ...located.place(path),
      path: pathText(path),
      what,
      remedy,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column);

/** A list that runs round without any time passing would never let a picture be seen. */
export const loopProblems = (show: Show, file: string, located: Located): Problem[] => {
  const endless = show.loop && show.cues.every((c) => c.follow !== 'manual' && c.preWaitS === 0);
  if (!endless || listSeconds(show) !== 0) return [];
  const finding: Finding = [
    'show/endless-loop',
    ['loop'],
    'Every cue continues into the next in no time, round and round.',
    'Give one cue a `postWaitS`, or make it `follow: manual`.',
  ];
  return placed([finding], file, located);
};

/** Every look at a show that is in order: adding one is one function and one line. */
const LOOKS = [flow, feeling, leaving, light, sound];

/** What is allowed and probably not meant. */
export const adviceOf = (show: Show, file: string, located: Located): Problem[] =>
  placed(
    LOOKS.flatMap((look) => look(show)),
    file,
    located,
  );
