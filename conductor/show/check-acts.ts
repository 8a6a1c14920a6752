import { bodiesOf } from './check-bodies.ts';
import { ENGINE_NAMES } from './engine-names.ts';
import type { Path } from './problems.ts';
import { list, own, type Raw, type Report, record } from './raw.ts';
import { meant } from './shape.ts';

/** What of a show is needed to check what a cue does. */
export interface Names {
  readonly memories: readonly string[];
  readonly sounds: readonly string[];
  readonly bodies: readonly string[];
  /** Kind of each device; undefined where it has none yet. */
  readonly devices: ReadonlyMap<string, unknown>;
}

export const namesOf = (show: Raw): Names => ({
  memories: Object.keys(record(show.memories)),
  sounds: Object.keys(record(show.sounds)),
  bodies: bodiesOf(show),
  devices: new Map(
    Object.keys(record(show.devices)).map((name) => {
      const device = record(own(record(show.devices), name));
      return [name, device.kind];
    }),
  ),
});

const among = (
  code: string,
  value: unknown,
  known: readonly string[],
  path: Path,
  entries: string,
  report: Report,
): boolean => {
  if (typeof value !== 'string' || known.includes(value)) return true;
  report(
    code,
    path,
    `"${value}" is not ${entries}.`,
    known.length > 0 ? meant(value, known, 'There are') : 'Write it there.',
  );
  return false;
};

const KINDS = ['osc', 'midi', 'projector'];

const checkDevice = (
  name: unknown,
  kind: string,
  path: Path,
  { devices }: Names,
  report: Report,
): void => {
  const ofKind = [...devices].filter(([, k]) => k === kind).map(([id]) => id);
  const known = [...devices.keys()];
  const there = among('show/unknown-device', name, known, path, 'an entry of `devices`', report);
  if (!there || typeof name !== 'string') return;
  const is = devices.get(name);
  if (is === kind || !KINDS.includes(String(is))) return;
  report(
    'show/wrong-device',
    path,
    `"${name}" is a device of the kind ${is}; here one of the kind ${kind} is told.`,
    ofKind.length > 0 ? `Of that kind are: ${ofKind.join(', ')}.` : `Write one into \`devices\`.`,
  );
};

const BODY = 'among the bodies of the show';

/** What a cue or a standing state does besides its picture: every name in it exists, and is of the right kind. */
export const checkActs = (block: Raw, path: Path, names: Names, report: Report): void => {
  const each = (key: string, check: (item: Raw, at: Path) => void): void =>
    list(block[key]).forEach((item, i) => {
      check(record(item), [...path, key, i]);
    });
  each('osc', (o, at) => checkDevice(o.to, 'osc', [...at, 'to'], names, report));
  each('midi', (m, at) => checkDevice(m.to, 'midi', [...at, 'to'], names, report));
  each('shutters', (s, at) => checkDevice(s.of, 'projector', [...at, 'of'], names, report));
  each('sounds', ({ sound }, at) => {
    const where = 'an entry of `sounds`';
    among('show/unknown-sound', sound, names.sounds, [...at, 'sound'], where, report);
  });
  among(
    'show/unknown-engine',
    block.engine,
    ENGINE_NAMES,
    [...path, 'engine'],
    'an engine',
    report,
  );
  among(
    'show/unknown-memory',
    block.memory,
    names.memories,
    [...path, 'memory'],
    'an entry of `memories`',
    report,
  );
  if (block.memory !== undefined && block.prompt !== undefined)
    report(
      'show/needless-key',
      [...path, 'prompt'],
      'A cue gives one thing to paint: its memory or its prompt.',
      'Leave one of the two out.',
      'prompt',
    );
  checkAffect(record(block.affect), [...path, 'affect'], names, report);
};

const FELT = ['positive', 'negative', 'arousal'];

const checkAffect = (affect: Raw, path: Path, { bodies }: Names, report: Report): void => {
  among('show/unknown-body', affect.body, bodies, [...path, 'body'], BODY, report);
  const said = FELT.filter((name) => affect[name] !== undefined);
  if (affect.mode === 'manual' && said.length === 0)
    report(
      'show/empty-affect',
      path,
      'The feeling is set by hand, and nothing is said of it.',
      `Write at least one of ${FELT.join(', ')}, or \`mode: hold\`.`,
    );
  else if (typeof affect.mode === 'string' && affect.mode !== 'manual' && said.length > 0)
    report(
      'show/needless-key',
      [...path, said[0] ?? ''],
      `In the mode ${affect.mode} nobody reads ${said.join(', ')}.`,
      'Write `mode: manual`, or leave it out.',
      said[0],
    );
};

/** What a cue on feeling waits for: whom, and a range that has a width. */
export const checkWhen = (when: Raw, path: Path, { bodies }: Names, report: Report): void => {
  list(when.all).forEach((item, i) => {
    const condition = record(item);
    const at = [...path, 'all', i];
    among('show/unknown-body', condition.body, bodies, [...at, 'body'], BODY, report);
    const { above, below } = condition;
    if (typeof above === 'number' && typeof below === 'number' && above >= below)
      report(
        'show/never',
        [...at, 'below'],
        `Nothing is above ${above} and below ${below} at once.`,
        'Write the smaller number in `above` and the greater in `below`.',
      );
  });
};

/** What only a picture has: without a scene nobody would see it. */
const OF_PICTURES = ['fade', 'look', 'palette', 'levelCap', 'black', 'cut', 'memory', 'prompt'];

/** A cue or a standing state without a scene leaves the picture as it is: it cannot change it besides. */
export const checkSide = (block: Raw, path: Path, report: Report): void => {
  if (block.scene !== undefined) return;
  for (const key of OF_PICTURES)
    if (block[key] !== undefined)
      report(
        'show/side-cue',
        [...path, key],
        `Without a scene the picture stays as it is, and \`${key}\` changes nothing.`,
        'Name a scene (that of the cue before, if it is to stay), or leave it out.',
        key,
      );
};
