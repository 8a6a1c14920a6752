import type { Cue, Show } from '#contracts/show';
import { listSeconds, nextIndex, SHORTEST_FADE_S } from './cues.ts';
import { type Path, type Problem, pathText } from './problems.ts';
import type { Located } from './yaml.ts';

type Finding = readonly [code: string, path: Path, what: string, remedy: string];

const placed = (findings: readonly Finding[], file: string, located: Located): Problem[] =>
  findings.map(([code, path, what, remedy]) => ({
    code,
    file,
    ...located.place(path),
    path: pathText(path),
    what,
    remedy,
  }));

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

const cueAdvice = (show: Show, cue: Cue, i: number): Finding[] => {
  const found: Finding[] = [];
  if (!cue.cut && cue.fade.seconds < SHORTEST_FADE_S)
    found.push([
      'show/short-fade',
      ['cues', i, 'fade', 'seconds'],
      `A fade of ${cue.fade.seconds} s is stretched to ${SHORTEST_FADE_S} s, so that nothing cuts.`,
      'If a cut is meant, write `cut: true`.',
    ]);
  if (cue.follow !== 'manual' && nextIndex(show, i) === null)
    found.push([
      'show/follow-nowhere',
      ['cues', i, 'follow'],
      'No cue comes after the last one.',
      'Write `loop: true` above, or leave `follow` out.',
    ]);
  if (cue.follow === 'manual' && cue.postWaitS > 0)
    found.push([
      'show/idle-wait',
      ['cues', i, 'postWaitS'],
      'A post-wait does nothing in a cue that waits for GO.',
      'Write `follow: follow` or `follow: continue`.',
    ]);
  return found;
};

/** What is allowed and probably not meant. */
export const adviceOf = (show: Show, file: string, located: Located): Problem[] => {
  const asked = new Set(show.cues.map((c) => c.scene));
  const unused = Object.keys(show.scenes).filter((name) => !asked.has(name));
  return placed(
    [
      ...unused.map(
        (name): Finding => [
          'show/unused-scene',
          ['scenes', name],
          `No cue shows "${name}".`,
          'Give it a cue, or leave it out.',
        ],
      ),
      ...show.cues.flatMap((cue, i) => cueAdvice(show, cue, i)),
    ],
    file,
    located,
  );
};
