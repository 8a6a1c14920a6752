import { describe, expect, it } from 'vitest';
import { tuneOf } from '../../conductor/music/theme/tune-of.ts';
import { random } from '../../sensors/random.ts';

const RATE = 22_050;
/** Plucked tones with five partials, one a beat. */
const played = (notes: readonly number[], bpm: number, level = 0.5): Float32Array => {
  const beat = Math.round((60 / bpm) * RATE);
  const pcm = new Float32Array(notes.length * beat + RATE);
  notes.forEach((note, i) => {
    const hz = 440 * 2 ** ((note - 69) / 12);
    for (let s = 0; s < beat * 0.95; s++) {
      const t = s / RATE;
      const envelope = level * Math.min(1, s / 100) * Math.exp(-3 * t);
      let x = 0;
      for (let k = 1; k <= 5; k++) x += Math.sin(2 * Math.PI * hz * k * t) / k ** 1.5;
      pcm[i * beat + s] = (pcm[i * beat + s] ?? 0) + 0.5 * envelope * x;
    }
  });
  return pcm;
};
const MAJOR = [60, 62, 64, 65, 67, 69, 71, 72, 71, 69, 67, 65, 64, 62, 60, 67, 64, 60];
const MINOR = [60, 62, 63, 65, 67, 68, 70, 72, 70, 68, 67, 65, 63, 62, 60, 67, 63, 60];

describe('a tune in sound', () => {
  it('gives its notes, its beat and its mode', () => {
    const heard = tuneOf(played([...MAJOR, ...MAJOR], 100), RATE);
    const notes = heard.theme.map(({ note }) => note);
    const right = MAJOR.filter((note) => notes.includes(note)).length;
    expect(right / MAJOR.length).toBeGreaterThan(0.9);
    expect(heard.mode).toBeGreaterThan(0.3);
    const ratio = (heard.tempo ?? 0) / 100;
    expect([0.5, 1, 2].some((r) => Math.abs(ratio / r - 1) < 0.04)).toBe(true);
    expect(tuneOf(played([...MINOR, ...MINOR], 100), RATE).mode).toBeLessThan(-0.3);
  });

  it('hears loud and lively above soft and slow', () => {
    const [wild, calm] = [
      tuneOf(played(MAJOR, 220, 0.9), RATE),
      tuneOf(played(MAJOR, 60, 0.05), RATE),
    ];
    expect(wild.energy).toBeGreaterThan(calm.energy + 0.2);
  });

  it('finds no melody in noise or silence', () => {
    const chance = random(1, 'noise');
    const noise = Float32Array.from({ length: 5 * RATE }, () => 0.3 * (2 * chance.next() - 1));
    expect(tuneOf(noise, RATE).theme).toEqual([]);
    expect(tuneOf(new Float32Array(5 * RATE), RATE)).toEqual({
      tempo: null,
      mode: null,
      energy: 0,
      theme: [],
    });
    expect(tuneOf(new Float32Array(), RATE).theme).toEqual([]);
  });
});
