import { VOICE_HZ } from '#contracts/voice-frame';
import type { Recogniser } from './recogniser.ts';
import { type Heard, segmenter } from './segmenter.ts';
import { understanding } from './understanding.ts';
import { held } from './utterance.ts';
import { HOP, type VoiceNet } from './voice-net.ts';

export interface EarParts {
  readonly net: VoiceNet;
  /** Null: no words are understood, a voice is heard all the same. */
  readonly recogniser: Recogniser | null;
  nowMs(): number;
  partial(text: string): void;
  final(text: string): void;
  voice(isVoice: boolean): void;
  /** Sound or utterances were let go: the machine is too slow. */
  lost(): void;
  failed(error: unknown): void;
  /** Told of every hop, for what is drawn from it; it must not be kept. */
  hop?(pcm: Float32Array, voice: number, isSpeaking: boolean): void;
}

/** Hears a stretch of sound from its begin to its end. */
export interface Ear {
  /** @param pcm 16 kHz, -1..1, any length */
  push(pcm: Float32Array): void;
  /** What lies between two frames was lost: an utterance across it would be two halves. */
  gap(): void;
  /** No more comes; done when all is understood. */
  end(): Promise<void>;
  /** Done when nothing is under way. */
  settled(): Promise<void>;
  close(): void;
}

const HOP_S = HOP / VOICE_HZ;
/** Hops that are held: the longest utterance and a second. */
const MOST_HOPS = Math.round(21 / HOP_S);
/** Before a voice begins so much is held. */
const BEFORE_HOPS = 16;
/** Of the hops with which an utterance begins so many are voice; the others come before it. */
const VOICED_HOPS = 3;
/** Samples that wait for the network of voices; older ones are let go. */
const MOST_WAITING = 5 * VOICE_HZ;
/** An utterance of a single syllable ends with the listening too. */
const LEAST_SPOKEN_S = 0.2;

const levelOf = (pcm: Float32Array): number => {
  let sum = 0;
  for (const x of pcm) sum += x * x;
  return 10 * Math.log10(sum / pcm.length + 1e-12);
};

export const openEar = (parts: EarParts): Ear => {
  const { net, recogniser } = parts;
  const cuts = segmenter();
  const sound = held(MOST_HOPS);
  const words = recogniser && understanding({ ...parts, recogniser });
  let waiting: Float32Array[] = [];
  let waitingCount = 0;
  let rest = new Float32Array(0);
  let isClosed = false;
  let isPumping = false;
  let pumped: Promise<void> = Promise.resolve();
  /** The utterance at hand: its number, the hops before its first voice, the hops since. */
  let now: { n: number; preHops: number } | null = null;
  let count = 0;

  const standing = (silentHops: number, hops = sound.hops) => {
    const at = now ?? { n: count, preHops: 0 };
    return {
      n: at.n,
      spokenS: (hops - at.preHops) * HOP_S,
      silentS: silentHops * HOP_S,
      copy: () => sound.copy(hops),
    };
  };
  const over = (silentHops: number, isAtEnd = false): void => {
    const at = standing(silentHops);
    if (!isAtEnd || at.spokenS - at.silentS >= LEAST_SPOKEN_S) words?.over(at);
    now = null;
    sound.keep(0);
    parts.voice(false);
  };
  const begin = (hops: number): void => {
    sound.keep(hops);
    now = { n: count++, preHops: Math.max(0, hops - VOICED_HOPS) };
    parts.voice(true);
  };
  const cut = (hops: number): void => {
    words?.over(standing(0, hops));
    sound.drop(hops);
    now = { n: count++, preHops: 0 };
  };
  const act = (heard: Heard): void => {
    if (heard.is === 'quiet') sound.keep(BEFORE_HOPS);
    else if (heard.is === 'begun') begin(heard.hops);
    else if (heard.is === 'over') over(heard.silentHops);
    else if (heard.is === 'cut') cut(heard.hops);
    else words?.grows(standing(heard.silentHops));
  };
  const hear = async (hop: Float32Array): Promise<void> => {
    const voice = await net.hear(hop);
    if (isClosed) return;
    sound.push(hop);
    act(cuts.push(voice, levelOf(hop)));
    parts.hop?.(hop, voice, now !== null);
  };
  const take = (): Float32Array | null => {
    while (rest.length < HOP) {
      const more = waiting.shift();
      if (!more) return null;
      waitingCount -= more.length;
      const joined = new Float32Array(rest.length + more.length);
      joined.set(rest);
      joined.set(more, rest.length);
      rest = joined;
    }
    const hop = rest.slice(0, HOP);
    rest = rest.subarray(HOP);
    return hop;
  };
  const pump = async (): Promise<void> => {
    for (let hop = take(); hop && !isClosed; hop = take()) await hear(hop).catch(parts.failed);
    isPumping = false;
  };
  const wake = (): void => {
    if (isPumping) return;
    isPumping = true;
    pumped = pump();
  };
  const heardAll = async (): Promise<void> => {
    while (isPumping) await pumped;
  };

  net.reset();
  return {
    push(pcm) {
      if (isClosed) return;
      waiting.push(pcm);
      waitingCount += pcm.length;
      while (waitingCount > MOST_WAITING) {
        waitingCount -= waiting.shift()?.length ?? 0;
        parts.lost();
      }
      wake();
    },
    gap() {
      if (now) over(0, true);
      cuts.reset();
      net.reset();
      rest = new Float32Array(0);
      sound.keep(0);
    },
    async end() {
      await heardAll();
      if (now) over(0, true);
      await words?.settled();
    },
    async settled() {
      await heardAll();
      await words?.settled();
    },
    close() {
      isClosed = true;
      words?.drop();
      waiting = [];
      waitingCount = 0;
      rest = new Float32Array(0);
      sound.clear();
    },
  };
};
