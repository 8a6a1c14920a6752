import type { EncodedTrack, KeepsakeSound } from '#contracts/keepsake';
import { fromBase64 } from './bytes.ts';
import { encodeSound } from './encode.ts';

const RATE_HZ = 48_000;

const samplesOf = (
  context: OfflineAudioContext,
  given: NonNullable<KeepsakeSound['samples']>,
): AudioBuffer => {
  const all = new Float32Array(fromBase64(given.data).buffer);
  const length = Math.max(1, Math.floor(all.length / given.channels));
  const buffer = context.createBuffer(given.channels, length, given.rateHz);
  for (let c = 0; c < given.channels; c++)
    buffer.copyToChannel(all.subarray(c * length, (c + 1) * length), c);
  return buffer;
};

/** The sound of a film, as long as the film: it rises, is there, and falls with the picture. A short one ends early. */
export const filmSound = async (sound: KeepsakeSound): Promise<EncodedTrack> => {
  const length = Math.max(1, Math.round(sound.seconds * RATE_HZ));
  const context = new OfflineAudioContext(2, length, RATE_HZ);
  const buffer = sound.samples
    ? samplesOf(context, sound.samples)
    : await context.decodeAudioData(fromBase64(sound.file ?? '').buffer);
  const source = new AudioBufferSourceNode(context, { buffer });
  const gain = new GainNode(context, { gain: sound.riseS > 0 ? 0 : sound.level });
  if (sound.riseS > 0) gain.gain.linearRampToValueAtTime(sound.level, sound.riseS);
  if (sound.fallS > 0) {
    const fallsAt = Math.max(sound.riseS, Math.min(sound.seconds, buffer.duration) - sound.fallS);
    gain.gain.setValueAtTime(sound.level, fallsAt);
    gain.gain.linearRampToValueAtTime(0, fallsAt + sound.fallS);
  }
  source.connect(gain).connect(context.destination);
  source.start();
  return encodeSound(await context.startRendering());
};
