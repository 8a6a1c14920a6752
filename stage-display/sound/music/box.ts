import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { LevelFade } from '#contracts/sound';
import { type AudioTime, contextS, sameFade } from '../fade.ts';
import { follow, hold } from '../ramp.ts';
import type { Block } from './blocks.ts';
import type { MusicAnswer, MusicAsk } from './talk.ts';

/** The maker of the sound, on a thread of its own. */
export interface Maker {
  ask(message: MusicAsk): void;
  onAnswer(fn: (message: MusicAnswer) => void): void;
  end(): void;
}

export interface BoxParts {
  readonly maker: () => Maker;
  readonly nowMs: () => number;
  readonly log: (what: string) => void;
}

/** The road that the music goes, as long as it is there. */
export interface MusicRoad {
  readonly context: AudioContext;
  /** Where all sound of the show goes in. */
  readonly into: AudioNode;
}

/** The music that answers, at this display. */
export interface MusicBox {
  hear(desk: MusicDesk): void;
  notes(run: number, notes: readonly ScoreNote[]): void;
  /** It is to sound here: the road must be open. */
  readonly wants: boolean;
  tend(road: MusicRoad, time: AudioTime): void;
  /** The road is gone: on the next one everything begins anew. */
  lost(): void;
  readonly state: 'none' | 'loading' | 'ready' | 'failed';
  /** Notes that came too late and were not played. */
  readonly late: number;
}

/** Where the conductor serves the instruments. */
export const INSTRUMENTS_URL = '/instruments/general.sf3';
/** Sound is made so far ahead of the audio clock. */
const AHEAD_S = 0.6;
/** Nothing is placed nearer than this. */
const LEAST_S = 0.03;
/** The score is written softly for the sake of shading: brought up by 12 dB, as in films. */
const MAKEUP = 4;
/** Music that is let go fades so long. */
const LET_GO_S = 0.25;
/** What failed is tried again so often. */
const RETRY_MS = 15_000;
const MOST_WAITING = 4_096;

interface Run {
  readonly gain: GainNode;
  readonly sources: Set<AudioBufferSourceNode>;
}

interface Open {
  readonly maker: Maker;
  readonly context: AudioContext;
  readonly level: GainNode;
  told: LevelFade | null;
  seated: string;
  run: Run | null;
  number: number;
  share: number;
  /** Sound is made until this frame, and this far it was asked for. */
  made: number;
  asked: number;
}

export const musicBox = (parts: BoxParts): MusicBox => {
  let desk: MusicDesk | null = null;
  let open: Open | null = null;
  let failedMs = Number.NEGATIVE_INFINITY;
  let late = 0;
  /** Notes that no maker has been told of yet. */
  let waiting: readonly ScoreNote[] = [];

  const letGo = (run: Run, context: AudioContext): void => {
    const now = context.currentTime;
    hold(run.gain.gain, now);
    run.gain.gain.linearRampToValueAtTime(0, now + LET_GO_S);
    for (const source of run.sources) source.stop(now + LET_GO_S);
  };

  const place = (one: Open, { at, sides }: Block): void => {
    const { context, run } = one;
    if (!sides || !run) return;
    const whenS = at / context.sampleRate;
    const overS = (at + sides[0].length) / context.sampleRate;
    if (overS <= context.currentTime) return;
    const buffer = context.createBuffer(2, sides[0].length, context.sampleRate);
    sides.forEach((side, i) => void buffer.copyToChannel(side, i));
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(run.gain);
    source.onended = () => {
      source.disconnect();
      run.sources.delete(source);
    };
    // A block that comes while it should sound already goes on in its middle.
    const offsetS = Math.max(0, context.currentTime - whenS);
    source.start(offsetS > 0 ? 0 : whenS, offsetS);
    run.sources.add(source);
  };

  const heard = (message: MusicAnswer): void => {
    if (!open) return;
    if (message.t === 'loading') open.share = message.share;
    else if (message.t === 'failed') {
      parts.log(`No instruments: ${message.why}`);
      failedMs = parts.nowMs();
      close();
    } else if (message.run === open.number) {
      open.made = message.at;
      late = message.late;
      for (const block of message.blocks) place(open, block);
    }
  };

  const close = (): void => {
    open?.maker.end();
    open = null;
  };

  /** The show has no music any more, or another display plays it. */
  const end = (): void => {
    if (open?.run) letGo(open.run, open.context);
    close();
  };

  const opened = ({ context, into }: MusicRoad): Open => {
    if (open) return open;
    const maker = parts.maker();
    maker.onAnswer(heard);
    maker.ask({ t: 'open', url: INSTRUMENTS_URL, rateHz: context.sampleRate });
    const level = context.createGain();
    level.gain.value = 0;
    level.connect(into);
    open = {
      maker,
      context,
      level,
      told: null,
      seated: '',
      run: null,
      number: -1,
      share: 0,
      made: 0,
      asked: 0,
    };
    return open;
  };

  const frameNow = ({ context }: Open, aheadS: number): number =>
    Math.ceil((context.currentTime + aheadS) * context.sampleRate);

  /** Another run: what was told of the one before is let go. */
  const begin = (one: Open, now: MusicDesk): void => {
    if (one.run) letGo(one.run, one.context);
    const gain = one.context.createGain();
    gain.gain.value = MAKEUP;
    gain.connect(one.level);
    one.run = { gain, sources: new Set() };
    one.number = now.run;
    one.made = frameNow(one, LEAST_S);
    one.asked = one.made;
    one.maker.ask({ t: 'begin', run: now.run, frame: one.made });
  };

  const tellNotes = (one: Open, time: AudioTime): void => {
    if (waiting.length === 0) return;
    const { sampleRate } = one.context;
    const notes = waiting.map(({ n, atMs, lastsMs, part, note, velocity }) => ({
      n,
      at: contextS(time, atMs) * sampleRate,
      lasts: (lastsMs / 1000) * sampleRate,
      part,
      note,
      velocity,
    }));
    waiting = [];
    one.maker.ask({ t: 'notes', run: one.number, notes });
  };

  const make = (one: Open): void => {
    const until = frameNow(one, AHEAD_S);
    // One question at a time, so that a slow machine is not asked ever more.
    if (one.made < one.asked || until <= one.made) return;
    one.asked = until;
    one.maker.ask({ t: 'make', run: one.number, from: frameNow(one, LEAST_S), until });
  };

  return {
    hear(next) {
      if (next.run !== desk?.run) waiting = [];
      desk = next;
    },
    notes(run, notes) {
      if (run === desk?.run) waiting = [...waiting, ...notes].slice(-MOST_WAITING);
    },
    get wants() {
      return desk !== null && desk.parts.length > 0;
    },
    tend(road, time) {
      if (!desk || parts.nowMs() - failedMs < RETRY_MS) return;
      if (desk.parts.length === 0) return end();
      const one = opened(road);
      const seats = JSON.stringify(desk.parts);
      if (seats !== one.seated) {
        one.seated = seats;
        one.maker.ask({ t: 'seat', parts: desk.parts });
      }
      if (one.share < 1) return;
      if (one.number !== desk.run) begin(one, desk);
      if (!sameFade(one.told, desk.level)) {
        one.told = desk.level;
        follow(one.level.gain, desk.level, time, one.context.currentTime);
      }
      tellNotes(one, time);
      make(one);
    },
    lost: close,
    get state() {
      if (Number.isFinite(failedMs) && parts.nowMs() - failedMs < RETRY_MS) return 'failed';
      if (!open) return 'none';
      return open.share < 1 ? 'loading' : 'ready';
    },
    get late() {
      return late;
    },
  };
};

/** The maker as the browser runs it. */
export const musicMaker = (): Maker => {
  const worker = new Worker(new URL('./music-worker.ts', import.meta.url), { type: 'module' });
  return {
    ask: (message) => worker.postMessage(message),
    onAnswer(fn) {
      worker.onmessage = ({ data }: MessageEvent<MusicAnswer>) => fn(data);
      worker.onerror = ({ message }) => fn({ t: 'failed', why: message });
    },
    end: () => worker.terminate(),
  };
};
