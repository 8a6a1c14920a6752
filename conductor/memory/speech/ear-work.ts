import { sentence } from '#contracts/errors';
import type { Language } from '#contracts/visit';
import type { Served } from '../../kernel/thread-side.ts';
import { drawing } from './drawing.ts';
import { type Ear, openEar } from './ear.ts';
import type { Openers } from './openers.ts';
import type { FromEar, ToEar } from './protocol.ts';
import type { Recogniser } from './recogniser.ts';
import type { VoiceNet } from './voice-net.ts';

export interface EarWork {
  readonly openers: Openers;
  nowMs(): number;
  send(message: FromEar): void;
}

type Message<T extends ToEar['t']> = Extract<ToEar, { t: T }>;

/** Somebody who is listened to. */
interface Heard {
  readonly id: number;
  readonly ear: Ear;
  seq: number | null;
  /** Time of the last sample. */
  atMs: number;
}

const floatsOf = (pcm: Int16Array): Float32Array => Float32Array.from(pcm, (x) => x / 32_768);

/** The work of the thread that hears. Sound is forgotten as soon as it is understood. */
export const earWork = ({ openers, nowMs, send }: EarWork): Served<ToEar> => {
  let net: VoiceNet | null = null;
  const known = new Map<Language, Recogniser>();
  let heard: Heard | null = null;
  /** Asked for before there was a network. */
  let early: Message<'listen'> | null = null;
  let ending: Promise<void> = Promise.resolve();

  const open = async ({ net: file, weights }: Message<'open'>): Promise<void> => {
    try {
      net = await openers.net(file);
    } catch (error) {
      return send({ t: 'refused', lang: null, reason: sentence(error) });
    }
    if (early) listen(early);
    early = null;
    for (const [lang, one] of Object.entries(weights) as [Language, (typeof weights)['en']][]) {
      if (!one) continue;
      try {
        known.set(lang, await openers.recogniser(one));
        send({ t: 'opened', lang });
      } catch (error) {
        send({ t: 'refused', lang, reason: sentence(error) });
      }
    }
  };
  const drop = (): void => {
    heard?.ear.close();
    heard = null;
  };
  const listen = (message: Message<'listen'>): void => {
    drop();
    if (!net) {
      early = message;
      return;
    }
    const { id, lang } = message;
    const frames = drawing({
      speech: (values, atMs) => send({ t: 'drawn', id, stream: 'speech', atMs, values }),
      sound: (values, atMs) => send({ t: 'drawn', id, stream: 'sound', atMs, values }),
    });
    const ear = openEar({
      net,
      recogniser: known.get(lang) ?? null,
      nowMs,
      partial: (text) => send({ t: 'partial', id, text }),
      final: (text) => send({ t: 'final', id, text }),
      voice: (is) => send({ t: 'voice', id, is }),
      lost: () => send({ t: 'lost', id }),
      failed: () => send({ t: 'lost', id }),
      hop: (pcm, voice, isSpeaking) => frames.push(pcm, voice, isSpeaking, heard?.atMs ?? 0),
    });
    heard = { id, ear, seq: null, atMs: 0 };
  };
  const sound = ({ id, seq, atMs, pcm }: Message<'sound'>): void => {
    if (heard?.id !== id) return;
    // One frame more or less is not heard in a vowel; a word across more would be another word.
    if (heard.seq !== null && seq !== (heard.seq + 1) % 2 ** 32) heard.ear.gap();
    heard.seq = seq;
    heard.atMs = atMs;
    heard.ear.push(floatsOf(pcm));
    pcm.fill(0);
  };
  const end = async ({ id }: Message<'end'>): Promise<void> => {
    if (heard?.id === id) await heard.ear.end();
    if (heard?.id === id) drop();
    send({ t: 'ended', id });
  };
  return {
    hear(message) {
      if (message.t === 'open') ending = open(message);
      else if (message.t === 'listen') listen(message);
      else if (message.t === 'sound') sound(message);
      else if (message.t === 'end') ending = end(message);
      else if (heard?.id === message.id) drop();
    },
    async settled() {
      drop();
      await ending.catch(() => {});
    },
  };
};
