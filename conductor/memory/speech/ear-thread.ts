import { LANGUAGES, type Language } from '#contracts/visit';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { StartThread, Thread } from '../../kernel/thread.ts';
import type { Hearing } from '../parts.ts';
import type { FromEar, ToEar, Weights } from './protocol.ts';

export interface EarThreadParts {
  readonly start: StartThread<ToEar, FromEar>;
  readonly timing: Scheduler;
  /** The file of the network of voices. */
  readonly net: string;
  weights(): Partial<Record<Language, Weights>>;
  /** Of a thread that runs; none of an older one. */
  hear(message: FromEar): void;
  /** What it can hear has changed. */
  changed(): void;
  /** It died and comes back. */
  died(): void;
  /** A language, or all of them (null), cannot be opened; null reason: mended. */
  refused(lang: Language | null, reason: string): void;
}

/** The thread of the ear, which comes back where it dies. */
export interface EarThread {
  readonly hears: Readonly<Record<Language, Hearing>>;
  post(message: ToEar, move?: ArrayBuffer[]): void;
  /** Begins anew, with the weights as they are now. */
  reopen(): void;
  close(): Promise<void>;
}

/** It comes back after so long, then twice as long each time, up to the last. */
const BACK_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
/** After so many deaths in a row nobody is told to wait for it, though it is still tried. */
const GIVEN_UP = 3;
/** One that has lived so long dies for the first time again. */
const SOUND_MS = 60_000;
/** One that was given sound and says nothing for so long hangs. */
const HANGS_MS = 20_000;

export const earThread = (parts: EarThreadParts): EarThread => {
  const { start, timing, net } = parts;
  const hears: Record<Language, Hearing> = { en: 'absent', ko: 'absent' };
  let thread: Thread<ToEar> | null = null;
  let deaths = 0;
  let openedMs = timing.nowMs();
  /** When sound was first given that nothing was said to. */
  let unansweredMs: number | null = null;
  let stopBack: Stop = () => {};
  let isClosed = false;

  const set = (lang: Language, hearing: Hearing): void => {
    if (hears[lang] === hearing) return;
    hears[lang] = hearing;
    parts.changed();
  };
  const hear = (message: FromEar): void => {
    unansweredMs = null;
    if (message.t === 'opened') set(message.lang, 'ready');
    if (message.t === 'refused') {
      for (const lang of message.lang === null ? LANGUAGES : [message.lang]) set(lang, 'absent');
      parts.refused(message.lang, message.reason);
    }
    parts.hear(message);
  };
  const back = (): void => {
    if (isClosed) return;
    if (timing.nowMs() - openedMs > SOUND_MS) deaths = 0;
    const ms = BACK_MS[Math.min(deaths, BACK_MS.length - 1)] ?? 0;
    deaths++;
    stopBack();
    stopBack = timing.after(ms, open);
    const hearing = deaths < GIVEN_UP ? 'opening' : 'absent';
    for (const lang of LANGUAGES) if (hears[lang] !== 'absent') set(lang, hearing);
    parts.died();
  };
  const open = (): void => {
    if (isClosed) return;
    const weights = parts.weights();
    openedMs = timing.nowMs();
    unansweredMs = null;
    const mine: Thread<ToEar> = start({
      message: (message) => {
        if (thread === mine) hear(message);
      },
      gone() {
        if (thread !== mine) return;
        thread = null;
        back();
      },
    });
    thread = mine;
    const opening = deaths < GIVEN_UP ? 'opening' : 'absent';
    for (const lang of LANGUAGES) set(lang, weights[lang] ? opening : 'absent');
    mine.post({ t: 'open', net, weights });
  };
  const end = async (): Promise<void> => {
    const ending = thread;
    thread = null;
    await ending?.end();
  };
  open();
  return {
    hears,
    post(message, move) {
      thread?.post(message, move);
      if (message.t !== 'sound' || !thread) return;
      const now = timing.nowMs();
      unansweredMs ??= now;
      if (now - unansweredMs < HANGS_MS) return;
      void end();
      back();
    },
    reopen() {
      void end();
      open();
    },
    close() {
      isClosed = true;
      stopBack();
      return end();
    },
  };
};
