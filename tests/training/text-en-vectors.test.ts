import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { mainAxes, vectorsFrom, vectorsIn } from '../../training/text-en/vectors.ts';
import {
  PACKED,
  packedVectors,
  tarEntry,
  vectorsText,
} from '../../training/text-en/vectors-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One file of a tar archive. */
const tarred = (name: string, text: string): Buffer => {
  const head = Buffer.alloc(512);
  head.write(name, 0, 'latin1');
  head.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  const body = Buffer.alloc(512 * Math.ceil(text.length / 512));
  body.write(text, 'latin1');
  return Buffer.concat([head, body]);
};

const TABLE = JSON.stringify({
  dimensions: 2,
  words: ['sun', 'do', 'not', 'rain'],
  vectors: { sun: [1, 0, 9, 0], do: [0, 1, 9, 1], not: [0, -1, 9, 2], rain: [-1, 0, 9, 3] },
});
const archive = Buffer.concat([
  tarred('package/README.md', 'x'.repeat(700)),
  tarred(PACKED.entry, TABLE),
  Buffer.alloc(1024),
]);
const packed = gzipSync(archive);
const sha512 = createHash('sha512').update(packed).digest('base64');
const never = (): string => {
  throw new Error('nothing is to be fetched');
};

describe('tarEntry', () => {
  it('finds a file behind others, and says where there is none', () => {
    const entry = tarEntry(archive, PACKED.entry);
    expect(Buffer.from(entry ?? []).toString()).toBe(TABLE);
    expect(tarEntry(archive, 'package/other')).toBeNull();
    expect(tarEntry(new Uint8Array(), PACKED.entry)).toBeNull();
  });
});

describe('packedVectors', () => {
  it('says what to do where the registry cannot be reached', () => {
    const away = join(folder, 'away');
    expect(() => packedVectors(away, () => 'ENOTFOUND', sha512)).toThrow(
      expect.objectContaining({
        code: 'training.vectors-unreachable',
        message: expect.stringContaining('ENOTFOUND'),
        remedy: expect.stringContaining(PACKED.file),
      }),
    );
  });

  it('fetches once, and then takes the file that is there', () => {
    const once = join(folder, 'once');
    const asked: string[] = [];
    const fetch = (spec: string, to: string): null => {
      asked.push(spec);
      writeFileSync(join(to, PACKED.file), packed);
      return null;
    };
    expect(packedVectors(once, fetch, sha512)).toEqual(packed);
    expect(packedVectors(once, never, sha512)).toEqual(packed);
    expect(asked).toEqual([PACKED.spec]);
    expect(vectorsText(packed)).toBe(TABLE);
  });

  it('takes no other bytes than those that were pinned', () => {
    const file = join(folder, PACKED.file);
    writeFileSync(file, packed);
    expect(() => packedVectors(folder, never)).toThrow(
      expect.objectContaining({ code: 'training.vectors-changed' }),
    );
    expect(existsSync(file)).toBe(false);
    expect(() => vectorsText(gzipSync(Buffer.alloc(1024)))).toThrow(PACKED.entry);
  });
});

describe('vectorsIn', () => {
  const { words, width, at, weights } = vectorsIn(TABLE);
  const row = (word: string): number[] => {
    const place = words.indexOf(word);
    return [...at.subarray(place * width, (place + 1) * width)];
  };
  const dot = (a: number[], b: number[]): number => a.reduce((s, v, i) => s + v * (b[i] ?? 0), 0);

  it('keeps how near words are', () => {
    expect(dot(row('sun'), row('sun'))).toBeCloseTo(1);
    expect(dot(row('sun'), row('rain'))).toBeCloseTo(-1);
    expect(dot(row('sun'), row('not'))).toBeCloseTo(0);
  });

  it('makes joined forms of their parts, and none whose parts are unknown', () => {
    expect(words).toContain("don't");
    expect(words).toContain("rain's");
    expect(words).not.toContain("can't");
    expect(row("rain's")).toEqual(row('rain'));
    expect(dot(row("don't"), row('sun'))).toBeCloseTo(0);
  });

  it('lets frequent words weigh less', () => {
    expect(weights[0]).toBeCloseTo(1 / 101);
    for (let i = 1; i < 4; i++) expect(weights[i]).toBeGreaterThan(weights[i - 1] ?? 1);
  });

  it('refuses a table of another kind', () => {
    expect(() => vectorsIn('{"words":[]}')).toThrow('dimensions');
  });
});

describe('mainAxes', () => {
  it('finds the directions that rows vary along most', () => {
    const rows = [
      [3, 3, 0],
      [-3, -3, 0],
      [0, 0, 1],
      [0, 0, -1],
      [0.1, -0.1, 0],
      [-0.1, 0.1, 0],
    ].map((r) => Float64Array.from(r));
    const [first, second] = mainAxes(rows, 2);
    expect(Math.abs((first?.[0] ?? 0) + (first?.[1] ?? 0))).toBeCloseTo(Math.SQRT2);
    expect(Math.abs(second?.[2] ?? 0)).toBeCloseTo(1);
  });

  it('keeps no more than is asked for', () => {
    const words = ['a', 'b', 'c'];
    const raw = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ].map((r) => Float64Array.from(r));
    expect(vectorsFrom(words, raw, 2).at).toHaveLength(6);
  });
});
