import { isHand } from '#contracts/hand';
import { unit } from '../dsp/running.ts';
import { type Extractor, speaking } from '../extractor.ts';
import { playing } from './playing.ts';

/** Channel 10 of General MIDI is percussion: its numbers are instruments, no pitches. */
const DRUMS = 10;
const AS_PLAYED = { onsets: 1, pitches: 1 };

/**
 * noteDensity, noteVelocity, onsetRegularity, tempo, register, mode and key from a stream of notes (number,
 * velocity 0 let go .. 1, channel). Values come with every note that begins or ends; in silence nothing
 * comes, and each expires after the `holdS` of its feature. Keys on the channel of hands are no music.
 */
export const noteExtractor = (sourceId: string, bodyId: string): Extractor => {
  const heard = playing(AS_PLAYED);
  let lastMs = Number.NEGATIVE_INFINITY;
  return speaking(sourceId, bodyId, (block, say) => {
    if (isHand(block)) return;
    for (let i = 0; i + 2 < block.data.length; i += block.channels) {
      const note = block.data[i] ?? Number.NaN;
      const velocity = unit(block.data[i + 1] ?? Number.NaN);
      const channel = block.data[i + 2] ?? 0;
      if (!(note >= 0 && note <= 127) || !Number.isFinite(block.atMs)) continue;
      const atMs = Math.max(lastMs, block.atMs);
      lastMs = atMs;
      const voice = channel * 128 + note;
      if (velocity > 0) {
        heard.onset(velocity, atMs);
        if (channel !== DRUMS) heard.pitches.begin(voice, note, velocity, atMs);
        heard.tellVelocity(atMs, say);
      } else heard.pitches.end(voice, atMs);
      heard.tell(atMs, say);
    }
  });
};
