import { MEMORY_CHARACTERS } from '#contracts/picture';
import type { Show, ShowMemory } from '#contracts/show';
import { eachCue, type Finding } from './finding.ts';

/** A PANIC that takes longer is none. */
const LONGEST_PANIC_S = 3;

/**
 * What an engine that reads prompts is asked at most to read for one memory: 75 tokens are one chunk of such an
 * engine, and every chunk of it is read anew with every world.
 */
export const PROMPT_TOKENS = 7_500;

/** Written in Latin letters a token is about four characters; of Hangul and the like each is one. */
export const tokensOf = (text: string): number => {
  let wide = 0;
  for (const letter of text) if ((letter.codePointAt(0) ?? 0) > 0x2e80) wide++;
  return Math.ceil((text.length - wide) / 4 + wide);
};

const wordsOf = ({ text }: ShowMemory): string[] =>
  typeof text === 'string' ? [text] : [text.en, text.ko];

const budget = (show: Show): Finding[] =>
  Object.entries(show.memories).flatMap(([name, memory]): Finding[] => {
    const words = wordsOf(memory);
    const path = ['memories', name, 'text'];
    const characters = words.reduce((sum, w) => sum + w.length, 0);
    const tokens = words.reduce((sum, w) => sum + tokensOf(w), 0);
    if (characters > MEMORY_CHARACTERS)
      return [
        [
          'show/over-budget',
          path,
          `It has ${characters} characters; ${MEMORY_CHARACTERS} are read and painted.`,
          'Shorten it: what lies beyond is let go.',
        ],
      ];
    if (tokens <= PROMPT_TOKENS) return [];
    return [
      [
        'show/over-budget',
        path,
        `It has about ${tokens} tokens; the budget of an engine is ${PROMPT_TOKENS}.`,
        'Shorten it, or divide it among several memories.',
      ],
    ];
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
  const played = new Set(
    lines.flatMap((line) => line.sounds.map((s) => (s.do === 'play' ? s.sound : undefined))),
  );
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

const standing = (show: Show): Finding[] =>
  Object.entries(show.standing).flatMap(([state, look]): Finding[] => {
    if (!look) return [];
    const acts = [look.sounds, look.osc, look.midi, look.shutters].some((l) => l.length > 0);
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
];
