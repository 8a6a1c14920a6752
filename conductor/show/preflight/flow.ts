import type { Cue, Show } from '#contracts/show';
import { fadeSeconds, nextIndex, SHORTEST_FADE_S } from '../cues.ts';
import { spansOf } from '../groups.ts';
import { eachCue, type Finding } from './finding.ts';

const shortFade = eachCue((cue, i) =>
  !cue.cut && cue.scene !== undefined && cue.fade.seconds < SHORTEST_FADE_S
    ? [
        [
          'show/short-fade',
          ['cues', i, 'fade', 'seconds'],
          `A fade of ${cue.fade.seconds} s is stretched to ${SHORTEST_FADE_S} s, so that nothing cuts.`,
          'If a cut is meant, write `cut: true`.',
        ],
      ]
    : [],
);

const follows = eachCue((cue, i, show) => {
  const found: Finding[] = [];
  if (cue.follow !== 'manual' && nextIndex(show, i) === null && !inRounds(show, i))
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
});

/** True for cues of a group that goes round: after its last comes its first. */
const inRounds = (show: Show, i: number): boolean =>
  spansOf(show).some((s) => s.group.times !== 1 && s.from <= i && i <= s.to);

/** True for a cue that is called with the one before it. */
export const isTogether = (show: Show, i: number): boolean =>
  spansOf(show).some((s) => s.group.mode === 'together' && s.from < i && i <= s.to);

/** True inside a group that only GO leaves: what stands by there is the cue after the group. */
export const isInEndless = (show: Show, i: number): boolean =>
  spansOf(show).some(({ group, from, to }) => {
    return group.times === 'until-go' && group.mode === 'list' && from < i && i <= to;
  });

/** GO leaves a group that goes round until GO: what waits in it keeps it from going round. */
const stuckGroups = (show: Show): Finding[] =>
  spansOf(show).flatMap(({ id, group, from, to }) => {
    if (group.times !== 'until-go' || group.mode !== 'list') return [];
    const at = show.cues.findIndex((c, i) => i >= from && i <= to && c.follow === 'manual');
    const cue = show.cues[at];
    if (!cue) return [];
    const stuck: Finding = [
      'show/group-stuck',
      ['groups', id, 'times'],
      `Cue ${cue.number} waits for GO, and GO leaves this group: it never goes round.`,
      'Give every cue in it a `follow`, or a number of `times`.',
    ];
    const after = show.cues[at + 1];
    if (at === to || !after) return [stuck];
    const lost: Finding = [
      'show/unreachable',
      ['cues', at + 1, 'number'],
      `GO leaves the group "${id}" before cue ${after.number}: only a call by its number reaches it.`,
      `Give cue ${cue.number} a \`follow\`, or end the group there.`,
    ];
    return [stuck, lost];
  });

const waitAfter = (show: Show, i: number): number => {
  const cue = show.cues[i];
  const next = show.cues[i + 1];
  return (cue?.postWaitS ?? 0) + (next?.preWaitS ?? 0);
};

/** A picture that the next cue takes over before it has arrived. */
const cutShort = eachCue((cue, i, show) => {
  const next = show.cues[i + 1];
  const goesOn = cue.follow === 'continue' && cue.scene !== undefined;
  if (!goesOn || next?.scene === undefined || isTogether(show, i + 1)) return [];
  const wait = waitAfter(show, i);
  if (wait === 0)
    return [
      [
        'show/unseen-cue',
        ['cues', i, 'follow'],
        `Cue ${next.number} starts in the same moment: nobody sees the picture of cue ${cue.number}.`,
        'Write `follow: follow`, or a `postWaitS`.',
      ],
    ];
  if (wait >= fadeSeconds(cue)) return [];
  return [
    [
      'show/fade-cut-short',
      ['cues', i, 'fade', 'seconds'],
      `The fade takes ${fadeSeconds(cue)} s, and cue ${next.number} starts after ${wait} s: the picture never arrives.`,
      `Write at most ${wait} s, or \`follow: follow\`.`,
    ],
  ];
});

/** Cues that call each other round a group in no time. */
const groupInNoTime = (show: Show): Finding[] =>
  spansOf(show).flatMap(({ id, group, from, to }) => {
    if (group.times === 1 || group.mode !== 'list') return [];
    const cues = show.cues.slice(from, to + 1);
    const takesTime = (c: Cue): boolean =>
      c.follow === 'manual' || c.preWaitS > 0 || c.postWaitS > 0 || c.follow === 'follow';
    if (cues.some(takesTime)) return [];
    return [
      [
        'show/no-time',
        ['groups', id],
        'Its cues continue into each other in no time, round and round.',
        'Give one of them a `postWaitS`.',
      ],
    ];
  });

const emptyCues = eachCue((cue, i) => {
  const acts = [cue.sounds, cue.osc, cue.midi, cue.shutters, cue.outputs].some(
    (list) => list.length > 0,
  );
  const does = cue.scene ?? cue.affect ?? cue.master ?? cue.engine;
  if (acts || does !== undefined) return [];
  return [
    [
      'show/empty-cue',
      ['cues', i],
      `Cue ${cue.number} does nothing.`,
      'Give it a scene or something to do, or take it out.',
    ],
  ];
});

/** What is wrong with the order and the waits of the list. */
export const flow = (show: Show): readonly Finding[] => [
  ...shortFade(show),
  ...follows(show),
  ...stuckGroups(show),
  ...cutShort(show),
  ...groupInNoTime(show),
  ...emptyCues(show),
];
