import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { still } from '../../conductor/commands/still.ts';
import type { EngineRecord, PaintRequest } from '../../conductor/imagery/engine.ts';
import { openSheetRun } from '../../conductor/sheet/run.ts';
import { cueOf, feelingOf, memoryOf } from '../../conductor/still/ask.ts';
import { engineStill, momentsTo } from '../../conductor/still/engine-still.ts';
import { gradient, INFO } from '../imagery/support.ts';
import { cue, makeShow } from '../show/support.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SHOW = join(ROOT, 'shows/minimal');
const folder = mkdtempSync(join(tmpdir(), 'yeoun-still-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const USUAL = { lines: '256', width: '640', profile: 'monitor', at: '1' } as const;
const quietly = async (
  run: () => Promise<number>,
): Promise<{ code: number; out: string; err: string }> => {
  const said = { out: '', err: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      said[name === 'stdout' ? 'out' : 'err'] += String(chunk);
      return true;
    }),
  );
  try {
    return { code: await run(), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
};

describe('what is asked of a still', () => {
  it('a feeling by its dimensions; what cannot be read is named', () => {
    expect(feelingOf(undefined)).toBeNull();
    expect(feelingOf('positive=0.7, arousal=0.2')).toEqual({
      do: 'affect',
      mode: 'manual',
      seconds: 0,
      positive: 0.7,
      arousal: 0.2,
    });
    for (const wrong of ['joy=1', 'positive', 'positive=2', 'positive=0.1=2', '', 'positive='])
      expect(() => feelingOf(wrong)).toThrow(
        expect.objectContaining({ code: 'config/value', where: '--feeling' }),
      );
  });

  it('words from the line or from a file, not both; none at all is the memory of the show', async () => {
    const file = join(folder, 'words.txt');
    writeFileSync(file, '해바라기 정원');
    expect((await memoryOf({ memoryFile: file }))?.parts[0]?.text).toBe('해바라기 정원');
    expect(await memoryOf({ memory: '' })).toEqual({ parts: [], sketch: [] });
    expect(await memoryOf({})).toBeNull();
    await expect(memoryOf({ memory: 'a', memoryFile: file })).rejects.toThrow(/not both/);
    await expect(memoryOf({ memoryFile: join(folder, 'none') })).rejects.toMatchObject({
      code: 'still/memory-file',
    });
    writeFileSync(file, Uint8Array.of(0xff, 0xfe, 0xfa));
    await expect(memoryOf({ memoryFile: file })).rejects.toMatchObject({
      code: 'still/memory-file',
    });
  });

  it('the cue that is named, else the first that shows pictures, else the first', () => {
    const scenes = { a: { scene: 'tide' }, b: { scene: 'opening' } };
    const show = makeShow([cue('1', 'a'), cue('2', 'b')], { scenes });
    expect(cueOf(show, undefined).number).toBe('2');
    expect(cueOf(show, '1').number).toBe('1');
    expect(cueOf(makeShow([cue('7', 'a')]), undefined).number).toBe('7');
    expect(() => cueOf(show, '9')).toThrow(/1, 2/);
  });

  it('the way there in steps an engine takes for what they are, and the moment itself last', () => {
    expect(momentsTo(0)).toEqual([0]);
    const moments = momentsTo(8);
    expect(moments.at(-1)).toBe(8);
    const steps = moments.slice(1).map((s, i) => s - (moments[i] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(0.25 + 1e-9);
    expect(steps.slice(-5).every((s) => s <= 0.1 + 1e-9)).toBe(true);
  });
});

describe('a still of an engine', () => {
  const run = (feeling?: string) => {
    const intent = feelingOf(feeling);
    return openSheetRun({
      show: makeShow([cue('1', 'a')]),
      goS: [],
      cue: '1',
      intents: intent ? [intent] : [],
      open: async () => [],
    });
  };
  const ask = async (engine: EngineRecord, more: { lines?: number; feeling?: string } = {}) => {
    const show = { show: makeShow([cue('1', 'a')]), memories: {} };
    const running = await run(more.feeling);
    try {
      return await engineStill({
        show,
        engine,
        root: ROOT,
        run: running,
        memory: { parts: [{ text: 'secret words', weight: 1 }], sketch: [] },
        lines: more.lines ?? 256,
        atS: 2,
        told: () => {},
      });
    } finally {
      running.close();
    }
  };

  it('is painted in full at the end, and with what is felt', async () => {
    const heard: PaintRequest[] = [];
    const opened: unknown[] = [];
    const own: EngineRecord = {
      info: INFO,
      open: (options) => {
        opened.push(options.provider);
        const engine = gradient().open(options);
        return {
          ...engine,
          paint: (request, now) => {
            heard.push(request);
            return engine.paint(request, now);
          },
        };
      },
    };
    const picture = await ask(own, {
      lines: 512,
      feeling: 'positive=0.9,negative=0.1,arousal=0.8',
    });
    expect(picture.height).toBe(512);
    expect(opened).toEqual(['cpu']);
    expect(heard[0]?.lines).toBe(256);
    expect(heard.at(-1)?.affect.positive).toBeCloseTo(0.9, 1);
    expect(heard.at(-1)?.affect.arousal).toBeCloseTo(0.8, 1);
  });

  it('says so where the engine fails, without a word of the memory', async () => {
    const broken: EngineRecord = {
      info: INFO,
      open: (options) => ({
        ...gradient().open(options),
        paint: async ({ memory }) => {
          throw new Error(JSON.stringify(memory));
        },
      }),
    };
    const failed = await ask(broken).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'still/no-picture', where: 'gradient' });
    expect(String(failed)).not.toContain('secret');
    await expect(
      ask(gradient((p) => ({ ...p, rgb: new Uint8Array(p.rgb.length) }))),
    ).rejects.toThrow(/empty/);
    await expect(ask(gradient(), { lines: 300 })).rejects.toThrow(/256, 512/);
  });

  it('one that must pass the safety gate passes it', async () => {
    const guarded: EngineRecord = {
      info: { ...INFO, guarded: true },
      open: (options) => ({ ...gradient().open(options), info: { ...INFO, guarded: true } }),
    };
    expect((await ask(guarded)).height).toBe(256);
  });
});

describe('yeoun still', () => {
  it('writes a picture with its label inside, and its name alone to the output', {
    timeout: 120_000,
  }, async () => {
    const out = join(folder, 'garden.webp');
    const {
      code,
      out: said,
      err,
    } = await quietly(() =>
      still(SHOW, { ...USUAL, at: '3', out, memory: 'a garden of sunflowers', seed: '5' }, ROOT),
    );
    expect(code).toBe(0);
    expect(said).toBe(`${out}\n`);
    expect(err).toContain('still: 2 of 3 s');
    const { format, width, height, xmp } = await sharp(out).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 256, height: 256 });
    expect(xmp?.toString('utf8')).toContain('<yeoun:seed>5</yeoun:seed>');
    expect(xmp?.toString('utf8')).not.toContain('sunflower');
    const { channels } = await sharp(out).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(4);
  });

  it.each([
    ['an ending nobody knows', { out: 'a.bmp' }],
    ['lines the engine does not paint', { lines: '300' }],
    ['a seed that is none', { seed: '-1' }],
    ['a moment too far', { at: '99999' }],
    ['nobody who paints', { engine: 'none' }],
    ['an engine that is not there', { engine: 'wishes' }],
    ['a cue that is not there', { cue: '99' }],
  ])('refuses %s, and says what is right', async (_, wrong) => {
    const out = join(folder, 'never.png');
    await expect(still(SHOW, { ...USUAL, out, ...wrong }, ROOT)).rejects.toMatchObject({
      code: 'config/value',
    });
  });
});
