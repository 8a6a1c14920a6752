import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sheet } from '../../conductor/commands/sheet.ts';
import { still } from '../../conductor/commands/still.ts';

const LONG = 300_000;
const SHOW = resolve(import.meta.dirname, '../../shows/minimal');
/** The project's folder: the built pages are looked for in it. */
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'yeoun-sheet-'));
const out = join(folder, 'sheet.png');
const USUAL = { out, moments: '3', width: '96', veil: '0.05', profile: 'monitor' };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const told = async (run: () => Promise<number>): Promise<{ code: number; text: string }> => {
  let text = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    return { code: await run(), text };
  } finally {
    spy.mockRestore();
    quiet.mockRestore();
  }
};

describe('yeoun sheet', () => {
  it('lays three moments of a show side by side and says how their light lies', {
    timeout: LONG,
  }, async () => {
    const { code, text } = await told(() => sheet(SHOW, { ...USUAL, dancer: true }, root));
    expect(code).toBe(0);
    expect(text).toContain(out);
    expect(text.match(/cue 1 .*mean/)).not.toBeNull();
    expect(text.match(/cue 3 .*below 10 %: 100\.0 %/)).not.toBeNull();
    const png = readFileSync(out);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(3 * 96);
    expect(png.readUInt32BE(16)).toBeLessThan(4 * 96);
    expect(png.length).toBeGreaterThan(4000);
    // Nobody painted in it, and the file says so.
    expect((await sharp(out).metadata()).xmp?.toString('utf8')).toContain('/algorithmicMedia<');
  });

  it('says what does not fit, before any browser is opened', async () => {
    const ask = (parts: Partial<typeof USUAL> & { cue?: string }) =>
      sheet(SHOW, { ...USUAL, ...parts }, root);
    await expect(ask({ moments: '0' })).rejects.toMatchObject({ code: 'config/value' });
    await expect(ask({ veil: 'much' })).rejects.toMatchObject({ code: 'config/value' });
    await expect(ask({ profile: 'cinema' })).rejects.toThrow(/projector/);
    await expect(ask({ cue: '99' })).rejects.toThrow(/1, 2, 3/);
    await expect(ask({ width: '' })).rejects.toThrow(/--width/);
  });

  it('says so where the pages were never built', { timeout: LONG }, async () => {
    const empty = mkdtempSync(join(tmpdir(), 'yeoun-empty-'));
    const never = join(empty, 'sheet.png');
    await expect(sheet(SHOW, { ...USUAL, out: never }, empty)).rejects.toMatchObject({
      code: 'sheet/no-stage',
    });
    expect(existsSync(never)).toBe(false);
  });
});

describe('yeoun still --stage', () => {
  it('is a picture of the stage, with its label inside', { timeout: LONG }, async () => {
    const file = join(folder, 'stage.jpg');
    const asked = { out: file, lines: '256', width: '160', profile: 'monitor', cue: '1', at: '5' };
    const { code, text } = await told(() => still(SHOW, { ...asked, stage: true }, root));
    expect(code).toBe(0);
    expect(text).toBe(`${file}\n`);
    const { format, width, height, xmp } = await sharp(file).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 160, height: 90 });
    expect(xmp?.toString('utf8')).toContain('/algorithmicMedia<');
    const { channels } = await sharp(file).stats();
    expect(Math.max(...channels.map(({ max }) => max))).toBeGreaterThan(30);
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(3);
  });
});
