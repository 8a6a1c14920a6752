import type { Cue, CueOsc, Show } from '#contracts/show';
import { nearest } from '../nearest.ts';
import type { Path } from '../problems.ts';
import type { Finding } from './finding.ts';

const MOST_INT = 2 ** 31 - 1;
/** Characters that make an address a pattern: who gets it may take it for many. */
const PATTERN = /[#*,?[\]{}]/;
/** Where a conductor listens when nobody says otherwise. */
const OWN_PORT = 9000;
const HERE = new Set(['127.0.0.1', 'localhost', '::1']);

const message = (osc: CueOsc, path: Path): Finding[] => {
  const found: Finding[] = osc.args.flatMap((arg, i): Finding[] =>
    typeof arg === 'number' && Number.isInteger(arg) && Math.abs(arg) > MOST_INT
      ? [
          [
            'show/osc-range',
            [...path, 'args', i],
            `${arg} does not fit into a whole number of OSC (32 bits).`,
            `Write at most ${MOST_INT}, or as text.`,
          ],
        ]
      : [],
  );
  const sign = PATTERN.exec(osc.address)?.[0];
  if (sign !== undefined)
    found.push([
      'show/osc-address',
      [...path, 'address'],
      `"${sign}" in an address makes it a pattern.`,
      'Write the one address that is meant; values belong into `args`.',
    ]);
  return found;
};

const messages = (show: Show): Finding[] => [
  ...show.onPanic.osc.flatMap((o, n) => message(o, ['onPanic', 'osc', n])),
  ...show.cues.flatMap((cue, i) => cue.osc.flatMap((o, n) => message(o, ['cues', i, 'osc', n]))),
  ...Object.entries(show.standing).flatMap(([state, look]) =>
    (look?.osc ?? []).flatMap((o, n) => message(o, ['standing', state, 'osc', n])),
  ),
];

/** Twice the same place under two names; a device that is this conductor; a password for everybody to read. */
const devices = (show: Show): Finding[] => {
  const seen = new Map<string, string>();
  return Object.entries(show.devices).flatMap(([name, device]) => {
    const path = ['devices', name];
    const found: Finding[] = [];
    const place =
      device.kind === 'midi'
        ? `midi ${device.port}`
        : `${device.kind} ${device.host}:${device.port}`;
    const before = seen.get(place);
    if (before !== undefined)
      found.push([
        'show/twin-device',
        path,
        `"${before}" is at the same place (${place}).`,
        'Keep one of the two.',
      ]);
    seen.set(place, name);
    if (device.kind === 'osc' && HERE.has(device.host) && device.port === OWN_PORT)
      found.push([
        'show/echo',
        [...path, 'port'],
        `Port ${OWN_PORT} of this machine is where the conductor itself listens.`,
        'Write the port of the other program.',
      ]);
    if (device.kind === 'projector' && device.password !== undefined)
      found.push([
        'show/password',
        [...path, 'password'],
        'Whoever gets the show gets the password.',
        'Write it into the patch of the machine instead.',
      ]);
    return found;
  });
};

/** Later cues have pictures, and none of them undoes what this one took. */
const isForGood = (show: Show, i: number, undoes: (cue: Cue) => boolean): boolean => {
  const later = show.cues.slice(i + 1);
  return !later.some(undoes) && later.some((cue) => cue.scene !== undefined && !cue.black);
};

/** A shutter that a cue closes before others show something, and that nobody opens. */
const shutters = (show: Show): Finding[] =>
  show.cues.flatMap((cue, i) =>
    cue.shutters.flatMap((shutter, n): Finding[] => {
      const opens = (c: Cue): boolean => c.shutters.some((s) => s.of === shutter.of && s.open);
      if (shutter.open || !isForGood(show, i, opens)) return [];
      return [
        [
          'show/shut-for-good',
          ['cues', i, 'shutters', n],
          `"${shutter.of}" is closed here and never opened again, and later cues have pictures.`,
          'Open it in a later cue.',
        ],
      ];
    }),
  );

/** A display that a cue leaves without light before others show something, and that nobody lights again. */
const unlit = (show: Show): Finding[] =>
  show.cues.flatMap((cue, i) =>
    cue.outputs.flatMap(({ display, level }, n): Finding[] => {
      const lights = (c: Cue): boolean =>
        c.outputs.some((o) => o.display === display && o.level > 0);
      if (level > 0 || !isForGood(show, i, lights)) return [];
      return [
        [
          'show/unlit-for-good',
          ['cues', i, 'outputs', n],
          `"${display}" is left without light here and gets none again, and later cues have pictures.`,
          'Give it a level in a later cue.',
        ],
      ];
    }),
  );

/** Displays as cues name them, and where. */
const displays = (show: Show): { readonly name: string; readonly path: Finding[1] }[] =>
  show.cues.flatMap((cue, i) => [
    ...cue.outputs.map(({ display }, n) => ({
      name: display,
      path: ['cues', i, 'outputs', n, 'display'],
    })),
    ...cue.sounds.flatMap((s, n) =>
      s.do === 'play' && s.display !== undefined
        ? [{ name: s.display, path: ['cues', i, 'sounds', n, 'display'] }]
        : [],
    ),
  ]);

const withoutDigits = (name: string): string => name.replace(/\d/g, '');

/** A display that is named once, nearly as another that is named more often: which displays there are, no show knows. */
const misspelt = (show: Show): Finding[] => {
  const all = displays(show);
  const times = (name: string): number => all.filter((one) => one.name === name).length;
  return all.flatMap(({ name, path }): Finding[] => {
    const known = [...new Set(all.map((one) => one.name))].filter(
      (other) => times(other) > 1 && withoutDigits(other) !== withoutDigits(name),
    );
    const meant = times(name) === 1 ? nearest(name, known) : null;
    if (meant === null) return [];
    return [
      [
        'show/lone-display',
        path,
        `Only here a display is called "${name}".`,
        `Is it "${meant}"? Each display has the name of its address (?id=).`,
      ],
    ];
  });
};

/** What is wrong with what leaves the house. */
export const leaving = (show: Show): readonly Finding[] => [
  ...messages(show),
  ...devices(show),
  ...shutters(show),
  ...unlit(show),
  ...misspelt(show),
];
