import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DreamParts, dreamParts, openDream } from '../../../conductor/imagery/dream/engine.ts';
import type { PaintRequest } from '../../../conductor/imagery/engine.ts';
import { ask, differ, MODELS, meanOf, memoryOf } from './request.ts';

let parts: DreamParts;
beforeAll(async () => {
  parts = await dreamParts(MODELS);
});
afterAll(() => parts.matter.close());

const film = async (...requests: PaintRequest[]) => {
  const engine = openDream({ modelsDir: MODELS }, parts);
  const pictures = [];
  for (const request of requests) pictures.push(await engine.paint(request, 0));
  return pictures;
};
const last = async (...requests: PaintRequest[]) => {
  const picture = (await film(...requests)).at(-1);
  if (!picture) throw new Error('nothing was painted');
  return picture;
};

describe('a picture', () => {
  it('has the size that was asked for, colour and relief', async () => {
    const { width, height, rgb, relief } = await last(ask('the sea'));
    expect([width, height, rgb.length, relief?.length]).toEqual([32, 32, 3072, 1024]);
    expect(new Set(rgb).size).toBeGreaterThan(20);
    expect(new Set(relief).size).toBeGreaterThan(10);
  });

  it('is the same for the same seed and requests, and another for another seed or memory', async () => {
    const steps = [
      ask('a garden', { dtS: 0.1 }),
      ask('a garden', { dtS: 0.1, movement: { x: 0.2, y: 0.4, energy: 1, surprise: 1 } }),
    ];
    const one = await last(...steps);
    const again = await last(...steps);
    expect(again.rgb).toEqual(one.rgb);
    expect(again.relief).toEqual(one.relief);
    expect(differ(one.rgb, (await last(ask('a garden', { seed: 8 }))).rgb)).toBeGreaterThan(1);
    expect(differ(one.rgb, (await last(ask('deep snow'))).rgb)).toBeGreaterThan(5);
  });

  it.each([
    ['nothing', ''],
    ['emoji', '🌻🐶🏠✨'],
    ['ten thousand words', 'rain and the night bus home again '.repeat(1_700)],
    ['a language nobody knows here', 'ὕδωρ καὶ σκότος 雪の夜 зима'],
    ['lone surrogates and controls', '\ud83d\u0000\u200b\udc00 ㅋㅋ'],
  ])('comes of %s', async (_, text) => {
    const { rgb } = await last(ask(text));
    expect(meanOf(rgb)).toBeGreaterThan(4);
    expect(meanOf(rgb)).toBeLessThan(190);
  });

  it('comes of one dot, of a full black page, and the lines of a sketch change it', async () => {
    const plain = await last(ask('the sea'));
    const sketched = (sketch: PaintRequest['memory']['sketch']) =>
      last(ask('', { memory: memoryOf('the sea', sketch) }));
    const page = Array.from({ length: 100 }, (_, i): [number, number][] => [
      [0, i / 99],
      [1, i / 99],
    ]);
    for (const sketch of [
      [[[0.5, 0.5]]],
      page,
      [
        [
          [0, 0.7],
          [1, 0.8],
        ],
      ],
    ] as PaintRequest['memory']['sketch'][]) {
      const { rgb } = await sketched(sketch);
      expect(meanOf(rgb)).toBeGreaterThan(4);
      expect(meanOf(rgb)).toBeLessThan(190);
      expect(differ(rgb, plain.rgb)).toBeGreaterThan(0.05);
    }
  });

  it('does not carry numbers that are none', async () => {
    const { rgb } = await last(
      ask('the sea', {
        dtS: Number.NaN,
        lines: 32,
        affect: {
          positive: Number.NaN,
          negative: Number.NaN,
          arousal: Number.NaN,
          confidence: Number.NaN,
        },
        movement: { x: Number.NaN, y: Number.NaN, energy: Number.NaN, surprise: Number.NaN },
        breath: Number.NaN,
      }),
    );
    expect(differ(rgb, (await last(ask('the sea'))).rgb)).toBeLessThan(60);
    expect(meanOf(rgb)).toBeGreaterThan(4);
  });
});

describe('a film', () => {
  it('goes from one memory to another without a cut', async () => {
    const engine = openDream({ modelsDir: MODELS }, parts);
    const from = ask('frozen river at night', { dtS: 1 / 4, lines: 24 });
    const to = ask('the sunflower garden of our house at noon', {
      dtS: 1 / 4,
      lines: 24,
      seed: 99,
    });
    let before = await engine.paint(from, 0);
    for (let i = 0; i < 3; i += 1) before = await engine.paint(from, 0);
    const start = before;
    const steps: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      const next = await engine.paint(to, 0);
      steps.push(differ(before.rgb, next.rgb));
      before = next;
    }
    expect(differ(start.rgb, before.rgb)).toBeGreaterThan(15);
    expect(Math.max(...steps)).toBeLessThan(14);
    expect(steps.slice(-5).every((v) => v > 0)).toBe(true);
  }, 60_000);

  it('moves by itself, and stands still while it is frozen', async () => {
    const [a, b] = await film(ask('the sea', { dtS: 0.1 }), ask('the sea', { dtS: 0.1 }));
    expect(differ(a?.rgb ?? new Uint8Array(), b?.rgb ?? new Uint8Array())).toBeGreaterThan(0);
    // The first pictures still find their edges: they are as rough as the matter that comes.
    const frozen = await film(...Array.from({ length: 12 }, () => ask('the sea')));
    expect(frozen[11]?.rgb).toEqual(frozen[10]?.rgb);
  });

  it('draws one line where she was not foreseen, and none where she was', async () => {
    const moving = (surprise: number) =>
      Array.from({ length: 8 }, () =>
        ask('', { dtS: 0.1, movement: { x: 0.5, y: 0.8, energy: 1, surprise } }),
      );
    const foreseen = await last(...moving(0));
    const not = await last(...moving(1));
    expect(meanOf(not.rgb, 0.1, 0.3) - meanOf(foreseen.rgb, 0.1, 0.3)).toBeGreaterThan(2);
  });
});

describe('feeling', () => {
  const felt = (affect: Partial<PaintRequest['affect']>) =>
    last(
      ask('a field', {
        affect: { positive: 0, negative: 0, arousal: 0.3, confidence: 0.9, ...affect },
      }),
    );
  const warmth = (rgb: Uint8Array): number => {
    const [r, b] = [0, 2].map((c) => rgb.reduce((n, v, i) => n + (i % 3 === c ? v : 0), 0));
    return (r ?? 0) / (b ?? 1);
  };

  it('warms with the positive, and puts dark matter before her with the negative', async () => {
    const glad = await felt({ positive: 1 });
    const heavy = await felt({ negative: 1 });
    expect(warmth(glad.rgb)).toBeGreaterThan(warmth(heavy.rgb) * 1.2);
    expect(meanOf(heavy.rgb, 0.85)).toBeLessThan(meanOf(glad.rgb, 0.85) * 0.8);
  });

  it('makes longing of both at once: a warm horizon behind dark near matter', async () => {
    const both = await felt({ positive: 1, negative: 1 });
    const heavy = await felt({ negative: 1 });
    expect(meanOf(both.rgb, 0.85)).toBeLessThan(meanOf(both.rgb, 0.1, 0.6) * 0.5);
    expect(warmth(both.rgb)).toBeGreaterThan(warmth(heavy.rgb));
  });
});

describe('weights that are not the engine’s', () => {
  const folder = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'yeoun-dream-'));
    for (const kind of ['onnx', 'codes.json', 'grain.json', 'card.json'])
      copyFileSync(join(MODELS, `dream-matter.${kind}`), join(dir, `dream-matter.${kind}`));
    return dir;
  };
  const refused = async (
    spoil: (dir: string) => void,
    code: string,
    file: string,
  ): Promise<void> => {
    const dir = folder();
    spoil(dir);
    const error = await openDream({ modelsDir: dir })
      .prepare()
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code, where: join(dir, file) });
    rmSync(dir, { recursive: true });
  };

  it('are named when they are missing', () =>
    refused(
      (dir) => rmSync(join(dir, 'dream-matter.onnx')),
      'imagery/weights-missing',
      'dream-matter.onnx',
    ));
  it('are named when they are cut', () =>
    refused(
      (dir) =>
        writeFileSync(
          join(dir, 'dream-matter.onnx'),
          readFileSync(join(MODELS, 'dream-matter.onnx')).subarray(0, 900),
        ),
      'imagery/weights-foreign',
      'dream-matter.onnx',
    ));
  it('are named when they are another model’s', () =>
    refused(
      (dir) =>
        copyFileSync(
          join(MODELS, '../../affect/models/movement-arousal.onnx'),
          join(dir, 'dream-matter.onnx'),
        ),
      'imagery/weights-foreign',
      'dream-matter.onnx',
    ));
  it('are named when they are whole and not what the card describes', async () => {
    const change = (name: string) => (dir: string) => {
      const bytes = readFileSync(join(MODELS, name));
      // The last digit of a number among many: still a graph, still codes.
      const at = bytes.findLastIndex((byte) => byte >= 0x31 && byte <= 0x38);
      bytes.writeUInt8((bytes.at(at) ?? 0) + 1, at);
      writeFileSync(join(dir, name), bytes);
    };
    for (const name of ['dream-matter.onnx', 'dream-matter.codes.json'])
      await refused(change(name), 'imagery/weights-foreign', name);
  });
  it('are not used without their card', () =>
    refused(
      (dir) => rmSync(join(dir, 'dream-matter.card.json')),
      'imagery/weights-missing',
      'dream-matter.card.json',
    ));
  it('are named when the codes are no codes', () =>
    refused(
      (dir) => writeFileSync(join(dir, 'dream-matter.codes.json'), '{"snow":[1]}'),
      'imagery/weights-foreign',
      'dream-matter.codes.json',
    ));
  it('paints nothing before it was prepared', async () => {
    await expect(openDream({ modelsDir: MODELS }).paint(ask(''), 0)).rejects.toMatchObject({
      code: 'imagery/not-prepared',
    });
  });
});
