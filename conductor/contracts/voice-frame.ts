import { frameType, HEAD, head, viewOf } from './frame-bytes.ts';
import { FRAME } from './wire.ts';

/** What the booth's microphone heard: mono, 16 bits, VOICE_HZ. Heard, never stored. */
export interface VoiceFrame {
  /** Counts up by one; a gap means sound that was lost. */
  readonly seq: number;
  /** Show time of the last sample, as the page knows it. */
  readonly atMs: number;
  readonly pcm: Int16Array;
}

export const VOICE_HZ = 16_000;
/** Half a second: pages send a tenth. */
const MOST_SAMPLES = VOICE_HZ / 2;

export const encodeVoice = ({ seq, atMs, pcm }: VoiceFrame): Uint8Array => {
  const bytes = new Uint8Array(HEAD + pcm.length * 2);
  const view = viewOf(bytes);
  head(view, FRAME.voice, 0, seq, atMs);
  for (let i = 0; i < pcm.length; i++) view.setInt16(HEAD + 2 * i, pcm[i] ?? 0, true);
  return bytes;
};

/** Reads what a booth heard; null for anything else, nothing, or more than half a second. */
export const decodeVoice = (bytes: ArrayBufferView): VoiceFrame | null => {
  if (frameType(bytes) !== FRAME.voice) return null;
  const view = viewOf(bytes);
  const samples = (bytes.byteLength - HEAD) / 2;
  const atMs = view.getFloat64(8, true);
  if (!Number.isInteger(samples) || samples < 1 || samples > MOST_SAMPLES) return null;
  if (!(atMs >= 0 && Number.isFinite(atMs))) return null;
  const pcm = new Int16Array(samples);
  for (let i = 0; i < samples; i++) pcm[i] = view.getInt16(HEAD + 2 * i, true);
  return { seq: view.getUint32(4, true), atMs, pcm };
};
