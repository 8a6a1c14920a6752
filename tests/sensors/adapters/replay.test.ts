import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { YeounError } from '../../../conductor/contracts/errors.ts';
import { parseSource } from '../../../sensors/registry.ts';
import { capture } from '../../support/capture.ts';
import { dataFolder, hasData } from '../../support/data.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yeoun-replay-'));
});
afterEach(() => rm(folder, { recursive: true }));

const START = 1_644_226_061;
const rows = (n: number, value: (i: number) => string | number): string =>
  Array.from({ length: n }, (_, i) => value(i)).join('\n');
const bvp = (n: number) => `${START}\n64\n${rows(n, (i) => i)}\n`;
const put = (name: string, text: string | Uint8Array) => writeFile(join(folder, name), text);

const play = async (options = '') => {
  const heard = capture();
  const stop = await parseSource(`replay:${folder}${options}`).open(heard.context);
  return { ...heard, stop };
};
const failure = async (): Promise<YeounError> => {
  try {
    await play();
  } catch (error) {
    if (error instanceof YeounError) return error;
    throw error;
  }
  throw new Error('it was taken');
};

describe('an Empatica E4 folder', () => {
  it('plays with its start at now, every sample at its time, in our units', async () => {
    await put('BVP.csv', bvp(640));
    await put(
      'ACC.csv.gz',
      gzipSync(`${START},${START},${START}\n32,32,32\n${rows(320, () => '0,64,-32')}\n`),
    );
    await put('IBI.csv', `${START}, IBI\n1.5,0.8\n2.25,0.75\n`);
    await put('tags_S99.csv', `${START + 3}\n`);
    const startMs = 1_700_000_000_000;
    const { clock, blocks, values, announced, states } = await play();
    clock.advance(10_000);
    expect(announced[0]!.info.recorded).toBe(true);
    expect(values('bvp')).toEqual(Array.from({ length: 640 }, (_, i) => i));
    const first = blocks.find((b) => b.stream === 'bvp')!;
    expect(first).toMatchObject({ kind: 'ppg', rateHz: 64, atMs: startMs, recorded: true });
    expect(values('acc', 1)[5]).toBeCloseTo(9.80665, 4);
    expect(values('acc', 2)[5]).toBeCloseTo(-4.9033, 3);
    const at = (stream: string) =>
      blocks.filter((b) => b.stream === stream).map((b) => b.atMs - startMs);
    expect(at('ibi')).toEqual([1500, 2250]);
    expect(at('tags')).toEqual([3000]);
    expect(states).toEqual([{ id: expect.any(String), state: 'ended' }]);
  });

  it('plays at another speed as a tape does, loops, and starts where it is told to', async () => {
    await put('BVP.csv', bvp(640));
    const fast = await play(',speed=2');
    fast.clock.advance(5000);
    expect(fast.values('bvp').length).toBe(640);
    expect(fast.blocks[0]!.rateHz).toBe(128);
    const loop = await play(',loop=true');
    loop.clock.advance(35_000);
    expect(loop.values('bvp').length).toBeGreaterThan(2100);
    expect(loop.states).toEqual([]);
    const late = await play(',from=5');
    late.clock.advance(1000);
    expect(late.values('bvp')[0]).toBe(320);
  });

  it('reports a row that is no number with its line, and keeps the time of the rest', async () => {
    await put('BVP.csv', `${START}\n64\n1\n2\noops\n4\n`);
    const { clock, values, refusals } = await play();
    clock.advance(1000);
    expect(values('bvp')).toEqual([1, 2, 2, 4]);
    expect(refusals).toEqual(['BVP.csv:5: "oops" is not 1 number(s)']);
  });

  it('plays what stands before the cut of a truncated file', async () => {
    const whole = gzipSync(bvp(6400));
    await put('BVP.csv.gz', whole.subarray(0, whole.length - 200));
    const { clock, values, refusals } = await play();
    clock.advance(200_000);
    expect(values('bvp').length).toBeGreaterThan(1000);
    expect(refusals[0]).toMatch(/BVP\.csv\.gz:\d+: the file is cut off/);
  });

  it.each([
    ['an empty file', { 'BVP.csv': '' }, 'replay/bad-header', 'BVP.csv:1'],
    ['no rate', { 'BVP.csv': `${START}\n` }, 'replay/bad-header', 'BVP.csv:2'],
    ['a rate of 0', { 'BVP.csv': `${START}\n0\n1\n` }, 'replay/bad-header', 'BVP.csv:2'],
    ['a start that is none', { 'EDA.csv': 'time\n4\n1\n' }, 'replay/bad-header', 'EDA.csv:1'],
    ['text', { 'EDA.csv': `${START}\n4\n${rows(50, () => 'x')}` }, 'replay/odd-file', 'EDA.csv:3'],
    [
      'two columns',
      { 'ACC.csv': `${START}\n32\n${rows(50, () => '1,2')}` },
      'replay/odd-file',
      'ACC.csv:3',
    ],
    ['no samples', { 'BVP.csv': `${START}\n64\n` }, 'replay/no-samples', ''],
    ['another folder', { 'notes.txt': 'hello' }, 'replay/unknown-folder', ''],
    ['a take of tomorrow', { 'take.json': '{"format":2}' }, 'replay/take-version', 'take.json'],
    ['a broken take', { 'take.json': '{"format":1' }, 'replay/bad-take', 'take.json'],
  ])('refuses %s with file and line', async (_, files, code, where) => {
    for (const [name, text] of Object.entries(files)) await put(name, text);
    const error = await failure();
    expect(error.code).toBe(code);
    expect(error.where).toContain(where);
    expect(error.remedy).not.toBe('');
  });

  it('refuses a folder that is not there', async () => {
    await rm(folder, { recursive: true });
    expect((await failure()).code).toBe('replay/no-folder');
    await mkdir(folder);
  });

  it.runIf(hasData('stress-predict-e4'))(
    'plays the whole hour of a real person on a manual clock (needs YEOUN_DATA)',
    async () => {
      const heard = capture();
      const path = dataFolder('stress-predict-e4/raw/S01');
      await parseSource(`replay:${path}`).open(heard.context);
      heard.clock.advance(3_300_000);
      const counts = Object.fromEntries(
        heard.announced[0]!.streams.map((s) => [s.name, heard.values(s.name).length]),
      );
      expect(counts).toMatchObject({
        bvp: 208_703,
        eda: 13_032,
        acc: 104_310,
        ibi: 1260,
        tags: 10,
      });
      expect(heard.states.map((s) => s.state)).toEqual(['ended']);
      expect(heard.refusals).toEqual([]);
    },
    60_000,
  );
});
