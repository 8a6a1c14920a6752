import { describe, expect, it } from 'vitest';
import type { PictureFrame, Trouble } from '#contracts/picture';
import { RETURN_MS } from '../../conductor/imagery/ladder.ts';
import { GARDEN, INFO, paints, SHOW, T0, type TestFilm, testFilm } from './support.ts';

/** Between pictures, in periods of 30 a second, as they went out: under 2.5, no more than one is missing. */
const gapsOf = ({ sentMs }: TestFilm): number[] =>
  sentMs.slice(1).map((atMs, i) => ((atMs - (sentMs[i] ?? 0)) * 30) / 1000);
const ONE_MISSING = 2.5;
const rungsOf = (frames: readonly PictureFrame[]): string[] => [
  ...new Set(frames.map(({ rung }) => rung)),
];
const since = ({ frames }: TestFilm, atMs: number): PictureFrame[] =>
  frames.filter((frame) => frame.atMs > atMs);

describe('the film', () => {
  it('is painted at 30 pictures a second while a scene wants it, and each is newer than the one before', () => {
    const t = testFilm();
    t.run(4);
    expect(t.frames.length).toBeGreaterThan(100);
    expect(rungsOf(t.frames)).toEqual(['engine']);
    const times = t.frames.map(({ atMs }) => atMs);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(Math.max(...gapsOf(t))).toBeLessThan(1.6);
    expect(t.frames.map(({ seq }) => seq)).toEqual(t.frames.map((_, i) => i + 1));
    expect(t.status()).toMatchObject({ engine: 'gradient', rung: 'engine', wanted: true });
    expect(t.status().p95Ms).toBeGreaterThanOrEqual(20);
    expect(t.status().fps).toBeGreaterThan(28);
  });

  it('asks nothing of an engine whose pictures nobody wants, and little while they only stand by', () => {
    const t = testFilm();
    t.stage = { layers: [{ entry: 'b', weight: 1, look: {} }], cue: '2', standby: null };
    t.run(2);
    expect(t.studios).toHaveLength(0);
    expect(t.status()).toMatchObject({ engine: null, wanted: false, rung: 'local' });
    t.stage = { layers: [{ entry: 'b', weight: 1, look: {} }], cue: '2', standby: '1' };
    t.run(5);
    expect(t.frames.length).toBeGreaterThan(10);
    expect(t.frames.length).toBeLessThan(30);
  });

  it('shows displays the drawing of the show, and never that of a visitor', () => {
    const t = testFilm();
    expect(t.film.drawing()).toEqual([]);
    const sketch: [number, number][][] = [
      [
        [0, 0.2],
        [1, 0.8],
      ],
    ];
    t.film.follow({ show: SHOW, memories: { garden: { ...GARDEN, sketch } } });
    t.run(0.5);
    const lines = t.film.drawing();
    expect(lines).toEqual(sketch);
    t.run(0.5);
    expect(t.film.drawing()).toBe(lines);
    t.film.remember({ parts: [], sketch: [[[0.5, 0.5]]] });
    t.run(0.5);
    expect(t.film.drawing()).toEqual([]);
    expect(t.film.drawing()).toBe(t.film.drawing());
  });

  it('gives the engine the memory once, the words of the cue first, then those of a visitor', () => {
    const t = testFilm();
    t.run(1);
    t.film.remember({ parts: [{ text: 'the night bus', weight: 1 }], sketch: [] });
    t.run(1);
    const memories = t.studios[0]?.heard.filter((m) => m.t === 'memory') ?? [];
    expect(memories.map((m) => m.memory.parts[0]?.text)).toEqual([
      'a garden of sunflowers',
      'the night bus',
    ]);
    expect(JSON.stringify(t.studios[0]?.heard.filter((m) => m.t === 'paint'))).not.toContain('bus');
  });

  it('SHOW-166 follows what cues give: nobody paints for the engine none, and the same memory again is given again', () => {
    const t = testFilm();
    t.given = { memory: 'garden', engine: 'none', turn: 1 };
    t.run(1);
    expect(t.studios).toHaveLength(0);
    expect(t.status()).toMatchObject({ wanted: false, rung: 'local' });
    t.given = { memory: 'garden', engine: null, turn: 1 };
    t.run(1);
    t.film.remember({ parts: [{ text: 'the night bus', weight: 1 }], sketch: [] });
    t.run(1);
    t.given = { memory: 'garden', engine: null, turn: 2 };
    t.run(1);
    const memories = t.studios[0]?.heard.filter((m) => m.t === 'memory') ?? [];
    expect(memories.map((m) => m.memory.parts[0]?.text)).toEqual([
      'a garden of sunflowers',
      'the night bus',
      'a garden of sunflowers',
    ]);
  });

  it('SHOW-166 another engine that a cue names paints: the picture goes on, and the new one comes out of it', () => {
    const t = testFilm();
    const opened = () => t.studios.map(({ heard }) => heard.find((m) => m.t === 'open')?.engine);
    t.opens = (studio) => {
      const named = studio.heard.find((m) => m.t === 'open')?.engine ?? INFO.id;
      return studio.ended || studio.say.message({ t: 'ready', info: { ...INFO, id: named } });
    };
    t.given = { memory: 'garden', engine: null, turn: 1 };
    t.run(2);
    // The one that paints already, by its name.
    t.given = { memory: 'garden', engine: INFO.id, turn: 1 };
    t.run(1);
    expect(opened()).toEqual([null]);
    const changedMs = t.clock.nowMs();
    t.given = { memory: 'garden', engine: 'other', turn: 1 };
    t.run(6);
    expect(opened()).toEqual([null, 'other']);
    expect(t.studios[0]?.ended).toBe(true);
    expect(t.studios[1]?.heard.some((m) => m.t === 'memory')).toBe(true);
    expect(rungsOf(since(t, changedMs + 100))).toEqual(['evolved', 'engine']);
    expect(t.status()).toMatchObject({ engine: 'other', rung: 'engine', failures: 0 });
    expect(Math.max(...gapsOf(t))).toBeLessThan(ONE_MISSING);
    expect(t.lamps.filter((lamp) => lamp !== null)).toEqual([]);
    // `none` ends nothing: it waits.
    t.given = { memory: 'garden', engine: 'none', turn: 1 };
    t.run(1);
    t.given = { memory: 'garden', engine: null, turn: 1 };
    t.run(6);
    expect(opened()).toEqual([null, 'other', null]);
    expect(t.status()).toMatchObject({ engine: INFO.id, rung: 'engine' });
  });

  it('an engine that hangs: no more than one picture is missing, a lamp within the second, a new thread', () => {
    const t = testFilm();
    t.run(3);
    const hungMs = t.clock.nowMs();
    t.engine = () => {};
    t.run(1.1);
    expect(Math.max(...gapsOf(t))).toBeLessThan(ONE_MISSING);
    expect(rungsOf(since(t, hungMs + 100))).toEqual(['evolved']);
    expect(t.status()).toMatchObject({ rung: 'evolved', failures: 1 });
    expect(t.status().retryMs).toBeGreaterThan(hungMs);
    expect(t.lamps.at(-1)).toMatchObject({ part: 'imagery', level: 'warn' });
    t.run(1.2);
    expect(t.studios).toHaveLength(2);
    expect(t.studios[0]?.ended).toBe(true);
    expect(Math.max(...gapsOf(t))).toBeLessThan(ONE_MISSING);
  });

  it('hands back by a blend that only grows, and puts the lamp out', () => {
    const t = testFilm();
    t.run(2);
    t.engine = () => {};
    t.run(1.1);
    t.engine = paints(20);
    t.run(6);
    expect(t.status()).toMatchObject({ rung: 'engine', retryMs: null, failures: 1 });
    expect(t.lamps.at(-1)).toBeNull();
    const shares = (t.evolvers[0]?.heard ?? []).flatMap((m) =>
      m.t === 'evolve' && m.into ? [m.into.share] : [],
    );
    expect(shares.length).toBeGreaterThan(RETURN_MS / 50);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeLessThan(0.02);
    expect(shares.at(-1)).toBeGreaterThan(0.97);
    expect(Math.max(...gapsOf(t))).toBeLessThan(ONE_MISSING);
    expect(t.frames.at(-1)?.rung).toBe('engine');
  });

  it.each(['threw', 'degenerate'] as const)(
    'an engine that %s is let alone and tried again',
    (trouble) => {
      const t = testFilm();
      t.run(1);
      t.engine = ({ id }, say, after) => after(5, () => say({ t: 'failed', id, trouble }));
      t.run(0.1);
      expect(t.status()).toMatchObject({ rung: 'evolved', failures: 1 });
      t.run(20);
      // 1, 2, 4, 8 s of rest between tries.
      expect(t.status().failures).toBeLessThanOrEqual(6);
      expect(t.studios.length).toBe(t.status().failures);
      expect(rungsOf(since(t, T0 + 1300))).toEqual(['evolved']);
      expect(Math.max(...gapsOf(t))).toBeLessThan(ONE_MISSING);
    },
  );

  const says =
    (message: 'threw' | 'degenerate') =>
    (): TestFilm['engine'] =>
    ({ id }, say, later) =>
      later(5, () => say({ t: 'failed', id, trouble: message }));
  it.each<[Trouble, (t: TestFilm) => TestFilm['engine']]>([
    ['hang', () => () => {}],
    ['threw', says('threw')],
    ['degenerate', says('degenerate')],
    ['repeat', () => paints(20, () => 7)],
    ['gone', (t) => (_, __, later) => later(5, () => t.studios.at(-1)?.say.gone('it fell'))],
  ])(
    '%s: told within a second, no more than one picture is missing, tried again after 1, 2, 4 s',
    (trouble, engineOf) => {
      const t = testFilm();
      t.run(3);
      const failedMs = t.clock.nowMs();
      t.engine = engineOf(t);
      while (t.lamps.length === 0) t.run(1 / 60);
      expect(t.clock.nowMs() - failedMs).toBeLessThanOrEqual(1000);
      expect(t.lamps.at(-1)).toMatchObject({ part: 'imagery', level: 'warn' });
      expect(t.status()).toMatchObject({ rung: 'evolved', troubles: { [trouble]: 1 } });
      const rests: number[] = [];
      for (let opened = t.studios.length; rests.length < 3; opened = t.studios.length) {
        const { retryMs } = t.status();
        const fromMs = t.clock.nowMs();
        while (t.studios.length === opened) t.run(1 / 60);
        rests.push(Math.round((t.clock.nowMs() - fromMs) / 500) / 2);
        expect(Math.abs(t.clock.nowMs() - (retryMs ?? 0))).toBeLessThan(20);
        while (t.status().retryMs === null) t.run(1 / 60);
      }
      expect(rests).toEqual([1, 2, 4]);
      expect(t.status()).toMatchObject({ failures: 4, retries: 3 });
      expect(Math.max(...gapsOf(t))).toBeLessThan(ONE_MISSING);
      // The engine is well again.
      t.engine = paints(20);
      t.run(14);
      expect(t.status()).toMatchObject({ rung: 'engine', retryMs: null });
      expect(t.lamps.at(-1)).toBeNull();
    },
  );

  it('an engine that is late for a moment is stood in for, and its next pictures come out of that', () => {
    const t = testFilm();
    t.run(2);
    let isLate = true;
    t.engine = (paint, say, after) => {
      paints(isLate ? 600 : 20)(paint, say, after);
      isLate = false;
    };
    t.run(4);
    expect(t.status()).toMatchObject({ failures: 0, rung: 'engine' });
    expect(t.lamps).toEqual([]);
    expect(Math.max(...gapsOf(t))).toBeLessThan(ONE_MISSING);
    expect(t.frames.filter(({ rung }) => rung === 'evolved').length).toBeGreaterThan(30);
  });

  it('before the first picture of all there is nothing to evolve: local, with a lamp that names the file', () => {
    const t = testFilm();
    const refuse = { t: 'refused', reason: 'dream.onnx: it is cut short. Take it again.' } as const;
    t.engine = () => {};
    Object.assign(t, { opens: (s: TestFilm['studios'][number]) => s.say.message(refuse) });
    t.run(2);
    expect(t.frames).toEqual([]);
    expect(t.status()).toMatchObject({ rung: 'local', engine: null });
    expect(t.status().failures).toBeGreaterThan(0);
    expect(t.lamps.at(-1)?.text.en).toContain('dream.onnx: it is cut short');
  });

  it('an evolver that hangs is ended and started anew; meanwhile it is local', () => {
    const t = testFilm();
    t.run(2);
    t.engine = () => {};
    t.run(1.5);
    const first = t.evolvers[0];
    first?.say.gone('it fell');
    expect(t.status().rung).toBe('local');
    t.run(1.5);
    expect(t.evolvers.length).toBe(2);
    expect(t.evolvers[1]?.heard[0]).toMatchObject({ t: 'base' });
    expect(t.status().rung).toBe('evolved');
  });

  it('a frozen stage asks for nothing, and goes on where it was', () => {
    const t = testFilm();
    t.run(2);
    t.stage = { frozen: true };
    t.run(0.2);
    const many = t.frames.length;
    t.run(5);
    expect(t.frames.length).toBe(many);
    t.stage = {};
    t.run(1);
    expect(rungsOf(t.frames)).toEqual(['engine']);
    expect(t.status().failures).toBe(0);
  });

  const cutNow = (t: TestFilm): void => {
    t.stage = { cut: true };
    t.run(1 / 60);
    t.stage = {};
  };
  const requests = (t: TestFilm) =>
    t.studios.flatMap(({ heard }) => heard.flatMap((m) => (m.t === 'paint' ? [m] : [])));

  it('a cut that a cue asks for is asked of the engine once, and the picture it paints then carries it', () => {
    const t = testFilm();
    t.run(1);
    cutNow(t);
    t.run(1);
    const cuts = requests(t).filter(({ request }) => request.cut);
    expect(cuts).toHaveLength(1);
    const cut = t.frames.filter((frame) => frame.cut);
    expect(cut.map(({ atMs }) => atMs)).toEqual(cuts.map(({ request }) => request.atMs));
  });

  it('a cut ends what stood in for a late engine, and none is owed by an engine that fails', () => {
    const t = testFilm();
    t.run(1);
    t.engine = paints(600);
    cutNow(t);
    t.run(0.1);
    t.engine = paints(20);
    t.run(1);
    const cut = t.frames.findIndex((frame) => frame.cut);
    expect(t.frames[cut - 1]?.rung).toBe('evolved');
    expect(rungsOf(t.frames.slice(cut))).toEqual(['engine']);
    t.engine = ({ id }, say, later) => later(5, () => say({ t: 'failed', id, trouble: 'threw' }));
    cutNow(t);
    t.run(0.5);
    t.engine = paints(20);
    t.run(6);
    expect(t.status().rung).toBe('engine');
    expect(t.frames.filter((frame) => frame.cut)).toHaveLength(1);
  });

  it.each([0, 3, 5, 8, 11, 14])(
    'a scene that only stood by is asked for at once when it is called, with or without a cut (%d ticks into the slow beat)',
    (phase) => {
      for (const cut of [true, false]) {
        const t = testFilm();
        t.stage = { layers: [{ entry: 'b', weight: 1, look: {} }], cue: '2', standby: '1' };
        t.run(3 + phase / 60);
        const goMs = t.clock.nowMs();
        t.stage = { cut };
        t.run(1 / 60);
        t.stage = {};
        t.run(0.5);
        const first = requests(t).find(({ request }) => request.atMs > goMs);
        // At the next state, unless the engine is at a picture: that takes it 20 ms.
        expect((first?.request.atMs ?? Number.NaN) - goMs).toBeLessThan(51);
        expect(first?.request.cut).toBe(cut);
        expect(since(t, goMs).some((frame) => frame.cut)).toBe(cut);
      }
    },
  );

  it('a cut does not wait for the beat of displays that take eight pictures a second', () => {
    for (let phase = 0; phase < 8; phase++) {
      const t = testFilm();
      t.wish = { rateHz: 8, lines: 256, small: false, watchers: 1 };
      t.run(2 + phase / 60);
      const goMs = t.clock.nowMs();
      cutNow(t);
      t.run(0.3);
      const asked = requests(t).find(({ request }) => request.cut);
      expect((asked?.request.atMs ?? Number.NaN) - goMs).toBeLessThan(51);
    }
  });

  it('one that takes long to open says so, since when, and no longer once it paints', () => {
    const t = testFilm();
    const opens = t.opens;
    t.opens = () => {};
    t.run(4.5);
    expect(t.lamps).toEqual([]);
    expect(t.status().openingSinceMs).toBeLessThan(T0 + 100);
    t.run(1);
    expect(t.lamps.at(-1)).toMatchObject({ part: 'imagery', level: 'warn' });
    expect(t.lamps.at(-1)?.text.en).toContain('still being opened');
    t.opens = opens;
    opens(t.studios[0] as TestFilm['studios'][number]);
    t.run(1);
    expect(t.lamps.at(-1)).toBeNull();
    expect(t.status()).toMatchObject({ rung: 'engine', failures: 0 });
    expect(t.status()).not.toHaveProperty('openingSinceMs');
  });

  it('an engine of slow pictures that hangs is told within the second as well', () => {
    const t = testFilm();
    t.wish = { rateHz: 8, lines: 512, small: false, watchers: 1 };
    t.engine = paints(120);
    t.run(3);
    for (const late of [700, 700]) {
      let isLate = true;
      t.engine = (paint, say, after) => {
        paints(isLate ? late : 120)(paint, say, after);
        isLate = false;
      };
      t.run(5);
    }
    expect(t.status().failures).toBe(0);
    t.engine = () => {};
    while (t.lamps.length === 0) t.run(1 / 60);
    const hungMs = requests(t).at(-1)?.request.atMs ?? Number.NaN;
    expect(t.clock.nowMs() - hungMs).toBeLessThan(1000);
    expect(t.status()).toMatchObject({ rung: 'evolved', failures: 1, troubles: { hang: 1 } });
    expect(t.studios[0]?.ended).toBe(false);
    t.run(10);
    expect(t.studios[0]?.ended).toBe(true);
    expect(rungsOf(since(t, hungMs + 300))).toEqual(['evolved']);
  });

  it('follows what the displays can take', () => {
    const t = testFilm();
    t.wish = { rateHz: 10, lines: 256, small: false, watchers: 1 };
    t.run(1);
    const before = t.frames.length;
    t.run(4);
    expect((t.frames.length - before) / 4).toBeCloseTo(10, -0.5);
    t.wish = { rateHz: 30, lines: 512, small: true, watchers: 2 };
    t.run(3);
    const last = t.studios[0]?.heard.at(-1);
    expect(last).toMatchObject({ t: 'paint', request: { lines: 512 }, sizes: [256] });
  });
});
