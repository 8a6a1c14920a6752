import { FEATURES, type FeatureName } from '#contracts/feature';
import type { Condition, CueWhen, Show } from '#contracts/show';
import { followSeconds } from '../cues.ts';
import { heardUnder, isSync, listensTo } from '../pairs.ts';
import type { Path } from '../problems.ts';
import { eachCue, type Finding } from './finding.ts';
import { isInEndless, isTogether } from './flow.ts';

/** What a signal cannot leave; null where only what is usual is known. */
const boundsOf = (signal: Condition['signal']): readonly [number, number] | null => {
  if (signal === 'valence') return [-1, 1];
  if (!(signal in FEATURES)) return [0, 1];
  const { unit, range } = FEATURES[signal as FeatureName];
  const whole = range[1] === 1 && (range[0] === 0 || range[0] === -1);
  return unit === '' && whole ? range : null;
};

/** Twice as far out as performers are. */
const usualOf = (signal: Condition['signal']): readonly [number, number] => {
  if (!(signal in FEATURES)) return [-1, 1];
  const [low, high] = FEATURES[signal as FeatureName].range;
  return [low - (high - low), high + (high - low)];
};

const never = (path: Path, what: string, remedy: string): Finding => [
  'show/never',
  path,
  what,
  remedy,
];

const outside = (c: Condition, path: Path): Finding[] => {
  const bounds = boundsOf(c.signal);
  const [low, high] = bounds ?? usualOf(c.signal);
  const is = bounds ? 'is never' : 'is hardly ever';
  if (c.above !== undefined && c.above >= high)
    return [
      never([...path, 'above'], `${c.signal} ${is} above ${c.above}.`, `Write less than ${high}.`),
    ];
  if (c.below !== undefined && c.below <= low)
    return [
      never([...path, 'below'], `${c.signal} ${is} below ${c.below}.`, `Write more than ${low}.`),
    ];
  return [];
};

const condition = (c: Condition, path: Path, show: Show): Finding[] => {
  const found = outside(c, path);
  if (c.confidence >= 1)
    found.push(
      never(
        [...path, 'confidence'],
        'Nothing is surer than certain.',
        'Write less than 1; 0.6 is usual.',
      ),
    );
  if (isSync(c.signal) && show.bodies.length < 2)
    found.push(
      never(
        [...path, 'signal'],
        `"${c.signal}" is between two bodies; the show has one.`,
        'Write the other one into `bodies`, and perhaps a source for it.',
      ),
    );
  return found;
};

/** Two conditions of one cue that exclude each other: of one body, whether it is named or meant. */
const contradictions = (when: CueWhen, path: Path, show: Show): Finding[] => {
  const listened = ({ signal, body }: Condition): string =>
    heardUnder(
      listensTo(body === undefined ? { from: signal } : { from: signal, body }, show.bodies),
    );
  return when.all.flatMap((c, i) =>
    when.all.flatMap((d, n): Finding[] => {
      const isSame = n !== i && d.signal === c.signal && listened(d) === listened(c);
      if (!isSame || c.above === undefined || d.below === undefined || d.below > c.above) return [];
      return [
        never(
          [...path, 'all', n, 'below'],
          `${c.signal} is to be above ${c.above} and below ${d.below} at once.`,
          'Leave one of the two out.',
        ),
      ];
    }),
  );
};

const times = (when: CueWhen, path: Path): Finding[] => {
  const { elseAfterS, notBeforeS, forS } = when;
  if (elseAfterS === undefined) return [];
  if (notBeforeS >= elseAfterS)
    return [
      never(
        [...path, 'notBeforeS'],
        `It calls itself after ${elseAfterS} s whatever is felt, and not before ${notBeforeS} s: feeling has no say.`,
        `Write less than ${elseAfterS} s, or a longer \`elseAfterS\`.`,
      ),
    ];
  if (forS >= elseAfterS)
    return [
      never(
        [...path, 'forS'],
        `What is felt must last ${forS} s, and after ${elseAfterS} s it calls itself anyhow.`,
        `Write less than ${elseAfterS} s, or a longer \`elseAfterS\`.`,
      ),
    ];
  return [];
};

/** How long a cue stands by before another thing calls it; null where nothing does. */
const calledAfterS = (show: Show, i: number): number | null => {
  if (isTogether(show, i)) return 0;
  if (i === 0) return show.start === 'auto' ? 0 : null;
  const before = show.cues[i - 1];
  return before ? followSeconds(before) : null;
};

const passedBy = (show: Show, i: number, when: CueWhen, path: Path): Finding[] => {
  if (isInEndless(show, i))
    return [
      [
        'show/when-idle',
        path,
        'Inside this group the cue after the group stands by, so this one never calls itself.',
        'Take it out of the group, or leave `when` out.',
      ],
    ];
  const called = calledAfterS(show, i);
  const earliest = Math.max(when.notBeforeS, when.forS);
  if (called === null || called > earliest) return [];
  return [
    [
      'show/when-idle',
      path,
      `It is called ${called} s after it stands by, before what is felt can call it.`,
      'Let the cue before wait for GO (`follow: manual`), or leave `when` out.',
    ],
  ];
};

const cues = eachCue((cue, i, show) => {
  const { when } = cue;
  if (!when) return [];
  const path = ['cues', i, 'when'];
  return [
    ...when.all.flatMap((c, n) => condition(c, [...path, 'all', n], show)),
    ...contradictions(when, path, show),
    ...times(when, path),
    ...passedBy(show, i, when, path),
  ];
});

/** Feeling that is taken from the decoders and never given back. */
const held = (show: Show): Finding[] => {
  const at = show.cues.findLastIndex((cue) => cue.affect !== undefined);
  const affect = show.cues[at]?.affect;
  const taken = affect?.mode === 'hold' || affect?.mode === 'manual';
  if (!taken || affect.backS !== undefined || at === show.cues.length - 1) return [];
  return [
    [
      'show/held-for-good',
      ['cues', at, 'affect'],
      'From here to the end nobody gives the feeling back to the decoders.',
      'Write `backS`, or a later cue with `affect: { mode: live }`.',
    ],
  ];
};

/** Points of the trajectory that come after their cue is over. */
const points = (show: Show): Finding[] =>
  (show.trajectory?.points ?? []).flatMap((point, n) => {
    const i = show.cues.findIndex((cue) => cue.number === point.cue);
    const cue = show.cues[i];
    const lasts = cue ? followSeconds(cue) : null;
    const next = show.cues[i + 1];
    const overS = lasts === null ? null : lasts + (next?.preWaitS ?? 0);
    if (!cue || !next || overS === null || point.afterS <= overS) return [];
    return [
      [
        'show/late-point',
        ['trajectory', 'points', n, 'afterS'],
        `Cue ${cue.number} is over after ${overS} s.`,
        `Write at most ${overS}, or name a later cue.`,
      ],
    ];
  });

/** What is wrong with what is felt, intended or waited for. */
export const feeling = (show: Show): readonly Finding[] => [
  ...cues(show),
  ...held(show),
  ...points(show),
];
