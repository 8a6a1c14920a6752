import { random } from '../../../sensors/random.ts';
import { aimsOf, nextBpm, worldOf } from './aims.ts';
import { type Bar, placedChords, played } from './bar.ts';
import { castOf } from './cast.ts';
import { figured } from './figure.ts';
import { barChance, chordsOf, PHRASE_BARS, planOf, SECTION_PHRASES } from './form.ts';
import { type Ground, grounded } from './ground.ts';
import { sung } from './song.ts';
import type { Tune } from './tune.ts';
import type { Feeling, FeelingAt, Instrument, MusicNote } from './types.ts';
import { bent, WORLDS, type WorldName } from './worlds.ts';

export interface ComposerOptions {
  readonly seed: number;
  readonly instruments: readonly Instrument[];
  readonly tune: Tune;
  /** Key of a theme, 0 C .. 11 B: the first section stands in it; null: the seed decides. */
  readonly tonic?: number | null;
  /** Seconds at which it begins; 0 where absent. */
  readonly fromS?: number;
}

/** Where the music is, between two bars. */
export interface Standing {
  readonly bar: number;
  readonly atS: number;
  readonly bpm: number;
  readonly section: number;
  readonly phrase: number;
  /** Bar of the phrase that comes next. */
  readonly place: number;
  readonly ground: Ground;
  readonly end: 'none' | 'phrase' | 'last' | 'over';
}

/** One bar as it was written. */
export interface Written {
  readonly atS: number;
  readonly lastsS: number;
  readonly bpm: number;
  readonly world: WorldName;
  readonly notes: readonly MusicNote[];
}

export const beginning = ({ fromS = 0 }: ComposerOptions): Standing => ({
  bar: 0,
  atS: fromS,
  bpm: 0,
  section: 0,
  phrase: 0,
  place: 0,
  ground: { voicing: [], bass: null },
  end: 'none',
});

/** The last bar of a phrase gives a little; more when it is calm. */
const RUBATO = [1, 0.985, 0.99, 1.03] as const;

/** Bars of silence after a phrase: where it is calm, or nobody is sure. */
const breathBars = (felt: Feeling, isSection: boolean, chance: number): number => {
  if (felt.confidence < 0.2) return 2;
  if (felt.confidence < 0.45) return 1;
  const calm = felt.arousal < 0.3 ? 0.35 : felt.arousal < 0.55 ? 0.12 : 0;
  return chance < calm + (isSection ? 0.2 : 0) * (1 - felt.arousal) ? 0.5 : 0;
};

const nextPlace = (s: Standing): Pick<Standing, 'place' | 'phrase' | 'section'> => {
  if (s.place + 1 < PHRASE_BARS) return { ...s, place: s.place + 1 };
  const isSection = s.phrase + 1 >= SECTION_PHRASES;
  return {
    place: 0,
    phrase: isSection ? 0 : s.phrase + 1,
    section: isSection ? s.section + 1 : s.section,
  };
};

/** Writes the next bar. Pure: the same options, standing and feeling give the same bar. */
export const writeBar = (
  options: ComposerOptions,
  s: Standing,
  felt: Feeling,
): { readonly written: Written; readonly next: Standing } => {
  const { seed, tune } = options;
  const aims = aimsOf(felt);
  const bpm = s.bpm === 0 ? aims.bpm : nextBpm(s.bpm, aims.bpm);
  const isLast = s.end === 'last';
  const name = worldOf(aims, barChance(seed, s.section, s.phrase, s.place));
  const world = WORLDS[name];
  const cast = castOf(seed, s.section, options.instruments, options.tonic ?? null);
  const plan = planOf(seed, s.section, s.phrase);
  const ending = s.end === 'phrase' ? { ...plan, closes: true } : plan;
  const chords = isLast
    ? world.chords.tonic.slice(0, 1)
    : chordsOf(ending, s.place, world, aims.chords);
  const { beats } = tune;
  const lastsS = ((60 * beats) / bpm) * (isLast ? 1.12 : (RUBATO[s.place] ?? 1));
  const bar: Bar = {
    seed,
    number: s.bar,
    section: s.section,
    phrase: s.phrase,
    place: s.place,
    beats,
    atS: s.atS,
    lastsS,
    cast,
    aims,
    world,
    chords: placedChords(chords, beats, cast.tonic, (chord) => bent(world.scale, chord)),
    isLast,
  };
  const { drawn, after } = grounded(bar, s.ground);
  const notes = played(bar, [...drawn, ...figured(bar), ...sung(bar, tune)]);
  const ends = s.place === PHRASE_BARS - 1;
  const isSection = ends && s.phrase === SECTION_PHRASES - 1;
  const chance = random(seed, `breath-${s.bar}`).next();
  const silent = ends && s.end === 'none' ? breathBars(felt, isSection, chance) * lastsS : 0;
  const end = isLast ? 'over' : s.end === 'phrase' && s.place >= PHRASE_BARS - 2 ? 'last' : s.end;
  const next: Standing = {
    ...s,
    ...nextPlace(s),
    bar: s.bar + 1,
    atS: s.atS + lastsS + silent,
    bpm,
    ground: after,
    end,
  };
  return { written: { atS: s.atS, lastsS, bpm, world: name, notes }, next };
};

/** Writes ahead of the time, bar by bar. */
export interface Composer {
  /** All notes of the bars that begin before a time and were not asked for yet. */
  next(untilS: number, feelingAt: FeelingAt): MusicNote[];
  /** Comes to its end with this phrase. */
  end(): void;
  /** Where the next bar begins; null: it is over. */
  readonly nextS: number | null;
}

/** Feeling is asked for in the first third of a bar: what happens later is the next bar's. */
const ASKED_AT = 0.3;

export const composer = (options: ComposerOptions): Composer => {
  let standing = beginning(options);
  return {
    next(untilS, feelingAt) {
      const notes: MusicNote[] = [];
      while (standing.end !== 'over' && standing.atS < untilS) {
        const barS = standing.bpm > 0 ? (60 * options.tune.beats) / standing.bpm : 0;
        const { written, next } = writeBar(
          options,
          standing,
          feelingAt(standing.atS + ASKED_AT * barS),
        );
        notes.push(...written.notes);
        standing = next;
      }
      return notes;
    },
    end() {
      if (standing.end === 'none')
        standing = { ...standing, end: standing.bar === 0 ? 'over' : 'phrase' };
    },
    get nextS() {
      return standing.end === 'over' ? null : standing.atS;
    },
  };
};
