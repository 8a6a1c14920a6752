import { readFileSync } from 'node:fs';
import type { ScoreNote } from '#contracts/score';
import { instrumentsFile } from '../../conductor/music/render/instruments.ts';
import { renderScore } from '../../conductor/music/render/render.ts';
import { partsOf } from '../../conductor/music/score/cast.ts';
import { random } from '../../sensors/random.ts';
import { launchBrowser } from './browser.ts';
import { until } from './conductor.ts';
import { placeOf } from './music-onsets.ts';
import { recorded, recordSound } from './music-page.ts';
import { KIOSK } from './sound-watch.ts';
import { openSoundWire } from './sound-wire.ts';
import { pause } from './stats.ts';

export interface NoteTimes {
  /** Off the asked time, milliseconds, one for each note that was heard; positive: late. */
  readonly offMs: readonly number[];
  readonly asked: number;
  /** From the first word of the music to instruments that play. */
  readonly loadS: number;
}

/** Dry, and of a short sound: one note is over before the next. */
const PARTS = partsOf(['piano']).map((part) => ({ ...part, reverb: 0 }));
/** So much of a note's beginning is looked for, so far around its time. */
const MATCH_S = 0.15;
const AROUND_S = 0.06;
const steady = { from: 1, to: 1, startMs: 0, seconds: 0, curve: 'linear' } as const;
const NOTES = [60, 64, 67, 72, 76, 79];
const GAP_MS = 600;
/** A page that has just been opened builds its shaders and finds the conductor's clock; a show does not begin with that. */
const SETTLE_MS = 10_000;

interface Wanted {
  readonly gapMs: number;
  readonly note: number;
  readonly velocity: number;
}

const wanted = (count: number): Wanted[] => {
  const chance = random(7, 'timing');
  return Array.from({ length: count }, () => ({
    // Off any grid of blocks and frames.
    gapMs: GAP_MS + 120 * chance.next(),
    note: NOTES[Math.floor(chance.next() * NOTES.length)] ?? 60,
    velocity: 0.5 + 0.4 * chance.next(),
  }));
};

/** Each note alone as it is to sound, from its very beginning. */
const references = async (notes: readonly Wanted[], rateHz: number): Promise<Float32Array[]> => {
  const score = {
    parts: PARTS,
    seconds: notes.length,
    notes: notes.map(({ note, velocity }, i) => ({
      atS: i + 0.25,
      lastsS: 0.12,
      part: 'piano' as const,
      note,
      velocity,
    })),
  };
  const soundfont = readFileSync(instrumentsFile());
  const sound = await renderScore(score, { rateHz, soundfont });
  const mono = sound?.left.map((x, i) => (x + (sound.right[i] ?? 0)) / 2) ?? new Float32Array();
  return notes.map((_, i) => {
    const at = Math.round((i + 0.25) * rateHz);
    return mono.slice(at, at + Math.round(MATCH_S * rateHz));
  });
};

/**
 * A real stage page in a real browser plays single notes at asked times, told as the conductor tells them; where each
 * begins is measured in all that the page's sound road carries, against the browser's own word of when that is heard.
 */
export const noteTimes = async (count: number): Promise<NoteTimes> => {
  const notes = wanted(count);
  const wire = await openSoundWire({});
  const browser = await launchBrowser(KIOSK);
  try {
    const page = await browser.newPage({ viewport: { width: 64, height: 36 }, bypassCSP: true });
    await page.goto(`${wire.url}/stage?size=64x36&probe=1&id=left`);
    await page.waitForFunction(() => (window.__stage?.frames ?? 0) > 1, undefined, {
      timeout: 60_000,
    });
    const begunMs = performance.now();
    wire.sound({ voices: [], preload: [], master: steady, over: steady });
    wire.music({ run: 1, playing: true, parts: PARTS, level: { ...steady, from: 0.7, to: 0.7 } });
    await until('instruments', 90_000, async () => {
      const acks = wire.said.flatMap((m) => (m.t === 'ack' && m.sound ? [m.sound] : []));
      return acks.includes('loading') && acks.at(-1) === 'ready';
    });
    const loadS = (performance.now() - begunMs) / 1000;
    await recordSound(page);
    await pause(SETTLE_MS);
    let atMs = Date.now() + 2500;
    const score: ScoreNote[] = notes.map(({ gapMs, note, velocity }, n) => {
      atMs += gapMs;
      return { n, atMs, lastsMs: 120, part: 'piano', note, velocity };
    });
    // Ahead of its time, as the conductor does.
    for (const one of score) {
      await pause(Math.max(0, one.atMs - 2300 - Date.now()));
      wire.score(1, [one]);
    }
    await pause(Math.max(0, atMs + 1500 - Date.now()));
    const tape = await recorded(page);
    const wholes = await references(notes, tape.rateHz);
    const zeros = [...tape.zerosMs].sort((a, b) => a - b);
    const zeroMs = zeros[zeros.length >> 1] ?? 0;
    const offMs = score.flatMap((one, i) => {
      const due = ((one.atMs - zeroMs) / 1000) * tape.rateHz - tape.fromFrame;
      const found = placeOf(
        wholes[i] ?? new Float32Array(),
        tape.samples,
        due,
        AROUND_S * tape.rateHz,
      );
      return found === null ? [] : [((found - due) / tape.rateHz) * 1000];
    });
    return { offMs, asked: count, loadS };
  } finally {
    await browser.close();
    wire.end();
  }
};
