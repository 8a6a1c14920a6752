import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import { type Announce, pageSourceId } from '#contracts/wire';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { MAX_PAGE_SOURCES } from '../../../sensors/adapters/page/guest.ts';
import { MAX_PAGES, page } from '../../../sensors/adapters/page/index.ts';
import { sensorHub } from '../../../sensors/hub.ts';
import type { PageEvent, SourceContext } from '../../../sensors/source.ts';
import { capture, inlet, pageInlet } from '../../support/capture.ts';

const announce = (source: string, kind: StreamKind, more: Partial<Announce> = {}): Announce => ({
  t: 'announce',
  source,
  device: 'other',
  label: { en: 'Belt', ko: '벨트' },
  streams: [
    { handle: 0, name: kind, kind, channels: [...STREAM_KIND_INFO[kind].channels], rateHz: 25 },
  ],
  ...more,
});

const setUp = async (options = {}) => {
  const heard = capture();
  const reasons: (string | undefined)[] = [];
  const context: SourceContext = {
    ...heard.context,
    state(id, state, reason) {
      heard.context.state(id, state, reason);
      reasons.push(reason?.en);
    },
  };
  const stop = await page.open(page.options.parse(options), context);
  const say = (event: PageEvent): void => heard.pages.say(event);
  const samples = (from: string, data: number[], parts: object = {}): void =>
    say({
      t: 'samples',
      page: from,
      handle: 0,
      atMs: null,
      channels: null,
      data: Float32Array.from(data),
      ...parts,
    });
  const introduce = (from: string, kind: StreamKind = 'resp', more: Partial<Announce> = {}): void =>
    say({ t: 'announce', page: from, announce: announce(from, kind, more) });
  return { ...heard, reasons, stop, say, samples, introduce };
};

describe('sensor pages as sources', () => {
  it('takes the body of the announcement, else that of the option', async () => {
    const { introduce, announced } = await setUp({ body: 'joon' });
    introduce('a', 'resp', { body: 'mina' });
    introduce('b');
    expect(announced.map((a) => a.info.bodyId)).toEqual(['mina', 'joon']);
  });

  it('keeps a kind without a rate at 0 and hands on one frame a block, as far apart as was said', async () => {
    const { introduce, samples, blocks, announced, clock } = await setUp();
    introduce('cam', 'touch', {});
    clock.advance(1000);
    samples('cam', [0, 0, 1, 0.5, 0.5, 1]);
    expect(announced[0]?.streams[0]?.rateHz).toBe(0);
    expect(blocks.map((b) => b.rateHz)).toEqual([0, 0]);
    expect((blocks[1]?.atMs ?? 0) - (blocks[0]?.atMs ?? 0)).toBe(40);
  });

  it('takes stamps a little ahead as now, and leaves those of another clock to the hub', async () => {
    const { introduce, samples, blocks, clock } = await setUp();
    introduce('a');
    const nowMs = clock.nowMs();
    samples('a', [1], { atMs: nowMs + 30 });
    samples('a', [1], { atMs: 1000 });
    expect(blocks.map((b) => b.atMs)).toEqual([nowMs, 1000]);
  });

  it('a page whose clock stands in 1970 feeds the hub all the same', async () => {
    const pages = pageInlet();
    const { timing, clock } = capture();
    const hub = sensorHub({ timing, osc: inlet(), pages, log: silentLog });
    await page.open(page.options.parse({}), hub.contextFor('page'));
    const stamps: number[] = [];
    hub.onBlock((block) => stamps.push(block.atMs));
    pages.say({ t: 'announce', page: 'a', announce: announce('a', 'resp') });
    for (let i = 0; i < 25; i++) {
      clock.advance(40);
      const data = Float32Array.of(i);
      pages.say({ t: 'samples', page: 'a', handle: 0, atMs: 40 * i, channels: 1, data });
    }
    expect(stamps).toHaveLength(25);
    for (const at of stamps) expect(Math.abs(at - clock.nowMs())).toBeLessThanOrEqual(1000);
    expect(hub.statuses(clock.nowMs())[0]?.state).toBe('live');
    hub.close();
  });

  it('two pages with one source name have two sources', async () => {
    const { say, announced } = await setUp();
    for (const from of ['one', 'two'])
      say({ t: 'announce', page: from, announce: announce('strap', 'hr') });
    expect(announced.map((a) => a.info.id)).toEqual(['one.strap', 'two.strap']);
  });

  it('gives a handle to the source that announced it last', async () => {
    const { say, samples, blocks } = await setUp();
    say({ t: 'announce', page: 'a', announce: announce('left', 'resp') });
    say({ t: 'announce', page: 'a', announce: announce('right', 'eda') });
    samples('a', [1]);
    expect(blocks.map((b) => [b.sourceId, b.kind])).toEqual([['a.right', 'eda']]);
  });

  it('a source that renews itself leaves alone a handle that was given to another', async () => {
    const { say, samples, blocks } = await setUp();
    const moved = announce('left', 'resp');
    say({ t: 'announce', page: 'a', announce: moved });
    say({ t: 'announce', page: 'a', announce: announce('right', 'eda') });
    const streams = moved.streams.map((s) => ({ ...s, handle: 5 }));
    say({ t: 'announce', page: 'a', announce: { ...moved, streams } });
    samples('a', [1]);
    samples('a', [1], { handle: 5 });
    expect(blocks.map((b) => b.sourceId)).toEqual(['a.right', 'a.left']);
  });

  it('one that ended waits again when it is announced again', async () => {
    const { introduce, say, states } = await setUp();
    introduce('a');
    say({ t: 'state', page: 'a', source: 'a', state: 'ended' });
    introduce('a');
    introduce('a');
    expect(states.map((s) => s.state)).toEqual(['ended', 'waiting']);
  });

  it('refuses what nobody announced, and frames that do not fit', async () => {
    const { introduce, samples, say, blocks, refusals } = await setUp();
    samples('a', [1]);
    introduce('a', 'acc');
    samples('a', [1, 2]);
    samples('a', [1, 2, 3], { channels: 1 });
    samples('a', [1, 2, 3], { handle: 9 });
    say({ t: 'state', page: 'a', source: 'other', state: 'failed' });
    expect(blocks).toEqual([]);
    expect(refusals).toHaveLength(5);
    expect(refusals[2]).toContain('which has 3');
  });

  it('waits with a reason when its page left, and says that it is back', async () => {
    const { introduce, samples, say, states, reasons } = await setUp();
    introduce('a');
    samples('a', [1]);
    say({ t: 'left', page: 'a' });
    expect(states).toEqual([{ id: 'a', state: 'waiting' }]);
    expect(reasons[0]).toContain('Wi-Fi is lost');
    introduce('a');
    expect(reasons[1]).toContain('open');
    say({ t: 'left', page: 'never-here' });
    expect(states).toHaveLength(2);
  });

  it('keeps a bound on sources and on pages; one that left makes room', async () => {
    const { say, announced, refusals } = await setUp();
    for (let i = 0; i <= MAX_PAGE_SOURCES; i++)
      say({ t: 'announce', page: 'a', announce: announce(`s${i}`, 'resp') });
    expect(announced).toHaveLength(MAX_PAGE_SOURCES);
    for (let i = 0; i < MAX_PAGES; i++)
      say({ t: 'announce', page: `p${i}`, announce: announce('s', 'resp') });
    expect(announced).toHaveLength(MAX_PAGE_SOURCES + MAX_PAGES - 1);
    expect(refusals).toHaveLength(2);
    say({ t: 'left', page: 'p7' });
    say({ t: 'announce', page: 'late', announce: announce('s', 'resp') });
    expect(announced.at(-1)?.info.id).toBe('late.s');
  });

  it('30,000 random events: nothing thrown, nothing grows, and what the hub takes is whole', () => {
    const pages = pageInlet();
    const { timing, clock } = capture();
    const hub = sensorHub({ timing, osc: inlet(), pages, log: silentLog });
    page.open(page.options.parse({}), hub.contextFor('page'));
    let blocks = 0;
    hub.onBlock((block) => {
      blocks++;
      if (!block.data.every(Number.isFinite)) throw new Error('a number that is none');
    });
    const name = fc.constantFrom('a', 'b', 'c', 'd'.repeat(64));
    const stream = fc.record({
      handle: fc.integer({ min: 0, max: 3 }),
      name: fc.constantFrom('x', 'y'),
      kind: fc.constantFrom<StreamKind>('acc', 'resp', 'pose', 'touch', 'custom'),
      channels: fc.array(fc.constant('c'), { minLength: 1, maxLength: 4 }),
      rateHz: fc.constantFrom(0, 25, 1e4),
    });
    const event: fc.Arbitrary<PageEvent> = fc.oneof(
      {
        weight: 2,
        arbitrary: fc.record({
          t: fc.constant('announce' as const),
          page: name,
          announce: fc.record({
            t: fc.constant('announce' as const),
            source: name,
            device: fc.constant('other' as const),
            label: fc.record({ en: fc.string(), ko: fc.string() }),
            streams: fc.array(stream, { minLength: 1, maxLength: 3 }),
          }),
        }),
      },
      {
        weight: 12,
        arbitrary: fc.record({
          t: fc.constant('samples' as const),
          page: name,
          handle: fc.integer({ min: 0, max: 4 }),
          atMs: fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e13, noNaN: true })),
          channels: fc.constantFrom(null, 1, 3),
          data: fc.float32Array({ maxLength: 12 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          t: fc.constant('state' as const),
          page: name,
          source: name,
          state: fc.constantFrom('waiting' as const, 'ended' as const, 'failed' as const),
        }),
      },
      { weight: 1, arbitrary: fc.record({ t: fc.constant('left' as const), page: name }) },
    );
    const events = fc.sample(event, { numRuns: 10_000, seed: 5 });
    for (let i = 0; i < 30_000; i++) {
      pages.say(events[i % events.length]!);
      if (i % 20 === 0) clock.advance(10);
    }
    expect(blocks).toBeGreaterThan(1000);
    expect(hub.counts().refused).toBeGreaterThan(3_000);
    const ids = hub.statuses(clock.nowMs()).map((s) => s.id);
    expect(ids.length).toBeLessThanOrEqual(16);
    expect(ids).toContain(pageSourceId('a', 'b'));
    hub.close();
  }, 240_000);
});
