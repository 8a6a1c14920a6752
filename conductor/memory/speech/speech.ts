import type { VoiceFrame } from '#contracts/frames';
import type { Language } from '#contracts/visit';
import type { SourceContext } from '../../../sensors/source.ts';
import { emitter } from '../../kernel/emitter.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { StartThread } from '../../kernel/thread.ts';
import type { Listening, ListenParts, Speech } from '../parts.ts';
import { earThread } from './ear-thread.ts';
import type { FromEar, ToEar, Weights } from './protocol.ts';
import { lampText, SPEECH_TEXTS } from './texts.ts';
import { toldVoice } from './told-voice.ts';

export interface SpeechParts {
  readonly start: StartThread<ToEar, FromEar>;
  readonly timing: Scheduler;
  /** `road.contextFor('speech')`. */
  readonly context: SourceContext;
  /** Whose voice it is: a body of the show. */
  body(): string;
  /** The file of the network of voices. */
  readonly net: string;
  /** Which languages can be heard, asked again whenever the thread opens. */
  weights(): Partial<Record<Language, Weights>>;
  /** Told where a model cannot be opened; null: all is well again. Never holds a word of a visitor. */
  lamp(text: ReturnType<typeof lampText> | null): void;
}

/** The ear, and a way to open it again where models came or went. */
export interface OpenSpeech extends Speech {
  /** Looks for models again. Somebody who is listened to is heard on with what opens. */
  renew(): void;
}

interface Heard {
  readonly id: number;
  readonly parts: ListenParts;
  /** Told that it is over. */
  ended(): void;
  isEnding: boolean;
  hasTrouble: boolean;
  hasVoice: boolean;
}

const copyOf = (pcm: Int16Array): Int16Array<ArrayBuffer> => Int16Array.from(pcm);

/** Opens the ear of the booth: its thread starts at once and loads what languages there are. */
export const openSpeech = (parts: SpeechParts): OpenSpeech => {
  const { timing, context } = parts;
  const changes = emitter<null>();
  const voice = toldVoice(context);
  let heard: Heard | null = null;
  let count = 0;

  const trouble = (text: Parameters<ListenParts['trouble']>[0]): void => {
    if (!heard || (text === null && !heard.hasTrouble)) return;
    heard.hasTrouble = text !== null;
    heard.parts.trouble(text);
  };
  const over = (): void => {
    const was = heard;
    heard = null;
    voice.end();
    if (was?.hasVoice) was.parts.voice(false);
    was?.ended();
  };
  const begin = (): void => {
    if (!heard) return;
    const { lang } = heard.parts;
    thread.post({ t: 'listen', id: heard.id, lang });
    const hearing = thread.hears[lang];
    if (hearing === 'ready') trouble(null);
    else trouble(hearing === 'absent' ? SPEECH_TEXTS.absent : SPEECH_TEXTS.opening);
  };
  const hearOf = (message: FromEar): void => {
    if (message.t === 'opened') {
      parts.lamp(null);
      if (message.lang === heard?.parts.lang) begin();
      return;
    }
    if (message.t === 'refused') {
      if (message.lang === null || message.lang === heard?.parts.lang) begin();
      return;
    }
    if (!heard || message.id !== heard.id) return;
    if (message.t === 'voice') {
      heard.hasVoice = message.is;
      heard.parts.voice(message.is);
    } else if (message.t === 'partial') heard.parts.partial(message.text);
    else if (message.t === 'final') {
      trouble(null);
      heard.parts.final(message.text);
    } else if (message.t === 'lost') trouble(SPEECH_TEXTS.slow);
    else if (message.t === 'drawn') voice.tell(message.stream, message.atMs, message.values);
    else over();
  };
  const thread = earThread({
    start: parts.start,
    timing,
    net: parts.net,
    weights: parts.weights,
    hear: hearOf,
    changed: () => changes.emit(null),
    died() {
      // What was on its way is lost: an end is not waited for.
      if (heard?.isEnding) return over();
      trouble(SPEECH_TEXTS.died);
    },
    refused: (_lang, reason) => parts.lamp(lampText(reason)),
  });

  const listening = (mine: Heard, ended: Promise<void>): Listening => ({
    push({ seq, atMs, pcm }: VoiceFrame) {
      if (heard !== mine || mine.isEnding) return;
      const copy = copyOf(pcm);
      thread.post({ t: 'sound', id: mine.id, seq, atMs, pcm: copy }, [copy.buffer]);
    },
    end() {
      if (heard === mine && !mine.isEnding) {
        mine.isEnding = true;
        if (thread.hears[mine.parts.lang] === 'ready') thread.post({ t: 'end', id: mine.id });
        else over();
      }
      return ended;
    },
    close() {
      if (heard !== mine) return;
      thread.post({ t: 'drop', id: mine.id });
      over();
    },
  });
  return {
    hears: () => ({ ...thread.hears }),
    onHears: (fn) => changes.on(() => fn()),
    listen(given) {
      if (heard) {
        thread.post({ t: 'drop', id: heard.id });
        over();
      }
      let done = (): void => {};
      const ended = new Promise<void>((resolve) => {
        done = resolve;
      });
      const id = count++;
      const mine: Heard = {
        id,
        parts: given,
        ended: done,
        isEnding: false,
        hasTrouble: false,
        hasVoice: false,
      };
      heard = mine;
      voice.begin(parts.body());
      begin();
      return listening(mine, ended);
    },
    renew: thread.reopen,
    async close() {
      over();
      await thread.close();
    },
  };
};
