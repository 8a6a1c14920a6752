import { SoundBankLoader, SpessaSynthProcessor } from 'spessasynth_core';
import type { ScorePart } from '#contracts/score';
import type { Score } from '../score/types.ts';
import { strokesOf } from './voices.ts';

export interface RenderOptions {
  readonly rateHz: number;
  /** Bytes of a sound bank (SF2, SF3). */
  readonly soundfont: Uint8Array;
  /** Told after every second of music, 0..1; true: let it go. */
  readonly progress?: (share: number) => boolean | undefined;
}

export interface Sounded {
  readonly left: Float32Array<ArrayBuffer>;
  readonly right: Float32Array<ArrayBuffer>;
}

const BLOCK = 128;
const PAN = 10;
const REVERB = 91;
const CHORUS = 93;
/** The end goes out so long, seconds. */
const FADE_S = 1.5;
/** Written softly for the sake of shading: brought up by 12 dB. */
export const MAKEUP = 4;
/** Nothing is louder: -1 dB of full scale. */
const PEAK = 0.89;

const seven = (unit: number): number => Math.round(unit * 127);

const seated = (synth: SpessaSynthProcessor, parts: readonly ScorePart[]): void => {
  for (const { channel, program, pan, reverb } of parts) {
    synth.programChange(channel, program);
    synth.controllerChange(channel, PAN, seven(pan));
    synth.controllerChange(channel, REVERB, seven(reverb));
    synth.controllerChange(channel, CHORUS, 0);
  }
};

const levelled = ({ left, right }: Sounded, rateHz: number): void => {
  const n = left.length;
  const fade = Math.min(n, Math.round(FADE_S * rateHz));
  let peak = 0;
  for (const side of [left, right]) {
    for (let i = 0; i < fade; i++) side[n - 1 - i] = ((side[n - 1 - i] ?? 0) * i) / fade;
    for (const x of side) peak = Math.max(peak, Math.abs(x));
  }
  const gain = Math.min(MAKEUP, PEAK / Math.max(1e-9, peak));
  for (const side of [left, right]) for (let i = 0; i < n; i++) side[i] = (side[i] ?? 0) * gain;
};

/**
 * A score as sound, to the sample and the same every time. Works without a pause: call it in a worker.
 * Null where `progress` said to let it go.
 */
export const renderScore = async (
  score: Score,
  { rateHz, soundfont, progress }: RenderOptions,
): Promise<Sounded | null> => {
  const bytes = new Uint8Array(soundfont).buffer;
  const synth = new SpessaSynthProcessor(rateHz, { eventsEnabled: false, maxBufferSize: BLOCK });
  synth.soundBankManager.addSoundBank(SoundBankLoader.fromArrayBuffer(bytes), 'instruments');
  await synth.processorInitialized;
  try {
    seated(synth, score.parts);
    const length = Math.round(score.seconds * rateHz);
    const out = { left: new Float32Array(length), right: new Float32Array(length) };
    const strokes = strokesOf(score.notes, score.parts, rateHz);
    let next = 0;
    for (let at = 0; at < length; ) {
      for (let s = strokes[next]; s && s.at <= at; s = strokes[++next]) {
        if (s.velocity > 0) synth.noteOn(s.channel, s.note, s.velocity);
        else synth.noteOff(s.channel, s.note);
      }
      const count = Math.min(BLOCK, length - at, (strokes[next]?.at ?? length) - at);
      synth.process(out.left, out.right, at, count);
      const isSecond = Math.floor((at + count) / rateHz) > Math.floor(at / rateHz);
      if (isSecond && progress?.((at + count) / length) === true) return null;
      at += count;
    }
    levelled(out, rateHz);
    return out;
  } finally {
    synth.destroySynthProcessor();
  }
};
