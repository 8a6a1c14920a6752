import { STREAM_KIND_INFO, type StreamInfo } from '#contracts/sensor';
import type { SourceContext } from '../../../sensors/source.ts';
import { SOUND_HZ, SPEECH_HZ } from './drawing.ts';

export const VOICE_SOURCE = 'booth-voice';
const LABEL = { en: 'Voice in the booth', ko: '부스의 목소리' } as const;
const STREAMS: readonly StreamInfo[] = [
  {
    name: 'speech',
    kind: 'speech',
    channels: [...STREAM_KIND_INFO.speech.channels],
    rateHz: SPEECH_HZ,
  },
  {
    name: 'sound',
    kind: 'sound',
    channels: [...STREAM_KIND_INFO.sound.channels],
    rateHz: SOUND_HZ,
  },
];
/** A page's time that lies further back, or ahead, is not believed. */
const LATE_MS = 3_000;
const EARLY_MS = 100;

/** Speaking as a source among the others: its numbers, never its sound. */
export interface ToldVoice {
  /** Somebody is listened to, as this body. */
  begin(bodyId: string): void;
  /** @param atMs as the page knows it */
  tell(stream: 'speech' | 'sound', atMs: number, values: Float32Array): void;
  end(): void;
}

export const toldVoice = (context: SourceContext): ToldVoice => {
  const last = { speech: 0, sound: 0 };
  let bodyId: string | null = null;
  const timeOf = (stream: 'speech' | 'sound', atMs: number): number => {
    const now = context.timing.nowMs();
    const isBelieved = atMs > now - LATE_MS && atMs < now + EARLY_MS;
    // A clock that jumps back must not take the stream along.
    return Math.max(last[stream] + 1, isBelieved ? Math.min(atMs, now) : now);
  };
  return {
    begin(body) {
      bodyId = body;
      const info = { id: VOICE_SOURCE, kind: 'speech', bodyId: body, label: LABEL };
      context.announce({ ...info, recorded: false }, STREAMS);
    },
    tell(stream, atMs, data) {
      if (bodyId === null) return;
      last[stream] = timeOf(stream, atMs);
      const info = STREAM_KIND_INFO[stream];
      const rateHz = stream === 'speech' ? SPEECH_HZ : SOUND_HZ;
      context.emit({
        sourceId: VOICE_SOURCE,
        bodyId,
        stream,
        kind: stream,
        channels: info.channels.length,
        rateHz,
        atMs: last[stream],
        data,
        recorded: false,
      });
    },
    end() {
      if (bodyId !== null) context.state(VOICE_SOURCE, 'ended');
      bodyId = null;
    },
  };
};
