import { type Bar, holds, judge, meanLogProb } from './judge.ts';
import type { Recogniser } from './recogniser.ts';

/** The utterance at hand, as it stands. */
export interface Standing {
  /** Counts utterances. */
  readonly n: number;
  /** Seconds since it began, without the pre-roll. */
  readonly spokenS: number;
  /** Seconds since the last voice in it. */
  readonly silentS: number;
  /** Its sound. */
  copy(): Float32Array;
}

export interface Understanding {
  /** It goes on. Newest wins: what is not yet being understood is not waited for. */
  grows(standing: Standing): void;
  /** It is over: this is understood for certain, after those before it. */
  over(standing: Standing): void;
  /** Done when nothing is under way or waiting. */
  settled(): Promise<void>;
  /** Lets everything go. */
  drop(): void;
}

export interface UnderstandingParts {
  readonly recogniser: Recogniser;
  nowMs(): number;
  partial(text: string): void;
  final(text: string): void;
  /** So many utterances had to be let go: the machine is too slow. */
  lost(): void;
  failed(error: unknown): void;
}

/** A text is asked for first after so long, then this often until there is one, then this often. Seconds of sound. */
const FIRST_S = 0.55;
const UNTIL_SHOWN_S = 0.13;
const AGAIN_S = 0.5;
/** Of the time partial texts may take: a show runs beside. */
const SHARE = 1 / 3;
/** After so long a silence the utterance is understood as if it were over: when it is, its text is there. */
const SILENT_S = 0.2;
/** Of this many tries one may be lucky; the mean of their likelihoods must hold too before a text is shown. */
const TRIES = 3;
const LEAST_TRIED = -0.5;
/** What a try counts that gives no text. */
const SAYS_NOTHING = -1;
/** Utterances that wait; more than that and the machine is too slow. */
const MOST_WAITING = 3;

const FINAL: Bar = { sure: -0.2, least: -0.62, ahead: 0.15, steep: 0, alone: -0.4 };
const PARTIAL: Bar = { sure: -0.12, least: -0.42, ahead: 0.2, steep: 0.75, alone: -0.2 };
/** In a place where much was heard that is not words. */
const WARY_FINAL: Bar = { sure: -0.12, least: -0.45, ahead: 0.25, steep: 0, alone: -0.25 };
const WARY_PARTIAL: Bar = { sure: -0.08, least: -0.25, ahead: 0.3, steep: 0.75, alone: -0.12 };
/** Seconds of voice without words that make one wary, and the most that are remembered. */
const WARY_S = 1.2;
const MOST_WARY_S = 12;

/** Null text: not words. */
interface Believed {
  readonly text: string | null;
  readonly mean: number;
}

interface Waiting extends Standing {
  readonly pcm: Float32Array;
}

/** What came of a stretch of sound; null text: not words. */
interface Outcome {
  readonly n: number;
  /** When its last voice was, seconds since the utterance began. */
  readonly voiceS: number;
  readonly text: string | null;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);

const voiceS = ({ spokenS, silentS }: Standing): number =>
  Math.round((spokenS - silentS) * 1000) / 1000;

/** Decides what is understood when, and which texts are believed. */
export const understanding = (parts: UnderstandingParts): Understanding => {
  const { recogniser, nowMs } = parts;
  const finals: Waiting[] = [];
  let standing: Standing | null = null;
  /** When a text of the utterance at hand was last asked for, and what is shown of it. */
  let asked = { n: -1, atS: 0 };
  let shown: { n: number; text: string } = { n: -1, text: '' };
  /** What it would be if it were over now. */
  let ready: Outcome | null = null;
  let tries: { n: number; means: number[] } = { n: -1, means: [] };
  let costS = 0;
  let wordlessS = 0;
  let round = 0;
  let isRunning = false;
  let done: Promise<void> = Promise.resolve();

  const isWary = (): boolean => wordlessS >= WARY_S;

  /** Null where it was let go. */
  const believed = async (
    pcm: Float32Array,
    seconds: number,
    bar: Bar,
    goesOn: () => boolean,
  ): Promise<Believed | null> => {
    const heard = await recogniser.understand(pcm, goesOn);
    if (!heard) return null;
    const verdict = judge(heard, seconds, bar);
    const mean = heard.text === '' ? SAYS_NOTHING : meanLogProb(heard);
    if (verdict !== 'doubtful') return { text: verdict === 'said' ? heard.text : null, mean };
    const backwards = await recogniser.understand(pcm.slice().reverse(), goesOn);
    if (!backwards) return null;
    return { text: holds(heard, backwards, bar) ? heard.text : null, mean };
  };

  const show = (n: number, text: string): void => {
    if (shown.n === n && shown.text === text) return;
    shown = { n, text };
    parts.partial(text);
  };
  const say = (n: number, seconds: number, text: string | null): void => {
    wordlessS = text === null ? Math.min(MOST_WARY_S, wordlessS + seconds) : 0;
    if (text !== null) parts.final(text);
    else if (shown.n === n && shown.text !== '') parts.partial('');
    shown = { n: -1, text: '' };
  };

  const finish = async (waiting: Waiting): Promise<void> => {
    const at = voiceS(waiting);
    if (ready?.n === waiting.n && ready.voiceS === at) return say(waiting.n, at, ready.text);
    const mine = round;
    const goesOn = (): boolean => mine === round;
    const found = await believed(waiting.pcm, at, isWary() ? WARY_FINAL : FINAL, goesOn);
    if (found && goesOn()) say(waiting.n, at, found.text);
  };
  /** As if it were over. */
  const foresee = async (now: Standing): Promise<void> => {
    const mine = round;
    const goesOn = (): boolean => mine === round;
    const at = voiceS(now);
    const found = await believed(now.copy(), at, isWary() ? WARY_FINAL : FINAL, goesOn);
    if (!found || !goesOn()) return;
    ready = { n: now.n, voiceS: at, text: found.text };
    if (found.text !== null && finals.length === 0) show(now.n, found.text);
  };
  const glimpse = async (now: Standing): Promise<void> => {
    const mine = round;
    const goesOn = (): boolean => mine === round && finals.length === 0;
    asked = { n: now.n, atS: now.spokenS };
    const sinceMs = nowMs();
    const found = await believed(
      now.copy(),
      now.spokenS,
      isWary() ? WARY_PARTIAL : PARTIAL,
      goesOn,
    );
    costS = (nowMs() - sinceMs) / 1000;
    if (found && tries.n !== now.n) tries = { n: now.n, means: [] };
    if (found) tries.means = [...tries.means, found.mean].slice(-TRIES);
    if (shown.n !== now.n && meanOf(tries.means) < LEAST_TRIED) return;
    if (found?.text && goesOn()) show(now.n, found.text.replace(/[.,;:!?]+$/u, ''));
  };

  const isDue = ({ n, spokenS }: Standing): boolean => {
    if (asked.n !== n) return spokenS >= FIRST_S;
    const again = shown.n === n ? Math.max(AGAIN_S, costS / SHARE) : Math.max(UNTIL_SHOWN_S, costS);
    return spokenS - asked.atS >= again;
  };
  const next = (): (() => Promise<void>) | null => {
    const waiting = finals.shift();
    if (waiting) return () => finish(waiting);
    const now = standing;
    if (!now) return null;
    const isKnown = ready?.n === now.n && ready.voiceS === voiceS(now);
    if (now.silentS >= SILENT_S) return isKnown ? null : () => foresee(now);
    return isDue(now) ? () => glimpse(now) : null;
  };
  const run = async (): Promise<void> => {
    for (let job = next(); job; job = next()) await job().catch(parts.failed);
    isRunning = false;
  };
  const wake = (): void => {
    if (isRunning) return;
    isRunning = true;
    done = run();
  };

  return {
    grows(now) {
      standing = now;
      wake();
    },
    over(now) {
      standing = null;
      finals.push({ ...now, pcm: now.copy() });
      if (finals.length > MOST_WAITING) {
        finals.shift();
        parts.lost();
      }
      wake();
    },
    async settled() {
      while (isRunning) await done;
    },
    drop() {
      round++;
      finals.length = 0;
      standing = null;
      ready = null;
      shown = { n: -1, text: '' };
    },
  };
};
