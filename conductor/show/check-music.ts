import { bodiesOf } from './check-bodies.ts';
import type { Path } from './problems.ts';
import { list, own, type Raw, type Report, record } from './raw.ts';
import { meant } from './shape.ts';

/** Whoever speaks of music: cues and states of the evening. */
const speakers = (show: Raw): { readonly block: Raw; readonly path: Path }[] => [
  ...list(show.cues).map((cue, i) => ({ block: record(cue), path: ['cues', i] })),
  ...Object.keys(record(show.standing)).map((name) => ({
    block: record(own(record(show.standing), name)),
    path: ['standing', name],
  })),
];

const checkMidi = (to: unknown, devices: Raw, report: Report): void => {
  if (typeof to !== 'string') return;
  const known = Object.keys(devices);
  const kind = Object.hasOwn(devices, to) ? record(own(devices, to)).kind : undefined;
  const path = ['music', 'midi'];
  if (!known.includes(to))
    report(
      'show/unknown-device',
      path,
      `"${to}" is not an entry of \`devices\`.`,
      known.length > 0 ? meant(to, known, 'There are') : 'Write it there.',
    );
  else if (kind !== 'midi')
    report(
      'show/wrong-device',
      path,
      `"${to}" is a device of the kind ${String(kind)}; the music is played on one of the kind midi.`,
      'Name one of that kind.',
    );
};

/** What the show says of the music that answers: whom it answers, where it is played, and that there is some where cues speak of it. */
export const checkMusic = (show: Raw, report: Report): void => {
  const isThere = show.music !== undefined;
  for (const { block, path } of speakers(show)) {
    if (block.music === undefined) continue;
    if (!isThere)
      report(
        'show/no-music',
        [...path, 'music'],
        'The show has no music that answers.',
        'Write `music: {}` into the show, or leave this out.',
        'music',
      );
  }
  if (!isThere) return;
  const { body, midi, silent, instruments } = record(show.music);
  const bodies = bodiesOf(show);
  if (typeof body === 'string' && !bodies.includes(body))
    report(
      'show/unknown-body',
      ['music', 'body'],
      `"${body}" is not among the bodies of the show.`,
      meant(body, bodies, 'There are'),
    );
  checkMidi(midi, record(show.devices), report);
  if (silent === true && midi === undefined)
    report(
      'show/never',
      ['music', 'silent'],
      'The music sounds on no display and on no device: nobody hears it.',
      'Name a device in `midi`, or leave `silent` out.',
    );
  if (Array.isArray(instruments) && instruments.length === 0)
    report(
      'show/never',
      ['music', 'instruments'],
      'Without an instrument there is no music.',
      'Name one, or leave `instruments` out.',
    );
};
