/** A chord: its root over the tonic, and its tones over the root, semitones. */
export interface Chord {
  readonly root: number;
  readonly tones: readonly number[];
}

/** What a chord does: rest, lead away, lead back. */
export type Role = 'tonic' | 'away' | 'back';

/** A scale, and what its chords do. */
export interface World {
  readonly name: string;
  readonly scale: readonly number[];
  readonly chords: Readonly<Record<Role, readonly Chord[]>>;
  /** How a phrase comes to rest: the chord before the last. */
  readonly cadence: Chord;
}

const MAJ = [0, 4, 7];
const MIN = [0, 3, 7];
const ADD9 = [0, 4, 7, 14];
const MIN9 = [0, 3, 7, 14];
const MAJ7 = [0, 4, 7, 11];
const MIN7 = [0, 3, 7, 10];
const DOM7 = [0, 4, 7, 10];
const HALF = [0, 3, 6, 10];
const SUS4 = [0, 5, 7];
const SUS2 = [0, 2, 7];
const FLAT9 = [0, 4, 7, 10, 13];

const on = (root: number, tones: readonly number[]): Chord => ({ root, tones });

const IONIAN = [0, 2, 4, 5, 7, 9, 11];
const AEOLIAN = [0, 2, 3, 5, 7, 8, 10];

/**
 * Modes by brightness, darkest first: each sharpens one more degree (Persichetti, Twentieth-Century Harmony, 1961).
 * Brighter is heard as happier (Temperley and Tan, Music Perception 30, 2013), major above minor most of all
 * (Gabrielsson and Lindström, in Juslin and Sloboda, Handbook of Music and Emotion, 2010).
 */
export const WORLDS = {
  /** Minor darkened by the chord on its flat second degree. */
  phrygian: {
    name: 'phrygian',
    scale: AEOLIAN,
    chords: {
      tonic: [on(0, MIN), on(0, MIN), on(0, MIN9)],
      away: [on(5, MIN), on(1, MAJ), on(5, MIN), on(5, MIN7)],
      back: [on(7, MIN), on(7, DOM7), on(7, SUS4)],
    },
    cadence: on(7, DOM7),
  },
  aeolian: {
    name: 'aeolian',
    scale: AEOLIAN,
    chords: {
      tonic: [on(0, MIN), on(0, MIN9), on(0, MIN)],
      away: [on(5, MIN), on(8, MAJ), on(5, MIN7), on(2, HALF)],
      back: [on(7, MIN), on(7, DOM7), on(7, SUS4), on(10, MAJ)],
    },
    cadence: on(7, DOM7),
  },
  /** Minor with a door open: the major chord on the fourth degree. */
  dorian: {
    name: 'dorian',
    scale: [0, 2, 3, 5, 7, 9, 10],
    chords: {
      tonic: [on(0, MIN), on(0, SUS2), on(0, MIN9)],
      away: [on(5, MAJ), on(2, MIN7), on(5, SUS2)],
      back: [on(7, MIN7), on(10, MAJ), on(7, SUS4)],
    },
    cadence: on(10, MAJ),
  },
  /** Both feelings, the painful one ahead: minor that remembers major. */
  mourning: {
    name: 'mourning',
    scale: AEOLIAN,
    chords: {
      tonic: [on(0, MIN9), on(0, MIN), on(3, MAJ7)],
      away: [on(5, MAJ), on(8, MAJ7), on(2, HALF), on(3, MAJ7)],
      back: [on(7, SUS4), on(10, MAJ), on(7, DOM7)],
    },
    cadence: on(7, DOM7),
  },
  /** Both feelings, the pleasant one ahead: major with chords of its minor (Schubert's way). */
  longing: {
    name: 'longing',
    scale: IONIAN,
    chords: {
      tonic: [on(0, ADD9), on(0, MAJ), on(9, MIN7)],
      away: [on(5, MIN), on(5, MAJ7), on(2, HALF), on(8, MAJ7)],
      back: [on(7, SUS4), on(7, DOM7), on(7, FLAT9)],
    },
    cadence: on(5, MIN),
  },
  mixolydian: {
    name: 'mixolydian',
    scale: [0, 2, 4, 5, 7, 9, 10],
    chords: {
      tonic: [on(0, MAJ), on(0, ADD9), on(0, SUS2)],
      away: [on(5, MAJ), on(2, MIN7), on(5, ADD9)],
      back: [on(10, MAJ), on(7, MIN7), on(7, SUS4)],
    },
    cadence: on(5, MAJ),
  },
  ionian: {
    name: 'ionian',
    scale: IONIAN,
    chords: {
      tonic: [on(0, MAJ), on(0, ADD9), on(0, MAJ), on(9, MIN)],
      away: [on(5, MAJ), on(5, MAJ7), on(2, MIN7), on(5, ADD9)],
      back: [on(7, MAJ), on(7, SUS4), on(7, DOM7)],
    },
    cadence: on(7, DOM7),
  },
  lydian: {
    name: 'lydian',
    scale: [0, 2, 4, 6, 7, 9, 11],
    chords: {
      tonic: [on(0, MAJ), on(0, ADD9), on(0, MAJ7)],
      away: [on(2, MAJ), on(9, MIN7), on(4, MIN7)],
      back: [on(7, MAJ), on(7, ADD9), on(11, MIN7)],
    },
    cadence: on(7, MAJ),
  },
} as const satisfies Record<string, World>;
export type WorldName = keyof typeof WORLDS;

/** The scale as a chord bends it: each tone from outside takes the place of its neighbour a semitone away. */
export const bent = (scale: readonly number[], chord: Chord): number[] => {
  const tones = chord.tones.map((t) => (chord.root + t) % 12);
  const out = [...scale];
  for (const tone of tones) {
    if (out.includes(tone)) continue;
    const at = out.findIndex((s) => !tones.includes(s) && Math.abs(s - tone) === 1);
    if (at >= 0) out[at] = tone;
  }
  return out.sort((a, b) => a - b);
};
