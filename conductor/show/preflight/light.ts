import { MEMORY_CHARACTERS } from '#contracts/picture';
import type { Show, ShowMemory } from '#contracts/show';
import { DREAM_READS, readByDream } from '../../imagery/dream/reading.ts';
import { ENGINE_NAMES } from '../engine-names.ts';
import type { Path } from '../problems.ts';
import { eachCue, type Finding } from './finding.ts';

/** A PANIC that takes longer is none. */
const LONGEST_PANIC_S = 3;

const wordsOf = (text: ShowMemory['text']): string[] =>
  typeof text === 'string' ? [text] : [text.en, text.ko];

/** A text that may be painted, where it is written, and the engines that paint it. */
interface Painted {
  readonly path: Path;
  readonly text: ShowMemory['text'];
  readonly engines: ReadonlySet<string>;
}

/** Who paints where no cue has named anybody yet. */
const [FIRST_ENGINE = 'dream'] = ENGINE_NAMES;

/** The engine at each cue: the one it names, else the nearest before it. */
const enginesOf = (show: Show): readonly string[] => {
  let engine: string = FIRST_ENGINE;
  return show.cues.map((cue) => {
    engine = cue.engine ?? engine;
    return engine;
  });
};

const textsOf = (show: Show): readonly Painted[] => {
  const engines = enginesOf(show);
  const usersOf = (name: string): ReadonlySet<string> => {
    const users = [
      ...engines.filter((_, i) => show.cues[i]?.memory === name),
      ...Object.values(show.standing).flatMap((look) =>
        look?.memory === name ? (look.engine ?? engines) : [],
      ),
    ];
    // One that no cue names may still be given by hand.
    return new Set(users.length > 0 ? users : [FIRST_ENGINE]);
  };
  const written = (
    path: Path,
    text: ShowMemory['text'] | undefined,
    by: readonly string[],
  ): Painted[] =>
    text === undefined ? [] : [{ path: [...path, 'prompt'], text, engines: new Set(by) }];
  return [
    ...Object.entries(show.memories).map(([name, { text }]) => ({
      path: ['memories', name, 'text'],
      text,
      engines: usersOf(name),
    })),
    ...show.cues.flatMap(({ prompt }, i) =>
      written(['cues', i], prompt, [engines[i] ?? FIRST_ENGINE]),
    ),
    ...Object.entries(show.standing).flatMap(([state, look]) =>
      written(['standing', state], look?.prompt, look?.engine ? [look.engine] : engines),
    ),
  ];
};

/** What of some texts an engine looks at; null: it says nothing of a budget. */
const readBy = (engine: string, texts: readonly string[]) =>
  engine === 'dream' ? { ...readByDream(texts), budget: DREAM_READS } : null;

const budget = (show: Show): Finding[] =>
  textsOf(show).flatMap(({ path, text, engines }): Finding[] => {
    const words = wordsOf(text);
    const characters = words.reduce((sum, w) => sum + w.length, 0);
    if (characters > MEMORY_CHARACTERS)
      return [
        [
          'show/over-budget',
          path,
          `It has ${characters} characters; ${MEMORY_CHARACTERS} are read and painted.`,
          'Shorten it: what lies beyond is let go.',
        ],
      ];
    return [...engines].flatMap((engine): Finding[] => {
      const reading = readBy(engine, words);
      if (!reading || reading.read >= reading.words) return [];
      const { budget: most } = reading;
      return [
        [
          'show/over-budget',
          path,
          `It has ${reading.words} words; the engine ${engine} looks at ${reading.read} of them: at ${most.words} words and ${most.letters} letters of each text.`,
          'Shorten it, or divide it among several memories.',
        ],
      ];
    });
  });

/** Darkness that nobody wrote as darkness. */
const dark = eachCue((cue, i) => {
  const found: Finding[] = [];
  if (cue.levelCap === 0 && !cue.black)
    found.push([
      'show/unsaid-dark',
      ['cues', i, 'levelCap'],
      'A level cap of 0 is darkness that nobody asked for.',
      'If darkness is meant, write `black: true`.',
    ]);
  if (cue.master?.level === 0 && !cue.black)
    found.push([
      'show/unsaid-dark',
      ['cues', i, 'master', 'level'],
      'It takes the master to 0, and only a hand or another cue brings it back.',
      'If darkness is meant, write `black: true` instead.',
    ]);
  return found;
});

const beats = (show: Show): Finding[] =>
  show.tempo !== undefined
    ? []
    : show.cues.flatMap((cue, i): Finding[] => {
        const path =
          cue.fade.beats !== undefined
            ? ['cues', i, 'fade', 'beats']
            : cue.preWaitBeats !== undefined
              ? ['cues', i, 'preWaitBeats']
              : null;
        if (!path) return [];
        return [
          [
            'show/no-tempo',
            path,
            'Beats count only while a tempo is known, and the show names none.',
            'Write `tempo:` at the top for the time before a clock or a tap is heard.',
          ],
        ];
      });

const panic = (show: Show): Finding[] =>
  show.panicS <= LONGEST_PANIC_S
    ? []
    : [
        [
          'show/slow-panic',
          ['panicS'],
          `PANIC would take ${show.panicS} s to reach black.`,
          `Write at most ${LONGEST_PANIC_S}; for a slow end there is fade-all.`,
        ],
      ];

/** What nobody uses. */
const unused = (show: Show): Finding[] => {
  const standing = Object.values(show.standing).filter((look) => look !== undefined);
  const lines = [...show.cues, ...standing];
  const scenes = new Set(lines.map((line) => line.scene));
  const memories = new Set(lines.map((line) => line.memory));
  const played = new Set([
    ...lines.flatMap((line) => line.sounds.map((s) => (s.do === 'play' ? s.sound : undefined))),
    // Offered to visitors.
    ...(show.booth?.music.map(({ sound }) => sound) ?? []),
  ]);
  const among = (
    code: string,
    key: string,
    names: Readonly<Record<string, unknown>>,
    used: ReadonlySet<string | undefined>,
    verb: string,
  ): Finding[] =>
    Object.keys(names)
      .filter((name) => !used.has(name))
      .map((name) => [
        code,
        [key, name],
        `No cue ${verb} "${name}".`,
        'Give it a cue, or leave it out.',
      ]);
  return [
    ...among('show/unused-scene', 'scenes', show.scenes, scenes, 'shows'),
    ...among('show/unused-memory', 'memories', show.memories, memories, 'names'),
    ...among('show/unused-sound', 'sounds', show.sounds, played, 'plays'),
  ];
};

/** Under this level nobody finds their way. */
const LEAST_SAFE = 0.05;

/** The look of a fire, by which a house is left. */
const darkSafe = ({ standing: { stopped } }: Show): Finding[] => {
  if (!stopped) return [];
  const { black, levelCap, scene, master } = stopped;
  const path: Path = ['standing', 'stopped'];
  const remedy = 'Write a light to walk by: fire shows this look, and nothing may darken it.';
  const level = (scene === undefined ? 1 : levelCap) * (master?.level ?? 1);
  if (!black && level >= LEAST_SAFE) return [];
  return [['show/dark-safe-look', path, 'In a fire the stage would be dark.', remedy]];
};

const standing = (show: Show): Finding[] =>
  Object.entries(show.standing).flatMap(([state, look]): Finding[] => {
    if (!look) return [];
    const acts = [look.sounds, look.osc, look.midi, look.shutters, look.outputs].some(
      (l) => l.length > 0,
    );
    if (acts || (look.scene ?? look.master ?? look.affect ?? look.engine) !== undefined) return [];
    return [
      [
        'show/empty-standing',
        ['standing', state],
        'It changes nothing.',
        'Give it a scene or something to do, or leave it out.',
      ],
    ];
  });

/** What is wrong with light, darkness, tempo and what is not used. */
export const light = (show: Show): readonly Finding[] => [
  ...unused(show),
  ...budget(show),
  ...dark(show),
  ...beats(show),
  ...panic(show),
  ...standing(show),
  ...darkSafe(show),
];
