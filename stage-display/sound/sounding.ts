import type { Voice } from '#contracts/sound';
import type { AudioTime } from './fade.ts';
import { hold } from './ramp.ts';
import {
  driftS,
  MOST_CAUGHT_S,
  planVoice,
  type Running,
  streamRate,
  wantedS,
} from './voice-plan.ts';

/** One voice at the loudspeaker. */
export interface Sounding {
  /** Starts, stops or brings it back to its place, as the voice is now. */
  tend(voice: Voice, time: AudioTime): void;
  stop(): void;
}

/** In and out of the middle of a file: no click, and hardly to be heard. */
const EDGE_S = 0.012;

interface Take {
  readonly source: AudioBufferSourceNode;
  readonly edge: GainNode;
  readonly running: Running;
}

/** A file that lies in memory: exact to the sample, loops without a seam. */
export const bufferSounding = (
  context: AudioContext,
  buffer: AudioBuffer,
  into: AudioNode,
): Sounding => {
  let take: Take | null = null;

  const end = (): void => {
    if (!take) return;
    const { source, edge } = take;
    const now = context.currentTime;
    hold(edge.gain, now);
    edge.gain.linearRampToValueAtTime(0, now + EDGE_S);
    source.onended = () => edge.disconnect();
    source.stop(now + EDGE_S);
    take = null;
  };

  const begin = (loop: boolean, whenS: number, offsetS: number): void => {
    const source = context.createBufferSource();
    const edge = context.createGain();
    source.buffer = buffer;
    source.loop = loop;
    // A file that begins at its beginning begins as it was cut; in the middle it comes in softly.
    edge.gain.setValueAtTime(offsetS > 0 ? 0 : 1, whenS);
    if (offsetS > 0) edge.gain.linearRampToValueAtTime(1, whenS + EDGE_S);
    source.connect(edge).connect(into);
    source.start(whenS, offsetS);
    take = { source, edge, running: { whenS, offsetS } };
  };

  return {
    tend(voice, time) {
      const plan = planVoice(
        voice,
        take?.running ?? null,
        time,
        context.currentTime,
        buffer.duration,
      );
      if (plan.do === 'keep') return;
      end();
      if (plan.do === 'start') begin(voice.loop, plan.whenS, plan.offsetS);
    },
    stop: end,
  };
};

/** A long file: it streams, and is kept in its place by playing a little faster or slower. */
export const streamSounding = (
  context: AudioContext,
  element: HTMLAudioElement,
  durationS: number,
  into: AudioNode,
): Sounding => {
  const edge = context.createGain();
  const source = context.createMediaElementSource(element);
  source.connect(edge).connect(into);
  let isCorrecting = false;

  const pause = (): void => {
    if (!element.paused) element.pause();
  };

  const place = (voice: Voice, atS: number): number =>
    voice.loop ? ((atS % durationS) + durationS) % durationS : atS;

  const keepPlace = (voice: Voice, time: AudioTime): void => {
    const now = context.currentTime;
    const running: Running = { whenS: now, offsetS: element.currentTime };
    const off = driftS(voice, running, time, now, durationS);
    if (Math.abs(off) > MOST_CAUGHT_S) {
      element.currentTime = place(voice, wantedS(voice, time, now));
      element.playbackRate = 1;
      return;
    }
    element.playbackRate = streamRate(off, isCorrecting);
    isCorrecting = element.playbackRate !== 1;
  };

  return {
    tend(voice, time) {
      const at = wantedS(voice, time, context.currentTime);
      const isDue = at >= voice.atS;
      const isOver = !voice.loop && at >= durationS;
      element.loop = voice.loop;
      if (!voice.playing || isOver) return pause();
      if (!isDue) {
        // Wound to where it will begin, so that the first sound is there.
        if (Math.abs(element.currentTime - voice.atS) > 0.01 && !element.seeking)
          element.currentTime = voice.atS;
        return pause();
      }
      if (element.seeking) return;
      if (element.paused) {
        element.currentTime = place(voice, at);
        element.play().catch(() => {});
        return;
      }
      keepPlace(voice, time);
    },
    stop() {
      const now = context.currentTime;
      hold(edge.gain, now);
      edge.gain.linearRampToValueAtTime(0, now + EDGE_S);
      const end = context.createConstantSource();
      // The audio clock itself says when the sound has gone.
      end.onended = () => {
        pause();
        source.disconnect();
        edge.disconnect();
        element.removeAttribute('src');
        element.load();
      };
      end.start(now);
      end.stop(now + EDGE_S);
    },
  };
};
