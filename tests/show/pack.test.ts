import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { YeounError } from '#contracts/errors';
import { SHOW_FORMAT } from '#contracts/show';
import { fingerprint } from '../../conductor/show/edit/fingerprint.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { isInside, type Manifest } from '../../conductor/show/pack/manifest.ts';
import { packShow } from '../../conductor/show/pack/pack.ts';
import { placeShow } from '../../conductor/show/pack/place.ts';
import { unpackShow } from '../../conductor/show/pack/unpack.ts';
import { soundBytes } from '../support/furnished-shows.ts';

let base = '';
let folder = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'yeoun-pack-'));
  folder = join(base, 'piece');
  cpSync('shows/minimal', folder, { recursive: true });
  mkdirSync(join(folder, 'sounds'));
  writeFileSync(join(folder, 'sounds', '바람.wav'), soundBytes(2));
  writeFileSync(join(folder, '.hidden'), 'no');
  symlinkSync(base, join(folder, 'link.md'));
  const file = join(folder, 'show.yaml');
  const sounds = 'sounds: { wind: { file: sounds/바람.wav } }\ncues:';
  const plays = '    scene: water\n    sounds: [{ do: play, sound: wind }]\n';
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('cues:', sounds).replace('    scene: water\n', plays));
});

const packed = async () => packShow(await loadShow(folder), 'test');
const names = (at: string): string[] => (readdirSync(at, { recursive: true }) as string[]).sort();

/** A zip with these files and a manifest that fits them, unless said otherwise. */
const crafted = (files: Record<string, string>, over: Partial<Manifest> = {}): Uint8Array => {
  const encode = (text: string) => new TextEncoder().encode(text);
  const manifest = {
    format: 1,
    software: 'x',
    show: { id: 'x', title: { en: 'x', ko: 'x' }, format: SHOW_FORMAT },
    files: Object.entries(files).map(([path, text]) => ({
      path,
      bytes: encode(text).length,
      sha256: fingerprint(text),
    })),
    ...over,
  };
  const all: Zippable = { 'manifest.json': encode(JSON.stringify(manifest)) };
  for (const [path, text] of Object.entries(files)) all[path] = encode(text);
  return zipSync(all);
};
const codeOf = (bytes: Uint8Array): string => {
  try {
    unpackShow(bytes, 'x.yeoun');
    return 'ok';
  } catch (error) {
    if (error instanceof YeounError) return error.code;
    throw error;
  }
};

describe('one file for a show', () => {
  it('SHOW-95 leaves earlier exports of the show out', async () => {
    writeFileSync(join(folder, 'piece.yeoun'), 'an old export');
    writeFileSync(join(folder, 'sounds', 'Old.YEOUN'), 'another');
    const paths = (await packed()).manifest.files.map(({ path }) => path);
    expect(paths).toContain('sounds/바람.wav');
    expect(paths.filter((path) => /yeoun$/i.test(path))).toEqual([]);
  });

  it('SHOW-95 goes out and comes in as the same show, with world, sounds and cue sheet', async () => {
    const out = await packed();
    const to = join(base, 'there', 'piece');
    const back = await placeShow(unpackShow(out.bytes, 'x'), to);
    expect(back.hash).toBe((await loadShow(folder)).hash);
    expect(names(to)).toEqual([
      'cue-sheet.md',
      'show.yaml',
      'sounds',
      'sounds/바람.wav',
      'world.md',
    ]);
    expect(readFileSync(join(to, 'sounds', '바람.wav'))).toEqual(
      readFileSync(join(folder, 'sounds', '바람.wav')),
    );
    expect(readdirSync(join(base, 'there'))).toEqual(['piece']);
  });

  it('SHOW-95 the same show gives the same bytes', async () => {
    expect(fingerprint((await packed()).bytes)).toBe(fingerprint((await packed()).bytes));
  });

  it('SHOW-96 a folder that is there stays as it is', async () => {
    const to = join(base, 'mine');
    mkdirSync(to);
    writeFileSync(join(to, 'note'), 'mine');
    const unpacked = unpackShow((await packed()).bytes, 'x');
    await expect(placeShow(unpacked, to)).rejects.toMatchObject({ code: 'import/exists' });
    expect(names(to)).toEqual(['note']);
  });

  it('SHOW-96 newer ones are refused, damaged ones too, and nothing is left behind', async () => {
    expect(codeOf(crafted({}, { format: 2 as 1 }))).toBe('import/newer');
    const show = { id: 'x', title: { en: 'x', ko: 'x' }, format: SHOW_FORMAT + 1 };
    expect(codeOf(crafted({}, { show }))).toBe('import/newer');
    expect(codeOf(new Uint8Array(100))).toBe('import/damaged');
    expect(
      codeOf(crafted({ a: '1' }, { files: [{ path: 'a', bytes: 1, sha256: '0'.repeat(64) }] })),
    ).toBe('import/damaged');
    expect(codeOf(crafted({ a: '1' }, { files: [] }))).toBe('import/unsafe');
    const broken = unpackShow(crafted({ 'show.yaml': 'format: 2\n', 'world.md': 'w' }), 'x');
    await expect(placeShow(broken, join(base, 'broken'))).rejects.toMatchObject({
      code: 'show/missing-key',
    });
    expect(readdirSync(base)).toEqual(['piece']);
  });

  it.each([
    '../out',
    'a/../../out',
    '/etc/passwd',
    'C:\\x',
    'C:x',
    '..\\out',
    'a\\..\\..\\out',
    'a//b',
    './a',
    'a/.',
    'a/..',
    '.hidden',
    'a\0b',
    'con',
    'a/NUL.txt',
    'a ',
    'a.',
    '',
    '__proto__',
    'x'.repeat(300),
  ])('SHOW-96 a file called %j never gets out of its folder', (name) => {
    expect(isInside(name)).toBe(false);
    if (name !== '__proto__') expect(codeOf(crafted({ [name]: 'out' }))).not.toBe('ok');
  });

  it('SHOW-96 two names that are one on some systems are refused', () => {
    expect(codeOf(crafted({ 'A.md': '1', 'a.md': '2' }))).toBe('import/unsafe');
  });

  it('SHOW-96 whatever the bytes, it is a clear error or the show that was exported', async () => {
    const { bytes, manifest } = await packed();
    const whole = new Map(Object.entries(unzipSync(bytes)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(bytes.length),
        (flips, cut) => {
          const bad = bytes.slice(0, cut % 3 === 0 ? cut : undefined);
          for (const [at, to] of flips) if (at < bad.length) bad[at] = to;
          try {
            const { files } = unpackShow(bad, 'x');
            expect(files.size).toBe(manifest.files.length);
            for (const [path, content] of files) expect(content).toEqual(whole.get(path));
          } catch (error) {
            expect(error).toBeInstanceOf(YeounError);
          }
        },
      ),
      { numRuns: 300, seed: 11 },
    );
  });

  it('SHOW-96 whatever the name, what is let in lies inside', () => {
    const step = fc.oneof(
      fc.constantFrom('..', '.', 'a', 'C:', '\\', '', '~', '%2e%2e', '．．'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const name = steps.join('/');
        if (isInside(name))
          expect(join('/safe', ...name.split('/')).startsWith('/safe/')).toBe(true);
      }),
      { numRuns: 500, seed: 5 },
    );
    expect(existsSync(join(base, 'out'))).toBe(false);
  });
});
