import { VOICE_HZ } from '#contracts/frames';
import type { Text } from '#contracts/ids';
import { type Listening, listenTo } from '../../microphone/listen.ts';
import { MICROPHONE } from '../../microphone/words.ts';
import { deviceClock } from '../../sensor-page/device-clock.ts';
import { PageTrouble } from '../../sensor-page/types.ts';
import type { Desk } from '../view.ts';
import { TELL } from '../words/telling.ts';
import { loudness, voiceFrames } from './frames.ts';
import { resampler } from './resample.ts';

/** A microphone that gives nothing but zeros is switched off somewhere. */
const DEAD_MS = 4_000;

export type EarState = 'closed' | 'opening' | 'open' | 'failed';

const kindly = (error: unknown): Text => {
  const text = error instanceof PageTrouble ? error.text : null;
  if (text === MICROPHONE.denied) return TELL.denied;
  return text === MICROPHONE.none ? TELL.noMic : TELL.micFailed;
};

/** The booth's microphone: open while somebody speaks, closed otherwise. Sound goes on as it comes and is never kept. */
export const ear = (desk: Desk, changed: () => void) => {
  let state: EarState = 'closed';
  let listening: Listening | null = null;
  let why: Text | null = null;
  let level = 0;
  let soundMs = 0;
  let turn = 0;

  const become = (next: EarState, text: Text | null = null): void => {
    state = next;
    why = text;
    changed();
  };
  const close = (): void => {
    turn++;
    listening?.stop();
    listening = null;
    level = 0;
    if (state !== 'closed') become('closed');
  };
  const hears = (rateHz: number) => {
    const clock = deviceClock();
    const to16k = resampler(rateHz, VOICE_HZ);
    const send = voiceFrames((pcm, endMs) => void desk.hear(pcm, endMs));
    return (pcm: Float32Array, endMs: number): void => {
      const nowMs = desk.nowMs();
      level = loudness(pcm);
      if (level > 0) soundMs = nowMs;
      send(to16k(pcm), clock(endMs, nowMs));
    };
  };
  return {
    state: () => state,
    /** Why it cannot hear, and the way on. */
    trouble: (): Text | null => why,
    /** 0..1, now. */
    level: () => level,
    isDead: (): boolean => state === 'open' && desk.nowMs() - soundMs > DEAD_MS,
    close,
    /** In a tap: browsers give a microphone and let sound run only then. */
    async open(): Promise<boolean> {
      if (state === 'open' || state === 'opening') return true;
      const mine = ++turn;
      become('opening');
      let take: ((pcm: Float32Array, endMs: number) => void) | null = null;
      try {
        const got = await listenTo(null, {
          pcm: (pcm, endMs) => take?.(pcm, endMs),
          ended: () => {
            close();
            become('failed', TELL.noMic);
          },
        });
        if (mine !== turn) {
          got.stop();
          return false;
        }
        listening = got;
        soundMs = desk.nowMs();
        take = hears(got.sampleRateHz);
        become('open');
        return true;
      } catch (error) {
        if (mine === turn) become('failed', kindly(error));
        return false;
      }
    },
  };
};
export type Ear = ReturnType<typeof ear>;
