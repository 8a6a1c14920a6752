import { describe, expect, it } from 'vitest';
import { drawing } from '../../../conductor/memory/speech/drawing.ts';
import { syllables } from '../../../conductor/memory/speech/syllables.ts';

const HZ = 16_000;
/** A buzz of 120 Hz that swells so many times a second. */
const swelling = (perS: number, seconds: number): Float32Array =>
  Float32Array.from({ length: seconds * HZ }, (_, i) => {
    const t = i / HZ;
    const swell = 0.03 + 0.97 * Math.sin(Math.PI * perS * t) ** 2;
    return 0.3 * swell * (((120 * t) % 1) - 0.5);
  });

describe('syllables', () => {
  it.each([2, 3, 4, 5.5])('counts %s a second', (perS) => {
    const nuclei = syllables();
    const sound = swelling(perS, 5);
    for (let at = 0; at < sound.length; at += 512) nuclei.push(sound.subarray(at, at + 512), true);
    expect(nuclei.rate()).toBeGreaterThan(perS * 0.85);
    expect(nuclei.rate()).toBeLessThan(perS * 1.15);
  });

  it('counts none in a steady sound, and none where no voice is', () => {
    const [steady, music] = [syllables(), syllables()];
    const hum = Float32Array.from(
      { length: 5 * HZ },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * 150 * i) / HZ),
    );
    const tune = swelling(4, 5);
    for (let at = 0; at < hum.length; at += 512) {
      steady.push(hum.subarray(at, at + 512), true);
      music.push(tune.subarray(at, at + 512), false);
    }
    expect(steady.rate()).toBeLessThan(0.5);
    expect(music.rate()).toBe(0);
  });
});

describe('what is drawn from a voice', () => {
  it('comes ten times a second, and says voice, pause, sentence, rate and pitch', () => {
    const frames: Float32Array[] = [];
    let sounds = 0;
    const drawn = drawing({
      speech: (values) => frames.push(values),
      sound: () => {
        sounds++;
      },
    });
    const sound = swelling(4, 4);
    for (let at = 0; at + 512 <= sound.length; at += 512)
      drawn.push(sound.subarray(at, at + 512), 0.95, true, at / 16);
    for (let i = 0; i < 62; i++) drawn.push(new Float32Array(512), 0.01, false, 0);
    expect(frames.length).toBeGreaterThan(55);
    expect(frames.length).toBeLessThan(66);
    expect(sounds).toBeGreaterThan(80);
    const [voice = 0, pause, sentence = 0, rate = 0, pitch = 0] = frames[38] ?? [];
    expect(voice).toBeGreaterThan(0.9);
    expect(pause).toBe(0);
    expect(sentence).toBeGreaterThan(3.5);
    expect(rate).toBeGreaterThan(3);
    expect(pitch === 0 || (pitch > 110 && pitch < 130)).toBe(true);
    const last = frames.at(-1) ?? [];
    expect(last[0]).toBeLessThan(0.1);
    expect(last[1]).toBeGreaterThan(1.5);
    expect(last[2]).toBe(0);
  });
});
