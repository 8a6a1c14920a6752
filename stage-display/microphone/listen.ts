import type { Stop } from '../net/index.ts';
import { PageTrouble } from '../sensor-page/index.ts';
import workletUrl from './pcm.worklet.js?url&no-inline';
import { MICROPHONE } from './words.ts';

/** Sound as it comes from an input. */
export interface Listening {
  readonly sampleRateHz: number;
  readonly stop: Stop;
}

export interface Hears {
  /** Samples -1..1, and the audio clock's time of the last of them, milliseconds. */
  pcm(samples: Float32Array, endMs: number): void;
  /** The input is gone. */
  ended(): void;
}

/** Everything that would bend what is measured is asked to stay off. */
const constraints = (deviceId: string | null): MediaStreamConstraints => ({
  audio: {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    channelCount: 1,
    ...(deviceId && { deviceId: { exact: deviceId } }),
  },
});

/** What stands in the way, in words. */
export const micTrouble = (error: unknown): PageTrouble => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return new PageTrouble(MICROPHONE.denied);
  return new PageTrouble(name === 'NotReadableError' ? MICROPHONE.busy : MICROPHONE.none);
};

const played = (data: unknown): { pcm: Float32Array; endS: number } | null =>
  typeof data === 'object' &&
  data !== null &&
  'pcm' in data &&
  data.pcm instanceof Float32Array &&
  'endS' in data &&
  typeof data.endS === 'number'
    ? { pcm: data.pcm, endS: data.endS }
    : null;

/** Opens an input (null: the usual one) and listens until stopped. Rejects with a PageTrouble. */
export const listenTo = async (deviceId: string | null, on: Hears): Promise<Listening> => {
  // In the tap: a context made later would have to wait for another one.
  const context = new AudioContext({ latencyHint: 'interactive' });
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia(constraints(deviceId));
    await context.audioWorklet.addModule(workletUrl);
    await context.resume();
  } catch (error) {
    void context.close();
    throw micTrouble(error);
  }
  const tap = new AudioWorkletNode(context, 'pcm', { numberOfOutputs: 0 });
  tap.port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const heard = played(data);
    if (heard) on.pcm(heard.pcm, heard.endS * 1000);
  };
  context.createMediaStreamSource(stream).connect(tap);
  const [track] = stream.getAudioTracks();
  track?.addEventListener('ended', on.ended);
  return {
    sampleRateHz: context.sampleRate,
    stop() {
      track?.removeEventListener('ended', on.ended);
      tap.port.onmessage = null;
      for (const one of stream.getTracks()) one.stop();
      if (context.state !== 'closed') void context.close();
    },
  };
};
