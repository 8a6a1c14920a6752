import { bodiesOf } from './check-bodies.ts';
import type { Path } from './problems.ts';
import { list, type Raw, type Report, record } from './raw.ts';
import { meant } from './shape.ts';

const DIMENSIONS = ['positive', 'negative', 'arousal'];

const checkPoint = (
  point: Raw,
  path: Path,
  cues: readonly string[],
  seen: Set<string>,
  report: Report,
): void => {
  const { cue, afterS } = point;
  if (typeof cue === 'string' && !cues.includes(cue))
    report(
      'show/unknown-cue',
      [...path, 'cue'],
      `There is no cue "${cue}".`,
      meant(cue, [...cues], 'There are'),
    );
  if (!DIMENSIONS.some((name) => point[name] !== undefined))
    report(
      'show/empty-point',
      path,
      'Nothing is intended here.',
      `Write at least one of ${DIMENSIONS.join(', ')}.`,
    );
  const place = `${String(cue)} + ${String(afterS ?? 0)} s`;
  if (seen.has(place))
    report(
      'show/duplicate-point',
      path,
      `A point at ${place} is there already.`,
      'Write one point for each moment.',
    );
  seen.add(place);
};

/** What the makers intend: its cues and its body exist, and every point says something. */
export const checkTrajectory = (show: Raw, report: Report): void => {
  const trajectory = record(show.trajectory);
  const bodies = bodiesOf(show);
  const { body } = trajectory;
  if (typeof body === 'string' && bodies.length > 0 && !bodies.includes(body))
    report(
      'show/unknown-body',
      ['trajectory', 'body'],
      `"${body}" is not among the bodies of the show.`,
      meant(body, bodies, 'They are'),
    );
  const cues = list(show.cues)
    .map((cue) => record(cue).number)
    .filter((number) => typeof number === 'string');
  const seen = new Set<string>();
  list(trajectory.points).forEach((point, i) => {
    checkPoint(record(point), ['trajectory', 'points', i], cues, seen, report);
  });
};
