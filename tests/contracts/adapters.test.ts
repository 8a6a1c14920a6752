import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { YeounError } from '../../conductor/contracts/errors.ts';
import {
  framesOf,
  SampleBlock,
  SourceInfo,
  STREAM_KIND_INFO,
  StreamInfo,
} from '../../conductor/contracts/sensor.ts';
import { ADAPTERS, parseSource } from '../../sensors/registry.ts';
import { fakePorts } from '../sensors/adapters/midi-support.ts';
import { capture } from '../support/capture.ts';

const KEYS = 'Stage Piano:Stage Piano MIDI 1 20:0';
const keyboard = fakePorts([KEYS]);
// The registry's own adapter, over a fake of the machine's inputs.
vi.mock('../../sensors/adapters/midi/system-ports.ts', () => ({
  systemPorts: async () => keyboard,
}));

// Minutes of signal are computed here; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** How each adapter is set going: its options, and what must happen for it to say anything. */
interface Exercise {
  options: string;
  drive?(heard: ReturnType<typeof capture>, ms: number): void;
}

const column = (n: number, value: (i: number) => string | number): string =>
  Array.from({ length: n }, (_, i) => value(i)).join('\n');

const e4Folder = async (): Promise<string> => {
  const folder = join(await mkdtemp(join(tmpdir(), 'yeoun-e4-')), 'E4');
  await mkdir(folder);
  const head = (hz: number) => `1644226061\n${hz}\n`;
  await writeFile(join(folder, 'BVP.csv'), head(64) + column(640, (i) => 50 * Math.sin(i / 8)));
  await writeFile(join(folder, 'EDA.csv'), head(4) + column(40, (i) => 2 + i / 100));
  await writeFile(
    join(folder, 'ACC.csv'),
    `1644226061,1644226061,1644226061\n32,32,32\n${column(320, (i) => `${i % 9},64,${i % 7}`)}`,
  );
  await writeFile(join(folder, 'IBI.csv'), '1644226061, IBI\n1.5,0.8\n2.3,0.8\n');
  return folder;
};

const exercises: Record<string, Exercise> = {
  synthetic: { options: 'seed=7' },
  replay: { options: 'set before all tests' },
  midi: {
    options: '',
    drive({ clock }, ms) {
      for (let at = 0; at < ms; at += 250) {
        const note = 60 + ((at / 250) % 12);
        keyboard.on(KEYS, note, 90);
        keyboard.say(KEYS, { type: 'control', channel: 0, number: 64, value: at % 128 });
        clock.advance(125);
        keyboard.off(KEYS, note);
        clock.advance(125);
      }
    },
  },
  page: {
    options: '',
    drive({ pages, clock }, ms) {
      const page = 'phone-1';
      const { acc, pose } = STREAM_KIND_INFO;
      const streams = [
        { handle: 0, name: 'acc', kind: 'acc' as const, channels: [...acc.channels], rateHz: 60 },
        {
          handle: 1,
          name: 'body',
          kind: 'pose' as const,
          channels: [...pose.channels],
          rateHz: 30,
        },
      ];
      const announce = {
        t: 'announce' as const,
        source: page,
        device: 'phone' as const,
        label: { en: 'Phone', ko: '휴대폰' },
        streams,
      };
      pages.say({ t: 'announce', page, announce });
      const say = (handle: number, channels: number, frames: number) => {
        const data = new Float32Array(frames * channels).fill(0.5);
        // The page's clock is a little ahead.
        const atMs = clock.nowMs() + 12;
        pages.say({ t: 'samples', page, handle, atMs, channels, data });
      };
      for (let at = 0; at < ms; at += 50) {
        say(0, 3, 3);
        if (at % 100 === 0) say(1, 51, 2);
        clock.advance(50);
      }
    },
  },
  osc: {
    options: '',
    drive({ osc, clock }, ms) {
      for (let at = 0; at < ms; at += 20) {
        osc.say('/muse/eeg', 1, 2, 3, at);
        osc.say('/sensor/wrist/acc', 0, 9.8, at % 7);
        osc.say('/sensor/strap/hr', 70 + (at % 3));
        clock.advance(20);
      }
    },
  },
};

beforeAll(async () => {
  exercises.replay = { options: `${await e4Folder()},loop=true` };
});

/** Recordings in each format of rows, looped: `replay` and the file's name. */
const FILES = new URL('../fixtures/replay/', import.meta.url).pathname;
for (const file of readdirSync(FILES).filter((name) => !name.includes('.layout.')))
  exercises[`replay ${file}`] = { options: `${FILES}${file},loop=true` };

const kindOf = (exercise: string): string => exercise.split(' ')[0]!;

it('every adapter of the registry has an exercise here', () => {
  const kinds = new Set(Object.keys(exercises).map(kindOf));
  expect([...kinds].sort()).toEqual(Object.keys(ADAPTERS).sort());
});

describe.each(Object.keys(exercises))('the adapter %s', (name) => {
  const kind = kindOf(name);
  const run = async (ms: number) => {
    const heard = capture();
    const exercise = exercises[name]!;
    const stop = await parseSource(`${kind}:${exercise.options}`).open(heard.context);
    const drive = (more: number) =>
      exercise.drive ? exercise.drive(heard, more) : heard.clock.advance(more);
    drive(ms);
    return { ...heard, stop, drive };
  };

  it('is filed under its own kind, with a title in both languages and help', () => {
    const adapter = ADAPTERS[kind]!;
    expect(adapter.kind).toBe(kind);
    expect(adapter.title.en).not.toBe('');
    expect(adapter.title.ko).toMatch(/[가-힣]/);
    expect(adapter.help).not.toBe('');
  });

  it('announces a source before its first block', async () => {
    const { order, blocks } = await run(3000);
    expect(blocks.length).toBeGreaterThan(0);
    const known = new Set<string>();
    for (const [what, id] of order.map((o) => o.split(' ') as [string, string])) {
      if (what === 'announce') known.add(id);
      else expect(known).toContain(id);
    }
  });

  it('announces only what the schemas allow', async () => {
    const { announced } = await run(3000);
    for (const { info, streams } of announced) {
      expect(SourceInfo.parse(info).kind).toBe(kind);
      for (const stream of streams) StreamInfo.parse(stream);
      expect(new Set(streams.map((s) => s.name)).size).toBe(streams.length);
    }
  });

  it('emits only blocks that the schema allows and that fit their announcement', async () => {
    const { blocks, announced } = await run(6000);
    const offered = announced.flatMap(({ info, streams }) =>
      streams.map((s) => `${info.id} ${s.name} ${s.kind} ${s.channels.length} ${s.rateHz}`),
    );
    for (const block of blocks) {
      SampleBlock.parse(block);
      expect(Number.isInteger(framesOf(block)) && framesOf(block) > 0).toBe(true);
      expect(block.data.every(Number.isFinite)).toBe(true);
      if (block.rateHz === 0) expect(framesOf(block)).toBe(1);
      if (STREAM_KIND_INFO[block.kind].irregular) expect(block.rateHz).toBe(0);
    }
    const used = blocks.map((b) => `${b.sourceId} ${b.stream} ${b.kind} ${b.channels} ${b.rateHz}`);
    for (const one of new Set(used)) expect(offered).toContain(one);
  });

  it('never lets the time of a stream step back, nor run ahead of the clock', async () => {
    const { blocks, clock } = await run(25_000);
    const last = new Map<string, number>();
    for (const { sourceId, stream, atMs } of blocks) {
      const key = `${sourceId}/${stream}`;
      expect(atMs).toBeGreaterThanOrEqual(last.get(key) ?? 0);
      expect(atMs).toBeLessThanOrEqual(clock.nowMs() + 0.001);
      last.set(key, atMs);
    }
  });

  it('is silent after its stop, which may be called twice', async () => {
    const { stop, drive, blocks, announced, states, clock } = await run(2000);
    stop();
    stop();
    const before = [blocks.length, announced.length, states.length];
    drive(2000);
    expect([blocks.length, announced.length, states.length]).toEqual(before);
    expect(clock.pending).toBe(0);
  });

  it('gives a typed error that names an option it does not know, or that is wrong', () => {
    const refused = (options: string): YeounError => {
      try {
        parseSource(`${kind}:${[exercises[name]!.options, options].filter(Boolean).join()}`);
      } catch (error) {
        if (error instanceof YeounError) return error;
      }
      throw new Error(`${options} was taken`);
    };
    expect(refused('colour=blue').message).toContain('"colour"');
    const wrong = refused('body=not a name');
    expect(wrong.code).toBe('source/bad-option');
    expect(wrong.message).toContain('"body"');
    expect(wrong.remedy).toContain('body=');
  });
});

it('a kind that does not exist is refused by name', () => {
  expect(() => parseSource('telepathy:range=far')).toThrow(/telepathy.*synthetic, replay, osc/);
  expect(() => parseSource('constructor')).toThrow(YeounError);
});
