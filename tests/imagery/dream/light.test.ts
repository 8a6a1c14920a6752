import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DreamParts, dreamParts, openDream } from '../../../conductor/imagery/dream/engine.ts';
import { ask, MODELS } from './request.ts';

let parts: DreamParts;
beforeAll(async () => {
  parts = await dreamParts(MODELS);
});
afterAll(() => parts.matter.close());

const linear = (byte: number): number => {
  const v = byte / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};

/** Light of every pixel of a picture at rest, from the darkest, 1 is white. */
const lightOf = async (text: string): Promise<number[]> => {
  const { rgb } = await openDream({ modelsDir: MODELS }, parts).paint(ask(text, { lines: 48 }), 0);
  return Array.from({ length: rgb.length / 3 }, (_, i) => {
    const [r = 0, g = 0, b = 0] = rgb.subarray(3 * i, 3 * i + 3);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  }).sort((a, b) => a - b);
};

it.each(['', 'qwerty plugh', 'a dark room', 'stars over the desert', 'snow', '골목 끝 가로등'])(
  'lights what a picture of "%s" is about: its brightest parts between 8 and 70 percent of white, a quarter on average at most',
  async (text) => {
    const light = await lightOf(text);
    const bright = light[Math.floor(0.93 * light.length)] ?? 0;
    expect(bright).toBeGreaterThan(0.08);
    expect(bright).toBeLessThan(0.7);
    expect(light.reduce((sum, v) => sum + v, 0) / light.length).toBeLessThan(0.25);
  },
);
