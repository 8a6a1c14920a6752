import type { EncodedPart, EncodedTrack, KeepsakeSettings } from '#contracts/keepsake';
import { toBase64 } from './bytes.ts';

/** The first that a browser has is taken: H.264 plays everywhere. High, then baseline, then VP9. */
const CODECS = ['avc1.640028', 'avc1.42e028', 'vp09.00.40.08'] as const;
/** So many pictures may wait in the encoder. */
const MOST_WAITING = 4;

type Sizes = Pick<KeepsakeSettings, 'width' | 'height' | 'fps' | 'bitrate'>;

const configOf = (codec: string, { width, height, fps, bitrate }: Sizes): VideoEncoderConfig => ({
  codec,
  width,
  height,
  framerate: fps,
  bitrate,
  latencyMode: 'quality',
  ...(codec.startsWith('avc1') && { avc: { format: 'avc' as const } }),
});

/** What this browser encodes pictures of that size with; null: nothing. */
export const chooseCodec = async (sizes: Sizes): Promise<VideoEncoderConfig | null> => {
  if (typeof VideoEncoder === 'undefined') return null;
  for (const codec of CODECS) {
    const config = configOf(codec, sizes);
    const found = await VideoEncoder.isConfigSupported(config).catch(() => null);
    if (found?.supported) return config;
  }
  return null;
};

const partOf = (chunk: EncodedVideoChunk | EncodedAudioChunk): EncodedPart => {
  const bytes = new Uint8Array(chunk.byteLength);
  chunk.copyTo(bytes);
  return {
    data: toBase64(bytes),
    timestamp: chunk.timestamp,
    duration: chunk.duration ?? 0,
    isKey: chunk.type === 'key',
  };
};

const described = (description: AllowSharedBufferSource | undefined): string | null => {
  if (!description) return null;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return toBase64(bytes);
};

/** Encodes pictures in stretches, each with an encoder of its own: a stretch is the same whatever came before it. */
export interface PictureEncoder {
  add(rgba: Uint8Array, index: number): Promise<void>;
  take(): Promise<EncodedTrack>;
}

export const pictureEncoder = (config: VideoEncoderConfig): PictureEncoder => {
  const fps = config.framerate ?? 24;
  let encoder: VideoEncoder | null = null;
  let parts: EncodedPart[] = [];
  let description: string | null = null;
  let failure: DOMException | null = null;

  const opened = (): VideoEncoder => {
    const made = new VideoEncoder({
      output(chunk, meta) {
        description = described(meta?.decoderConfig?.description) ?? description;
        parts.push(partOf(chunk));
      },
      error(error) {
        failure = error;
      },
    });
    made.configure(config);
    return made;
  };

  const room = async (busy: VideoEncoder): Promise<void> => {
    while (busy.encodeQueueSize > MOST_WAITING && !failure)
      await new Promise((go) => busy.addEventListener('dequeue', go, { once: true }));
  };

  const micro = (index: number): number => Math.round((index * 1e6) / fps);

  return {
    async add(rgba, index) {
      if (failure) throw failure;
      const isFirst = encoder === null;
      encoder ??= opened();
      await room(encoder);
      const frame = new VideoFrame(rgba, {
        format: 'RGBA',
        codedWidth: config.width,
        codedHeight: config.height,
        timestamp: micro(index),
        duration: micro(index + 1) - micro(index),
        // What the canvas holds is coded as sRGB codes it.
        colorSpace: {
          primaries: 'bt709',
          transfer: 'iec61966-2-1',
          matrix: 'rgb',
          fullRange: true,
        },
      });
      encoder.encode(frame, { keyFrame: isFirst });
      frame.close();
    },
    async take() {
      await encoder?.flush();
      encoder?.close();
      encoder = null;
      if (failure) throw failure;
      const taken = { codec: config.codec, description, parts };
      parts = [];
      return taken;
    },
  };
};

const RATE_HZ = 48_000;
const SOUND_BITRATE = 128_000;
/** Samples handed over at once. */
const BLOCK = 9_600;

/** Stereo sound as Opus packets. Throws where the browser has no encoder for it. */
export const encodeSound = async (sound: AudioBuffer): Promise<EncodedTrack> => {
  const parts: EncodedPart[] = [];
  let description: string | null = null;
  let failure: DOMException | null = null;
  const encoder = new AudioEncoder({
    output(chunk, meta) {
      description = described(meta?.decoderConfig?.description) ?? description;
      parts.push(partOf(chunk));
    },
    error(error) {
      failure = error;
    },
  });
  encoder.configure({
    codec: 'opus',
    sampleRate: RATE_HZ,
    numberOfChannels: 2,
    bitrate: SOUND_BITRATE,
  });
  const [left, right] = [sound.getChannelData(0), sound.getChannelData(1)];
  for (let at = 0; at < sound.length && !failure; at += BLOCK) {
    const n = Math.min(BLOCK, sound.length - at);
    const data = new Float32Array(2 * n);
    data.set(left.subarray(at, at + n));
    data.set(right.subarray(at, at + n), n);
    const block = new AudioData({
      format: 'f32-planar',
      sampleRate: RATE_HZ,
      numberOfFrames: n,
      numberOfChannels: 2,
      timestamp: Math.round((at * 1e6) / RATE_HZ),
      data,
    });
    encoder.encode(block);
    block.close();
  }
  await encoder.flush();
  encoder.close();
  if (failure) throw failure;
  return { codec: 'opus', description, parts };
};
