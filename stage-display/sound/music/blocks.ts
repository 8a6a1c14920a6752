import { type BasicPreset, SoundBankLoader, SpessaSynthProcessor } from 'spessasynth_core';
import type { ScorePart } from '#contracts/score';

/** A note of the score at a frame of the audio clock. */
export interface FrameNote {
  readonly n: number;
  readonly at: number;
  readonly lasts: number;
  readonly part: string;
  readonly note: number;
  readonly velocity: number;
}

/** A stretch of sound that begins at a frame of the audio clock; null: nothing sounds. */
export interface Block {
  readonly at: number;
  readonly sides: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] | null;
}

export const BLOCK_FRAMES = 4096;
const QUANTUM = 128;
const PAN = 10;
const REVERB = 91;
const CHORUS = 93;
/** A note later than this is not begun any more, seconds. */
const LATE_S = 0.08;
/** A bank holds General MIDI as presets of the first bank. */
const PLAIN = { bankMSB: 0, bankLSB: 0, isGMGSDrum: false } as const;
/** What is played lies within. */
const KEYS = [33, 96] as const;
/** Reverberation goes on so long after the last voice, seconds. */
const TAIL_S = 4;

interface Stroke {
  readonly at: number;
  readonly channel: number;
  readonly note: number;
  /** 0 lets go. */
  readonly velocity: number;
  /** Which note it belongs to. */
  readonly n: number;
}

const seven = (unit: number): number => Math.min(127, Math.max(1, Math.round(unit * 127)));

/**
 * Makes sound of notes, block by block ahead of the audio clock: each note begins at its frame. It runs beside the audio
 * thread, which therefore never waits for an instrument that is being unpacked.
 */
export const blockMaker = (rateHz: number, bank: ArrayBuffer) => {
  const loaded = SoundBankLoader.fromArrayBuffer(bank);
  const synth = new SpessaSynthProcessor(rateHz, { eventsEnabled: false, maxBufferSize: QUANTUM });
  synth.soundBankManager.addSoundBank(loaded, 'instruments');
  let parts: readonly ScorePart[] = [];
  let strokes: Stroke[] = [];
  /** Until when each key is held, so that a key struck again is let go first. */
  const held = new Map<number, Stroke>();
  let at = 0;
  let silentFor = Number.POSITIVE_INFINITY;
  let late = 0;

  const insert = (stroke: Stroke): void => {
    let i = strokes.length;
    while (i > 0) {
      const before = strokes[i - 1];
      if (!before || before.at < stroke.at) break;
      // Letting go comes before striking.
      if (before.at === stroke.at && !(stroke.velocity === 0 && before.velocity > 0)) break;
      i--;
    }
    strokes.splice(i, 0, stroke);
  };
  const keyOf = ({ channel, note }: Stroke): number => channel * 128 + note;

  const strike = (stroke: Stroke): void => {
    const key = keyOf(stroke);
    if (stroke.velocity === 0) {
      if (held.get(key)?.n !== stroke.n) return;
      held.delete(key);
      synth.noteOff(stroke.channel, stroke.note);
      return;
    }
    if (held.has(key)) synth.noteOff(stroke.channel, stroke.note);
    held.set(key, stroke);
    synth.noteOn(stroke.channel, stroke.note, stroke.velocity);
  };

  const presetOf = (program: number): BasicPreset => loaded.getPreset({ ...PLAIN, program }, 'gm');

  return {
    ready: synth.processorInitialized,
    /** Unpacks an instrument: takes seconds for a piano. */
    unpack: (program: number): void => presetOf(program).preload(...KEYS),
    seat(next: readonly ScorePart[]): void {
      parts = next;
      for (const { channel, program, pan, reverb } of parts) {
        synth.programChange(channel, program);
        synth.controllerChange(channel, PAN, seven(pan));
        synth.controllerChange(channel, REVERB, seven(reverb));
        synth.controllerChange(channel, CHORUS, 0);
      }
    },
    add(notes: readonly FrameNote[]): void {
      for (const { n, at: from, lasts, part, note, velocity } of notes) {
        const channel = parts.find(({ id }) => id === part)?.channel;
        if (channel === undefined) continue;
        if (from < at - LATE_S * rateHz) {
          late++;
          continue;
        }
        const begin = Math.max(at, Math.round(from));
        const end = Math.max(begin + 1, Math.round(from + lasts));
        insert({ at: begin, channel, note, velocity: seven(velocity), n });
        insert({ at: end, channel, note, velocity: 0, n });
      }
    },
    /** Lets go of what waits and of what sounds, and goes on at another frame. */
    begin(frame: number): void {
      strokes = [];
      held.clear();
      synth.stopAllChannels(true);
      at = frame;
      silentFor = Number.POSITIVE_INFINITY;
    },
    /** Leaves out what should have sounded before a frame. */
    skip(frame: number): void {
      for (let s = strokes[0]; s && s.at < frame; s = strokes[0]) {
        strokes.shift();
        if (s.velocity === 0 || s.at >= frame - LATE_S * rateHz) strike(s);
        else late++;
      }
      at = Math.max(at, frame);
    },
    next(): Block {
      const from = at;
      const end = from + BLOCK_FRAMES;
      const isDue = (strokes[0]?.at ?? Number.POSITIVE_INFINITY) < end;
      if (!isDue && synth.voiceCount === 0 && silentFor > TAIL_S * rateHz) {
        at = end;
        return { at: from, sides: null };
      }
      const sides = [new Float32Array(BLOCK_FRAMES), new Float32Array(BLOCK_FRAMES)] as const;
      while (at < end) {
        for (let s = strokes[0]; s && s.at <= at; s = strokes[0]) {
          strokes.shift();
          strike(s);
        }
        const until = Math.min(end, strokes[0]?.at ?? end, at + QUANTUM);
        synth.process(sides[0], sides[1], at - from, until - at);
        at = until;
      }
      silentFor = synth.voiceCount > 0 ? 0 : silentFor + BLOCK_FRAMES;
      if (isDue && silentFor > 0) silentFor = 0;
      return { at: from, sides };
    },
    get at() {
      return at;
    },
    /** Notes that came too late to be begun. */
    get late() {
      return late;
    },
  };
};
export type BlockMaker = ReturnType<typeof blockMaker>;
