import type { Path } from './problems.ts';
import { list, own, type Raw, type Report, record } from './raw.ts';
import { meant } from './shape.ts';

interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const endOf = (
  group: Raw,
  key: 'from' | 'to',
  path: Path,
  numbers: readonly string[],
  report: Report,
): number | null => {
  const number = group[key];
  if (typeof number !== 'string') return null;
  const index = numbers.indexOf(number);
  if (index >= 0) return index;
  report(
    'show/unknown-cue',
    [...path, key],
    `There is no cue "${number}".`,
    meant(number, [...numbers], 'There are'),
  );
  return null;
};

/** Its ends exist and stand in order; together, at most one of its cues has a scene. */
const checkGroup = (
  name: string,
  group: Raw,
  cues: readonly Raw[],
  numbers: readonly string[],
  report: Report,
): Span | null => {
  const path = ['groups', name];
  const from = endOf(group, 'from', path, numbers, report);
  const to = endOf(group, 'to', path, numbers, report);
  if (from === null || to === null) return null;
  if (from > to) {
    report(
      'show/group-order',
      [...path, 'to'],
      `Cue ${numbers[to]} stands before cue ${numbers[from]} in the list.`,
      `Write \`from: ${numbers[to]}\` and \`to: ${numbers[from]}\`.`,
    );
    return null;
  }
  if (group.mode === 'together') checkTogether(group, path, cues.slice(from, to + 1), report);
  return { name, from, to };
};

const checkTogether = (group: Raw, path: Path, cues: readonly Raw[], report: Report): void => {
  const seen = cues.filter((cue) => cue.scene !== undefined).map((cue) => String(cue.number));
  if (seen.length > 1)
    report(
      'show/two-scenes',
      [...path, 'mode'],
      `Cues ${seen.join(' and ')} are called together and each has a scene.`,
      'Leave the scene out of all but one of them, or write `mode: list`.',
      'mode',
    );
  if (group.times !== undefined && group.times !== 1)
    report(
      'show/needless-key',
      [...path, 'times'],
      'Cues that are called together run once.',
      'Leave `times` out, or write `mode: list`.',
      'times',
    );
};

/** Two groups share cues only where one lies inside the other, and is not the same. */
const crosses = (a: Span, b: Span): boolean => {
  const apart = a.to < b.from || b.to < a.from;
  const same = a.from === b.from && a.to === b.to;
  const inside = (x: Span, y: Span): boolean => x.from >= y.from && x.to <= y.to;
  return !apart && (same || (!inside(a, b) && !inside(b, a)));
};

/** Groups are cues next to each other, in order, and do not cross. */
export const checkGroups = (show: Raw, report: Report): void => {
  const groups = record(show.groups);
  const cues = list(show.cues).map(record);
  const numbers = cues.map((cue) => (typeof cue.number === 'string' ? cue.number : ''));
  const spans = Object.keys(groups).flatMap((name) => {
    const span = checkGroup(name, record(own(groups, name)), cues, numbers, report);
    return span ? [span] : [];
  });
  spans.forEach((span, i) => {
    const other = spans.slice(0, i).find((before) => crosses(before, span));
    if (other)
      report(
        'show/groups-cross',
        ['groups', span.name],
        `This group and "${other.name}" share some of their cues, but not all.`,
        'Let one end before the other begins, or put one inside the other.',
        span.name,
      );
  });
};
