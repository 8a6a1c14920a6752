import type { Language } from '#contracts/visit';

/** Where the weights of a language lie. */
export type Weights =
  | { readonly is: 'moonshine'; readonly folder: string }
  /** `lang` as Whisper calls it. */
  | { readonly is: 'whisper'; readonly folder: string; readonly lang: Language };

/** What the conductor says to the thread that hears. Sound is handed over, not copied, and forgotten there. */
export type ToEar =
  | {
      readonly t: 'open';
      readonly net: string;
      readonly weights: Partial<Record<Language, Weights>>;
    }
  | { readonly t: 'listen'; readonly id: number; readonly lang: Language }
  | {
      readonly t: 'sound';
      readonly id: number;
      readonly seq: number;
      readonly atMs: number;
      readonly pcm: Int16Array;
    }
  | { readonly t: 'end'; readonly id: number }
  | { readonly t: 'drop'; readonly id: number };

/** What the thread says. */
export type FromEar =
  | { readonly t: 'opened'; readonly lang: Language }
  /** `reason` is for people. */
  | { readonly t: 'refused'; readonly lang: Language | null; readonly reason: string }
  | { readonly t: 'voice'; readonly id: number; readonly is: boolean }
  | { readonly t: 'partial'; readonly id: number; readonly text: string }
  | { readonly t: 'final'; readonly id: number; readonly text: string }
  /** Sound was let go, as the machine is too slow. */
  | { readonly t: 'lost'; readonly id: number }
  | { readonly t: 'ended'; readonly id: number }
  /** Numbers drawn from the sound: neither sound nor words. */
  | {
      readonly t: 'drawn';
      readonly id: number;
      readonly stream: 'speech' | 'sound';
      readonly atMs: number;
      readonly values: Float32Array;
    };
