import type { Change, Plain } from './data.ts';

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const groupsNaming = (show: Plain, number: string, to: string): Change[] =>
  Object.entries(isPlain(show.groups) ? show.groups : {}).flatMap(([id, group]) =>
    (['from', 'to'] as const).flatMap((end): Change[] =>
      isPlain(group) && group[end] === number
        ? [{ kind: 'put', path: ['groups', id, end], value: to }]
        : [],
    ),
  );

const pointsNaming = (show: Plain, number: string, to: string): Change[] => {
  const points = isPlain(show.trajectory) ? show.trajectory.points : null;
  return (Array.isArray(points) ? points : []).flatMap((point, i): Change[] =>
    isPlain(point) && point.cue === number
      ? [{ kind: 'put', path: ['trajectory', 'points', i, 'cue'], value: to }]
      : [],
  );
};

/** Everything in the file that has to say another number when the cue at this place does. */
export const renumbered = (show: Plain, at: number, number: string, to: string): Change[] => [
  { kind: 'put', path: ['cues', at, 'number'], value: to },
  ...groupsNaming(show, number, to),
  ...pointsNaming(show, number, to),
];
