import { describe, expect, it } from 'vitest';
import { YeounError } from '#contracts/errors';
import type { Engine, EngineRecord, Painted } from '../../conductor/imagery/engine.ts';
import { evolverWork } from '../../conductor/imagery/evolver-work.ts';
import { toFiles } from '../../conductor/imagery/file.ts';
import type {
  FromEvolver,
  FromStudio,
  ToEvolver,
  ToStudio,
} from '../../conductor/imagery/studio-protocol.ts';
import { studioWork } from '../../conductor/imagery/studio-work.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { threads } from '../../conductor/kernel/thread.ts';
import { threadFile } from '../../conductor/kernel/thread-file.ts';
import { LOOK_AT_REST } from './look-at-rest.ts';
import { GARDEN, gradient, INFO, paintGradient, T0 } from './support.ts';

const REQUEST = {
  lines: 64,
  seed: 1,
  atMs: T0,
  dtS: 0.03,
  look: LOOK_AT_REST,
  affect: { positive: 0.2, negative: 0.2, arousal: 0.3, confidence: 0.5 },
  movement: { x: 0.5, y: 0.5, energy: 0, surprise: 0 },
  breath: 0.5,
};
const paint = (id: number, sizes: number[] = []): ToStudio => ({
  t: 'paint',
  id,
  request: REQUEST,
  sizes,
});

const studio = (engines: readonly EngineRecord[]) => {
  const said: FromStudio[] = [];
  const work = studioWork({ engines, nowMs: () => 0, send: (m) => void said.push(m) });
  return {
    said,
    async hear(...messages: ToStudio[]) {
      for (const message of messages) work.hear(message);
      await work.settled();
      await work.settled();
      return said;
    },
  };
};
const open = { t: 'open', engine: null, modelsDir: 'nowhere' } as const;

describe("the engine's thread", () => {
  it('opens the engine, paints what is asked with the memory that stands, and writes it in every size', async () => {
    const { hear } = studio([gradient()]);
    const said = await hear(open, { t: 'memory', memory: GARDEN }, paint(1, [32]), paint(2));
    // Files are written beside the next picture: in which order they are done is open.
    expect(said[0]?.t).toBe('ready');
    expect(said.map((m) => m.t).sort()).toEqual(['free', 'free', 'painted', 'painted', 'ready']);
    const first = said.find((m) => m.t === 'painted' && m.id === 1);
    expect(first).toMatchObject({ files: [{ height: 64, hasRelief: true }, { height: 32 }] });
  });

  it('tells how many threads paint, and why they are fewer, whenever that has changed', async () => {
    const lost = 'Another hand does not answer.';
    let painted = 0;
    const helped: EngineRecord = {
      info: INFO,
      open: () => ({
        ...(gradient().open({ modelsDir: '' }) as Engine),
        get info() {
          return painted === 2 ? { ...INFO, hands: 1, handLost: lost } : { ...INFO, hands: 2 };
        },
        paint: async (request) => {
          painted += 1;
          return paintGradient(request);
        },
      }),
    };
    const said = await studio([helped]).hear(open, paint(1), paint(2), paint(3), paint(4));
    expect(said.filter(({ t }) => t === 'hands')).toEqual([
      { t: 'hands', hands: 2, lost: null },
      { t: 'hands', hands: 1, lost },
      { t: 'hands', hands: 2, lost: null },
    ]);
  });

  it('names what is missing where an engine cannot be opened', async () => {
    const broken: EngineRecord = {
      info: INFO,
      open: () => ({
        ...(gradient().open({ modelsDir: '' }) as Engine),
        prepare: async () => {
          throw new YeounError(
            'imagery/weights',
            'dream.onnx',
            'it is cut short.',
            'Take it again.',
          );
        },
      }),
    };
    expect(await studio([broken]).hear(open)).toEqual([
      { t: 'refused', reason: 'dream.onnx: it is cut short. Take it again.' },
    ]);
    const unknown = await studio([gradient()]).hear({ ...open, engine: 'other' });
    expect(unknown).toEqual([
      { t: 'refused', reason: 'other: there is no such engine. Known are gradient.' },
    ]);
  });

  const failing = (fail: (painted: Painted) => Painted) =>
    studio([gradient(fail)]).hear(open, { t: 'memory', memory: GARDEN }, paint(1), paint(2));

  it('says that an engine threw, and nothing of what it said: that may quote the memory', async () => {
    const said = await failing(() => {
      throw new Error(`cannot paint ${GARDEN.parts[0]?.text}`);
    });
    expect(said.slice(1)).toEqual([
      { t: 'failed', id: 1, trouble: 'threw' },
      { t: 'failed', id: 2, trouble: 'threw' },
    ]);
    expect(JSON.stringify(said)).not.toContain('sunflowers');
  });

  it.each([
    [
      'NaN',
      (p: Painted) => ({ ...p, rgb: new Float32Array(p.rgb.length).fill(Number.NaN) as never }),
    ],
    ['black', (p: Painted) => ({ ...p, rgb: new Uint8Array(p.rgb.length) })],
    ['nothing', () => undefined as never],
  ])('lets no picture out that is none: %s', async (_, fail) => {
    const said = await failing(fail);
    expect(said.filter((m) => m.t === 'painted')).toEqual([]);
    expect(said.filter((m) => m.t === 'failed')).toHaveLength(2);
  });
});

describe('the thread that keeps the last picture alive', () => {
  const files = async () => {
    const said: FromStudio[] = await studio([gradient()]).hear(open, paint(1));
    return said.flatMap((m) => (m.t === 'painted' ? m.files : []));
  };

  it('evolves the picture it was given, and mixes another into it', async () => {
    const [file] = await files();
    if (!file) throw new Error('no file');
    const said: FromEvolver[] = [];
    const work = evolverWork((m) => void said.push(m));
    work.hear({ t: 'evolve', id: 1, tauS: 0, sizes: [], into: null });
    work.hear({ t: 'base', file, seed: 1 });
    work.hear({ t: 'evolve', id: 2, tauS: 1, sizes: [32], into: null });
    work.hear({ t: 'evolve', id: 3, tauS: 1, sizes: [], into: { file, share: 0.5 } });
    work.hear({ t: 'base', file: { ...file, bytes: new Uint8Array(9) }, seed: 1 });
    await work.settled();
    expect(said.map((m) => (m.t === 'ready' ? m.t : [m.t, m.id]))).toEqual([
      ['failed', 1],
      ['evolved', 2],
      ['evolved', 3],
    ]);
  });
});

describe('threads', () => {
  const timing = scheduler(systemClock(), (error) => {
    throw error;
  });
  const hung = (code: string) =>
    new URL(
      `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${code}`)}`,
    );

  it('one that hangs is ended all the same, and says nothing more', async () => {
    const file = hung(
      `parentPort.on('message', () => { for (;;) {} }); parentPort.postMessage({ t: 'up' });`,
    );
    let up = (): void => {};
    const isUp = new Promise<void>((resolve) => {
      up = resolve;
    });
    const gone: string[] = [];
    const thread = threads<object, { t: string }>(
      file,
      timing,
    )({ message: up, gone: (r) => gone.push(r) });
    await isUp;
    thread.post({});
    await thread.end();
    expect(gone).toEqual([]);
  });

  it('one that falls is told once', async () => {
    const file = hung(`throw new Error('it broke');`);
    const reason = await new Promise((resolve) => {
      threads<object, object>(file, timing)({ message() {}, gone: resolve });
    });
    expect(reason).toBe('it broke');
  });

  it('the evolver runs in a real one and ends by itself when asked to', async () => {
    const painted = paintGradient({ lines: 64, atMs: T0, memory: GARDEN, seed: 1 });
    const [file] = await toFiles(painted, []);
    if (!file) throw new Error('no file');
    let hear = (_: FromEvolver): void => {};
    const heard = (): Promise<FromEvolver> =>
      new Promise((resolve) => {
        hear = resolve;
      });
    const gone: string[] = [];
    const thread = threads<ToEvolver, FromEvolver>(
      threadFile('evolver'),
      timing,
    )({
      message: (message) => hear(message),
      gone: (reason) => gone.push(reason),
    });
    expect(await heard()).toEqual({ t: 'ready' });
    thread.post({ t: 'base', file, seed: 1 });
    thread.post({ t: 'evolve', id: 5, tauS: 2, sizes: [], into: null });
    expect(await heard()).toMatchObject({ t: 'evolved', id: 5, files: [{ height: 64 }] });
    await thread.end();
    expect(gone).toEqual([]);
  });
});
