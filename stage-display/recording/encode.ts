import type { WebmTrack } from './webm.ts';

/** Pictures a second, at most. */
export const RATE_HZ = 30;
/** A larger picture is recorded smaller: what records must not cost the show its pace. */
const MOST = { width: 1920, height: 1080 } as const;
/** Bits a pixel of every picture: quiet pictures take less. */
const BITS = 0.09;

const CODECS = [
  { name: 'V_VP9', codec: 'vp09.00.40.08' },
  { name: 'V_VP8', codec: 'vp8' },
] as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

const even = (n: number): number => Math.max(2, 2 * Math.round(n / 2));

/** The size a canvas is recorded in: its own or, where that is larger than Full HD, as much smaller as it takes. */
export const recordedSize = ({ width, height }: Size): Size => {
  const [long, short] = width >= height ? [width, height] : [height, width];
  const scale = Math.min(1, MOST.width / long, MOST.height / short);
  return { width: even(width * scale), height: even(height * scale) };
};

export interface Chosen {
  readonly track: WebmTrack['codec'];
  readonly config: VideoEncoderConfig;
}

/** The first codec that this browser writes; null: none. */
export const chooseCodec = async (size: Size): Promise<Chosen | null> => {
  for (const { name, codec } of CODECS) {
    const config: VideoEncoderConfig = {
      codec,
      ...size,
      framerate: RATE_HZ,
      bitrate: Math.round(Math.max(400_000, BITS * size.width * size.height * RATE_HZ)),
      latencyMode: 'realtime',
    };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({
      supported: false,
    }));
    if (supported) return { track: name, config };
  }
  return null;
};
