import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { YeounError } from '../../../conductor/contracts/errors.ts';
import { SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { FORMATS } from '../../../sensors/adapters/replay/formats.ts';
import { openTape } from '../../../sensors/adapters/replay/index.ts';
import { parseSource } from '../../../sensors/registry.ts';
import { capture } from '../../support/capture.ts';
import { dataFolder, hasData } from '../../support/data.ts';

vi.setConfig({ testTimeout: 60_000 });

const FIXTURES = new URL('../../fixtures/replay/', import.meta.url).pathname;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yeoun-formats-'));
});
afterAll(() => rm(folder, { recursive: true }));

const play = async (path: string, ms = 5000, options = '') => {
  const heard = capture();
  await parseSource(`replay:${path}${options}`).open(heard.context);
  heard.clock.advance(ms);
  return heard;
};
const refused = async (path: string, options = ''): Promise<YeounError> => {
  try {
    await play(path, 100, options);
  } catch (error) {
    if (error instanceof YeounError) return error;
    throw error;
  }
  throw new Error(`${path} was taken`);
};
const put = async (name: string, text: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};
const fixture = (name: string) => readFile(join(FIXTURES, name), 'utf8');
const shape = (heard: Awaited<ReturnType<typeof play>>) =>
  Object.fromEntries(
    heard.announced
      .at(-1)!
      .streams.map((s) => [
        s.name,
        [s.kind, s.channels.length, s.rateHz, heard.values(s.name).length],
      ]),
  );

describe('replay formats', () => {
  it('reads Muse CSV, plain and gzipped', async () => {
    const path = await put('muse.csv.gz', gzipSync(await fixture('muse.csv')));
    for (const one of [join(FIXTURES, 'muse.csv'), path]) {
      const heard = await play(one);
      expect(shape(heard)).toEqual({ eeg: ['eeg', 4, 256, 1024] });
      expect(heard.announced[0]!.streams[0]!.channels).toEqual(['TP9', 'AF7', 'AF8', 'TP10']);
      expect(heard.announced[0]!.info.label.en).toContain('Muse');
      expect(heard.refusals).toEqual([]);
    }
  });

  it('reads Mind Monitor CSV: EEG, movement, electrodes, battery and blinks in our units', async () => {
    const heard = await play(join(FIXTURES, 'mind-monitor.csv'));
    expect(shape(heard)).toMatchObject({
      eeg: ['eeg', 4, 256, 1024],
      acc: ['acc', 3, 256, 1024],
      gyro: ['gyro', 3, 256, 1024],
      horseshoe: ['contact', 4, 0, 2],
      battery: ['battery', 1, 0, 1],
      blink: ['custom', 1, 0, 1],
    });
    expect(heard.values('acc', 2)[0]).toBeCloseTo(9.787, 3);
    expect(heard.values('gyro', 0)[0]).toBeCloseTo(0.02618, 5);
    expect(heard.values('horseshoe', 2)).toEqual([0.5, 1]);
    expect(heard.values('battery')[0]).toBeCloseTo(0.832, 5);
    expect(heard.refusals).toEqual([]);
  });

  it('reads OpenBCI text, new and old, without the amplifier’s offset', async () => {
    for (const [name, channels, hz, n] of [
      ['openbci.txt', 4, 200, 800],
      ['openbci-old.txt', 8, 250, 1000],
    ] as const) {
      const heard = await play(join(FIXTURES, name));
      expect(shape(heard)).toMatchObject({ eeg: ['eeg', channels, hz, n] });
      expect(Math.max(...heard.values('eeg').map(Math.abs))).toBeLessThan(30);
      expect(heard.values('acc', 2)[0]).toBeGreaterThan(9.4);
      expect(heard.refusals).toEqual([]);
    }
  });

  it('reads BioSPPy text: rate and kind from its header', async () => {
    expect(shape(await play(join(FIXTURES, 'ecg.txt')))).toEqual({ ecg: ['ecg', 1, 1000, 4000] });
    const acc = await play(join(FIXTURES, 'acc.txt'));
    expect(shape(acc)).toEqual({ acc: ['acc', 3, 100, 400] });
    expect(acc.values('acc', 1)[0]).toBeCloseTo(9.8, 5);
  });

  it('reads any CSV with a layout beside it, or one named', async () => {
    const beside = await play(join(FIXTURES, 'watch.csv'), 9000);
    expect(shape(beside)).toEqual({
      acc: ['acc', 3, 25, 200],
      gyro: ['gyro', 3, 25, 200],
      hr: ['hr', 1, 0, 200],
    });
    expect(beside.values('gyro', 1)[0]).toBeCloseTo((10 * Math.PI) / 180, 4);
    const csv = await put('far.csv.gz', gzipSync(await fixture('watch.csv')));
    const layout = await put(
      'l.json',
      JSON.stringify({ rate: 25, streams: [{ kind: 'acc', columns: [3, 4, 5] }] }),
    );
    expect(shape(await play(csv, 9000, `,layout=${layout}`))).toEqual({
      acc: ['acc', 3, 25, 200],
    });
    await put(
      'timed.csv.layout.yaml',
      'separator: semicolon\ntime: { column: t, unit: ms }\nstreams:\n  - { kind: ecg, columns: [v], scale: 0.001 }\n  - { kind: ibi, columns: [rr], scale: 0.001, onChange: true }\n',
    );
    const rows = Array.from(
      { length: 500 },
      (_, i) => `${1e12 + 4 * i};${i % 50};${800 + Math.floor(i / 200)}`,
    );
    const timed = await put('timed.csv', ['t;v;rr', ...rows].join('\r\n'));
    const heard = await play(timed);
    expect(shape(heard)).toEqual({ ecg: ['ecg', 1, 250, 500], ibi: ['ibi', 1, 0, 3] });
    expect(heard.values('ibi')[2]).toBeCloseTo(0.802, 5);
  });

  it.runIf(hasData('walking-emotion-watch'))(
    'plays a walk of walking-emotion-watch through a layout (needs YEOUN_DATA)',
    async () => {
      const name = 'mu_ew6_accdata_25_1_1912-1939.csv.gz';
      const csv = dataFolder('walking-emotion-watch/walking_data', name);
      const heard = await play(csv, 60_000, `,layout=${join(FIXTURES, 'watch.csv.layout.yaml')}`);
      expect(heard.values('acc').length).toBeGreaterThan(1490);
      expect(heard.refusals).toEqual([]);
    },
  );

  it.runIf(hasData('muse'))(
    'plays every recording of shared Muse data (needs YEOUN_DATA)',
    async () => {
      const heard = await play(dataFolder('muse/subjecta-relaxed-1.csv.gz'), 10_000);
      expect(heard.values('eeg').length).toBeGreaterThan(2500);
      expect(heard.refusals).toEqual([]);
    },
  );

  it.runIf(hasData('biosppy'))('plays BioSPPy’s own files (needs YEOUN_DATA)', async () => {
    for (const [name, kind, hz] of [
      ['ecg', 'ecg', 1000],
      ['eda', 'eda', 1000],
      ['resp', 'resp', 1000],
      ['ppg', 'ppg', 1000],
      ['eeg_ec', 'eeg', 125],
      ['acc', 'acc', 100],
      ['pcg', 'custom', 1000],
    ] as const) {
      const heard = await play(dataFolder(`biosppy/${name}.txt`), 2000);
      const [stream] = heard.announced[0]!.streams;
      expect([name, stream?.kind, stream?.rateHz]).toEqual([name, kind, hz]);
      expect(heard.refusals).toEqual([]);
    }
  });
});

describe('what is wrong with a recording', () => {
  it('names file, line and column of a row and plays the rest', async () => {
    const lines = (await fixture('muse.csv')).split('\n');
    lines[10] = '1700000000.035,1,2,oops,4,5';
    const heard = await play(await put('odd.csv', lines.join('\n')));
    expect(heard.refusals).toHaveLength(1);
    expect(heard.refusals[0]).toMatch(/odd\.csv:11:4.*oops.*TP9/);
    expect(heard.values('eeg').length).toBe(1023);
  });

  it.each([
    [
      'rows of words',
      'a.csv',
      `timestamps,TP9,AF7,AF8,TP10\n${'x,y,z,a,b\n'.repeat(50)}`,
      'replay/odd-file',
      'a.csv:2:1',
    ],
    ['no rows', 'b.csv', 'timestamps,TP9,AF7,AF8,TP10\n', 'replay/no-samples', 'b.csv'],
    [
      'no sampling rate',
      'c.txt',
      '# Simple Text Format\n# Labels:= ECG\n1\n',
      'replay/bad-header',
      'c.txt:2',
    ],
    [
      'no channels',
      'd.txt',
      '%OpenBCI Raw EXG Data\n%Sample Rate = 200 Hz\n1, 2\n',
      'replay/bad-header',
      'd.txt:1',
    ],
    ['nothing that is known', 'e.csv', 'hello\nworld\n', 'replay/unknown-folder', 'e.csv'],
    ['nothing at all', 'f.csv', '', 'replay/unknown-folder', 'f.csv'],
  ])('refuses %s', async (_, name, text, code, where) => {
    const error = await refused(await put(name, text));
    expect([error.code, error.where.includes(where)]).toEqual([code, true]);
    expect(error.remedy).not.toBe('');
  });

  it.each([
    ['a kind that is none', 'rate: 5\nstreams: [{ kind: aura, columns: [1] }]', 'streams.0.kind'],
    ['no rate and no time', 'streams: [{ kind: hr, columns: [1] }]', 'rate'],
    ['an unknown key', 'rate: 5\ncolour: 1\nstreams: [{ kind: hr, columns: [1] }]', 'colour'],
    ['a column that is not there', 'rate: 5\nstreams: [{ kind: hr, columns: [pulse] }]', 'pulse'],
    ['too few columns', 'rate: 5\nstreams: [{ kind: acc, columns: [1, 2] }]', 'acc has 3 channels'],
    [
      'two of one name',
      'rate: 5\nstreams: [{ kind: hr, columns: [1] }, { kind: hr, columns: [2] }]',
      'one name',
    ],
    ['no YAML', '{{{', 'no YAML'],
  ])('refuses a layout with %s, and says where', async (_, text, what) => {
    await put('x.csv.layout.yaml', text);
    const error = await refused(await put('x.csv', 'heart,other\n70,1\n71,1\n'));
    expect(error.code).toBe('replay/bad-layout');
    expect(error.where).toContain('x.csv.layout.yaml');
    expect(`${error.message} ${error.remedy}`).toContain(what);
  });

  it('refuses a layout that is not there by its path', async () => {
    const error = await refused(await put('y.csv', '1\n'), ',layout=/nowhere.yaml');
    expect(['replay/unknown-folder', 'replay/bad-layout']).toContain(error.code);
  });
});

describe('fuzz', () => {
  const files = [
    'muse.csv',
    'mind-monitor.csv',
    'openbci.txt',
    'openbci-old.txt',
    'ecg.txt',
    'acc.txt',
    'watch.csv',
  ];
  const survive = async (path: string) => {
    try {
      const tape = await openTape({ path }, () => {});
      const cursor = tape.cursor(tape.startMs);
      const blocks: SampleBlock[] = [];
      const outlet = {
        announce: () => {},
        emit: (b: SampleBlock) => void blocks.push(b),
        refuse: () => {},
      };
      for (let s = 1; s < 8; s++) cursor.play(tape.startMs + 1000 * s, outlet);
      cursor.close();
      for (const block of blocks) SampleBlock.parse(block);
    } catch (error) {
      if (!(error instanceof YeounError)) throw error;
    }
  };

  it.each(files)(
    '%s: truncated, mangled, wrong columns, random bytes: an error that is ours, or it plays',
    async (name) => {
      const text = await fixture(name);
      const path = join(folder, `fuzz-${name}`);
      await cp(join(FIXTURES, 'watch.csv.layout.yaml'), join(folder, 'fuzz-watch.csv.layout.yaml'));
      const small = text.split('\n').slice(0, 120).join('\n');
      const place = fc.nat(small.length);
      const hurt = fc.oneof(
        place.map((at) => small.slice(0, at)),
        fc
          .tuple(place, fc.string({ maxLength: 40 }))
          .map(([at, x]) => small.slice(0, at) + x + small.slice(at)),
        fc.constantFrom(',', '\t', '.', '\n', ' ', '=').map((c) => small.replaceAll(c, '')),
        fc
          .tuple(fc.constantFrom(',', '\n', '\t', '1'), fc.string({ maxLength: 4 }))
          .map(([c, x]) => small.replaceAll(c, x)),
        fc.string({ maxLength: 300 }),
      );
      await fc.assert(
        fc.asyncProperty(hurt, async (bad) => {
          await writeFile(path, bad);
          await survive(path);
        }),
        { numRuns: 60, seed: 3 },
      );
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
          await writeFile(`${path}.gz`, bytes);
          await survive(`${path}.gz`);
          await writeFile(path, bytes);
          await survive(path);
        }),
        { numRuns: 30, seed: 4 },
      );
    },
  );
});

it('every format stands in the help', () => {
  const { help } = parseSource('replay:x').adapter;
  for (const format of FORMATS) expect(help).toContain(format.help);
});
