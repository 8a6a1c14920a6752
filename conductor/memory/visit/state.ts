import type { Booth } from '#contracts/booth';
import type { Id, Text } from '#contracts/ids';
import type {
  Age,
  Ending,
  FILM_STATES,
  Language,
  Marked,
  MemoryKind,
  Stroke,
  Tune,
  VisitAct,
  VisitStep,
} from '#contracts/visit';
import type { Kept } from '../parts.ts';
import { type Words, wordless } from './words.ts';

/** A kind sentence and what it is about: it goes when that is in order again. */
export interface Trouble {
  readonly of: 'sketch' | 'words' | 'hearing' | 'tune' | 'film' | 'keep' | 'show';
  readonly text: Text;
}

/** How the booth stands: nobody, or one visit from its first touch to its farewell. Words are in it: it is told to nobody as it is. */
export interface VisitState {
  /** Random, of this visit; null: nobody is there. */
  readonly visit: Id | null;
  /** The booth page that holds it. */
  readonly booth: Id | null;
  /** A recorded visitor, who gives way to everybody and of whom nothing is kept. */
  readonly recorded: boolean;
  /** Chance of the world that is made of it. */
  readonly seed: number;
  readonly step: VisitStep;
  readonly lang: Language;
  readonly sinceMs: number;
  /** Until when the step runs by itself; null: until it is left. */
  readonly untilMs: number | null;
  /** The last touch, voice or key. */
  readonly touchedMs: number;
  /** When it goes back to its beginning; null: that is not near. */
  readonly leavesMs: number | null;
  /** Since when its page is gone; null: it is there. */
  readonly lostMs: number | null;
  /** Since when the stage is not the show's: the visit waits; null: it does not. */
  readonly waitsMs: number | null;
  readonly help: boolean;
  readonly age: Age | null;
  readonly consent: readonly MemoryKind[];
  readonly words: Words;
  readonly listening: boolean;
  readonly voice: boolean;
  /** Which question is asked, and what was answered, by id. */
  readonly question: number;
  readonly answers: Readonly<Record<Id, Words>>;
  readonly strokes: readonly Stroke[];
  readonly redo: readonly Stroke[];
  readonly tune: Tune | null;
  /** True: a file of the visitor's is here. */
  readonly hasFile: boolean;
  readonly worn: readonly Id[];
  readonly marked: Marked;
  readonly film: { readonly state: (typeof FILM_STATES)[number]; readonly progress: number };
  /** What was asked for at the end, while it is done; null: nothing yet. */
  readonly ending: Ending | null;
  readonly kept: Kept | null;
  /** True: of what was given nothing is held any more. */
  readonly letGo: boolean;
  readonly trouble: Trouble | null;
  /** When the picture was last given the memory, and since when that has not all of it; null: it has. */
  readonly givenMs: number;
  readonly staleMs: number | null;
  /** Since the conductor started. */
  readonly visits: number;
  readonly finished: number;
  readonly walkedAway: number;
}

/** What happens to a visit. */
export type VisitInput =
  | {
      readonly t: 'act';
      readonly booth: Id;
      readonly act: VisitAct;
      /** For a visit that begins with it. */
      readonly fresh: { readonly visit: Id; readonly seed: number };
      readonly recorded?: boolean;
    }
  | { readonly t: 'joined' | 'left'; readonly booth: Id }
  /** `into`: the question that is answered; null: the memory itself. */
  | { readonly t: 'partial' | 'final'; readonly into: Id | null; readonly text: string }
  | { readonly t: 'voice'; readonly on: boolean }
  | { readonly t: 'hearing'; readonly trouble: Text | null }
  | { readonly t: 'file'; readonly trouble: Text | null }
  | { readonly t: 'film'; readonly state: 'making' | 'ready' | 'failed'; readonly progress: number }
  | { readonly t: 'kept'; readonly kept: Kept | null; readonly trouble: Text | null }
  /** The keepsake in the background is on its way. */
  | { readonly t: 'keepsake'; readonly progress: number }
  | { readonly t: 'attend'; readonly do: 'stop' | 'helped' }
  /** Whether the stage is the show's: not in PANIC, not in another state of the evening. */
  | { readonly t: 'stage'; readonly live: boolean }
  | { readonly t: 'tick' };

/** Why everything of a visit is let go. */
export type LetGo = 'end' | 'vanish' | 'stop' | 'away' | 'lost' | 'attendant' | 'gave-way' | 'show';

/** What is to be done about it, in this order. */
export type VisitEffect =
  | { readonly do: 'begun'; readonly visit: Id }
  /** A step begins: its cue is called. */
  | { readonly do: 'cue'; readonly step: VisitStep }
  | { readonly do: 'listen'; readonly lang: Language; readonly into: Id | null }
  | { readonly do: 'deaf' }
  /** The picture gets the memory as it stands. */
  | { readonly do: 'remember' }
  /** The keys are another way now. */
  | { readonly do: 'feel'; readonly marked: Marked }
  /** The recall begins; it is over. */
  | { readonly do: 'recall' }
  | { readonly do: 'recalled' }
  | { readonly do: 'keep'; readonly how: 'keep' | 'take' }
  | { readonly do: 'help'; readonly on: boolean }
  /** Every reference is dropped. */
  | { readonly do: 'let-go'; readonly visit: Id; readonly why: LetGo };

export interface Stepped {
  readonly state: VisitState;
  readonly effects: readonly VisitEffect[];
}

/** What the show says; null: it has no booth. */
export type BoothOf = Booth | null;

const NOTHING_MARKED: Marked = { pleasant: false, painful: false };

/** What of a visit is the visitor's. */
export const EMPTY = {
  age: null,
  consent: [],
  words: wordless,
  listening: false,
  voice: false,
  question: 0,
  answers: {},
  strokes: [],
  redo: [],
  tune: null,
  hasFile: false,
  worn: [],
  marked: NOTHING_MARKED,
  film: { state: 'none', progress: 0 },
  staleMs: null,
} as const satisfies Partial<VisitState>;

/** Nobody is there, and nobody has been. */
export const nobody = (nowMs: number): VisitState => ({
  ...EMPTY,
  visit: null,
  booth: null,
  recorded: false,
  seed: 0,
  step: 'welcome',
  lang: 'ko',
  sinceMs: nowMs,
  untilMs: null,
  touchedMs: nowMs,
  leavesMs: null,
  lostMs: null,
  waitsMs: null,
  help: false,
  ending: null,
  kept: null,
  letGo: true,
  trouble: null,
  givenMs: 0,
  visits: 0,
  finished: 0,
  walkedAway: 0,
});

export const stay = (state: VisitState): Stepped => ({ state, effects: [] });
