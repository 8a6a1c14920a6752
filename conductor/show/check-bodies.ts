import { DEFAULT_BODY, pairId } from '#contracts/ids';
import { MOST_PAIRS } from '../../sensors/synchrony/index.ts';
import { isSync, listensTo, SYNC_SIGNALS } from './pairs.ts';
import type { Path } from './problems.ts';
import { list, type Raw, type Report, record, texts } from './raw.ts';
import { meant } from './shape.ts';

/** The bodies of a show as written, or the one there is where none are. */
export const bodiesOf = (show: Raw): string[] =>
  show.bodies === undefined ? [DEFAULT_BODY] : texts(show.bodies);

const twice = (names: readonly string[], path: Path, report: Report): void => {
  names.forEach((body, i) => {
    if (names.indexOf(body) < i)
      report(
        'show/duplicate-body',
        [...path, i],
        `"${body}" stands here twice.`,
        'Name each body once.',
      );
  });
};

const known = (body: unknown, path: Path, bodies: readonly string[], report: Report): boolean => {
  if (typeof body !== 'string' || bodies.length === 0 || bodies.includes(body)) return true;
  report(
    'show/unknown-body',
    path,
    `"${body}" is not among the bodies of the show.`,
    meant(body, bodies, 'They are'),
  );
  return false;
};

const optional = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Who is listened to by a mapping that listens to two. */
const twoOf = (mapping: Raw, bodies: readonly string[]) => {
  const [body, other] = [optional(mapping.body), optional(mapping.with)];
  return listensTo(
    { from: 'syncMovement', ...(body && { body }), ...(other && { with: other }) },
    bodies,
  );
};

/** Where two bodies are listened to: that there are two. */
const checkTwo = (mapping: Raw, path: Path, bodies: readonly string[], report: Report): void => {
  if (twoOf(mapping, bodies).length === 2) return;
  const { from } = mapping;
  const other = optional(mapping.with);
  if (other !== undefined)
    report(
      'show/same-body',
      [...path, 'with'],
      `"${other}" is both of the two bodies.`,
      'Name another body in `body` or in `with`.',
    );
  else if (bodies.length < 2)
    report(
      'show/lonely-sync',
      [...path, 'from'],
      `"${from}" is between two bodies; the show has one.`,
      'Write the other one into `bodies`, and perhaps a source for it.',
    );
  else
    report(
      'show/lonely-sync',
      [...path, 'from'],
      `"${from}" is between two bodies; of ${bodies.length} it is open which.`,
      `Write \`with:\` and the other body: ${bodies.join(', ')}.`,
    );
};

/** Whom a mapping listens to. */
export const checkListening = (
  mapping: Raw,
  path: Path,
  bodies: readonly string[],
  report: Report,
): void => {
  const isKnown = known(mapping.body, [...path, 'body'], bodies, report);
  const isOtherKnown = known(mapping.with, [...path, 'with'], bodies, report);
  if (isSync(mapping.from)) {
    if (isKnown && isOtherKnown) checkTwo(mapping, path, bodies, report);
  } else if (mapping.with !== undefined && typeof mapping.from === 'string')
    report(
      'show/needless-with',
      [...path, 'with'],
      `"${mapping.from}" is of one body alone.`,
      `Leave \`with\` out; it is for ${SYNC_SIGNALS.join(', ')}.`,
      'with',
    );
};

/** More pairs than are compared would leave mappings that nothing moves. */
const checkPairs = (show: Raw, bodies: readonly string[], report: Report): void => {
  const pairs = new Set<string>();
  for (const entry of Object.values(record(show.scenes)))
    for (const mapping of list(record(entry).map).map(record)) {
      if (!isSync(mapping.from)) continue;
      const who = twoOf(mapping, bodies);
      if (who.length === 2) pairs.add(pairId(who[0], who[1]));
    }
  if (pairs.size > MOST_PAIRS)
    report(
      'show/out-of-range',
      ['scenes'],
      `Mappings listen to ${pairs.size} pairs of bodies.`,
      `At most ${MOST_PAIRS} are compared: listen to fewer.`,
    );
};

/** Everybody whom the show names exists, and once. */
export const checkBodies = (show: Raw, report: Report): void => {
  const bodies = bodiesOf(show);
  twice(texts(show.bodies), ['bodies'], report);
  for (const key of ['heart', 'breath']) known(show[key], [key], bodies, report);
  for (const [name, entry] of Object.entries(record(show.scenes))) {
    const moved = texts(record(entry).moved);
    const path = ['scenes', name, 'moved'];
    twice(moved, path, report);
    moved.forEach((body, i) => {
      known(body, [...path, i], bodies, report);
    });
  }
  checkPairs(show, bodies, report);
};
