import type { Text } from '#contracts/ids';
import { type Trouble, troubleOf } from '../camera/trouble.ts';
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

const TEXTS: Partial<Record<Trouble, Text>> = {
  denied: MICROPHONE.denied,
  noCamera: MICROPHONE.none,
  // Of the chosen one; of any, none is there.
  unplugged: MICROPHONE.none,
  busy: MICROPHONE.busy,
};

/** What an error of getUserMedia means for a microphone, in words. */
export const micTrouble = (error: unknown): PageTrouble =>
  new PageTrouble(TEXTS[troubleOf(error)] ?? MICROPHONE.refused);

const played = (data: unknown): { pcm: Float32Array; endS: number } | null =>
  typeof data === 'object' &&
  data !== null &&
  'pcm' in data &&
  data.pcm instanceof Float32Array &&
  'endS' in data &&
  typeof data.endS === 'number'
    ? { pcm: data.pcm, endS: data.endS }
    : null;

const stopAll = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** The reader of a stream's samples, running. Rejects where the browser cannot run it. */
const tapOf = async (context: AudioContext, stream: MediaStream): Promise<AudioWorkletNode> => {
  await context.audioWorklet.addModule(workletUrl);
  await context.resume();
  const tap = new AudioWorkletNode(context, 'pcm', { numberOfOutputs: 0 });
  context.createMediaStreamSource(stream).connect(tap);
  return tap;
};

/** Opens an input (null: the usual one) and listens until stopped. Rejects with a PageTrouble. */
export const listenTo = async (deviceId: string | null, on: Hears): Promise<Listening> => {
  // In the tap: a context made later would have to wait for another one.
  const context = new AudioContext({ latencyHint: 'interactive' });
  const close = (): void => {
    if (context.state !== 'closed') void context.close();
  };
  const stream = await navigator.mediaDevices
    .getUserMedia(constraints(deviceId))
    .catch((error: unknown) => {
      close();
      throw micTrouble(error);
    });
  const tap = await tapOf(context, stream).catch(() => {
    stopAll(stream);
    close();
    throw new PageTrouble(MICROPHONE.unread);
  });
  tap.port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const heard = played(data);
    if (heard) on.pcm(heard.pcm, heard.endS * 1000);
  };
  const [track] = stream.getAudioTracks();
  track?.addEventListener('ended', on.ended);
  return {
    sampleRateHz: context.sampleRate,
    stop() {
      track?.removeEventListener('ended', on.ended);
      tap.port.onmessage = null;
      stopAll(stream);
      close();
    },
  };
};
