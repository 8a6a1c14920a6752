import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { PictureFrame } from '#contracts/picture';
import type { Lamp } from '#contracts/status';
import { type PictureFile, toFiles } from '../../../conductor/imagery/file.ts';
import { type Film, openFilm } from '../../../conductor/imagery/film.ts';
import { openSafety, type SafetyGate } from '../../../conductor/imagery/safety/gate.ts';
import { guarded } from '../../../conductor/imagery/safety/guard.ts';
import { openJudge, squareOf } from '../../../conductor/imagery/safety/judge.ts';
import type { FromSafety, ToSafety } from '../../../conductor/imagery/safety/protocol.ts';
import { isFit, LIMITS, type Limits } from '../../../conductor/imagery/safety/scores.ts';
import { systemClock } from '../../../conductor/kernel/clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { threads } from '../../../conductor/kernel/thread.ts';
import { threadFile } from '../../../conductor/kernel/thread-file.ts';
import { until } from '../../support/conductor.ts';
import { dataFolder, hasData } from '../../support/data.ts';
import { GARDEN, INFO, paintGradient, SHOW, stageAt, T0 } from '../support.ts';

const MODELS = resolve('conductor/imagery/models');
const LONG = 60_000;
/** Nothing at all is fit: the way a refusal goes, since we keep no picture that ought to be refused. */
const NOTHING: Limits = { explicit: 0, suggestive: 0 };

const timing = scheduler(systemClock(), (error) => {
  throw error;
});

const gradientFile = async (): Promise<PictureFile> => {
  const [file] = await toFiles(
    paintGradient({ lines: 256, atMs: T0, memory: GARDEN, seed: 1 }),
    [],
  );
  if (!file) throw new Error('no file');
  return file;
};

/** A thread of a guarded engine that paints one harmless picture under ever other prints. */
const engineThread = async (): Promise<URL> => {
  const { bytes, ...rest } = await gradientFile();
  const code = `
    import { parentPort } from 'node:worker_threads';
    const bytes = Uint8Array.from(atob('${Buffer.from(bytes).toString('base64')}'), (c) => c.charCodeAt(0));
    const files = [{ ...${JSON.stringify(rest)}, bytes }];
    const say = (message) => parentPort.postMessage(message);
    parentPort.on('message', (message) => {
      if (message.t === 'open') say({ t: 'ready', info: ${JSON.stringify({ ...INFO, guarded: true })} });
      if (message.t === 'end') { say({ t: 'ending' }); process.exit(0); }
      if (message.t !== 'paint') return;
      say({ t: 'free', id: message.id });
      say({ t: 'painted', id: message.id, files, print: message.id, paintMs: 1 });
    });`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
};

let running: { film: Film; safety: SafetyGate; stop: () => void } | null = null;
afterEach(async () => {
  running?.stop();
  await running?.film.close();
  await running?.safety.close();
  running = null;
});

/** The film as the conductor opens it: real threads for the engine, the gate and what stands in. */
const play = async (modelsDir: string, limits: Limits) => {
  const frames: PictureFrame[] = [];
  const lamps: (Lamp | null)[] = [];
  const safety = openSafety({
    start: threads<ToSafety, FromSafety>(threadFile('safety'), timing),
    timing,
    modelsDir,
    limits,
    lamp: (lamp) => lamps.push(lamp),
  });
  const film = openFilm({
    nowMs: timing.nowMs,
    startStudio: guarded(threads(await engineThread(), timing), safety, timing.nowMs),
    startEvolver: threads(threadFile('evolver'), timing),
    engine: null,
    modelsDir,
    publish: (all) => frames.push(...all),
    wish: () => ({ rateHz: 30, lines: 256, small: false, watchers: 1 }),
    lamp: () => {},
    shows: (scene) => scene === 'tide',
  });
  film.follow({ show: SHOW, memories: { garden: GARDEN } });
  const stop = timing.every(1000 / 60, () => film.stage(stageAt(timing.nowMs())));
  running = { film, safety, stop };
  return { frames, lamps, safety, film };
};

describe('a guarded engine in a thread of its own, and the gate in another', () => {
  it('is shown what the network finds harmless', { timeout: LONG }, async () => {
    const { frames, lamps, safety } = await play(MODELS, LIMITS);
    await until('pictures', 30_000, async () => frames.length > 20);
    expect(frames.some(({ rung }) => rung === 'engine')).toBe(true);
    expect(safety.status()).toMatchObject({ state: 'ready', refused: 0 });
    expect(safety.status()?.looked).toBeGreaterThan(5);
    expect(lamps.filter((lamp) => lamp !== null)).toEqual([]);
  });

  it('is shown nothing of what is refused, and the crew is told', { timeout: LONG }, async () => {
    const { frames, lamps, safety, film } = await play(MODELS, NOTHING);
    await until('refusals', 30_000, async () => (safety.status()?.refused ?? 0) > 5);
    expect(frames).toEqual([]);
    expect(film.status().rung).toBe('local');
    expect(lamps.at(-1)).toMatchObject({ part: 'safety', level: 'warn' });
  });

  it('is shown nothing where the network is cut short, and the lamp names the file', {
    timeout: LONG,
  }, async () => {
    const broken = mkdtempSync(join(tmpdir(), 'yeoun-safety-'));
    try {
      await cp(MODELS, broken, { recursive: true });
      truncateSync(join(broken, 'safety.onnx'), 1000);
      const { frames, lamps, safety } = await play(broken, LIMITS);
      await until('a lamp', 30_000, async () => lamps.at(-1)?.level === 'fail');
      expect(lamps.at(-1)?.text.en).toContain('safety.onnx');
      await until('pictures nobody saw', 30_000, async () => (safety.status()?.unseen ?? 0) > 5);
      expect(frames).toEqual([]);
    } finally {
      rmSync(broken, { recursive: true, force: true });
    }
  });
});

describe('the network of the gate', () => {
  it('says what is wrong with its files', { timeout: LONG }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yeoun-safety-'));
    try {
      await expect(openJudge(folder)).rejects.toMatchObject({ code: 'imagery/safety-weights' });
      await cp(join(MODELS, 'safety.card.json'), join(folder, 'safety.card.json'));
      writeFileSync(join(folder, 'safety.onnx'), 'not a graph');
      await expect(openJudge(folder)).rejects.toThrow(/not the file that its card describes/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('looks at the picture and not at its relief', async () => {
    const grey = (v: number) => ({ r: v, g: v, b: v });
    const below = await sharp({
      create: { width: 64, height: 64, channels: 3, background: grey(255) },
    })
      .png()
      .toBuffer();
    const bytes = await sharp({
      create: { width: 64, height: 128, channels: 3, background: grey(51) },
    })
      .composite([{ input: below, left: 0, top: 64 }])
      .jpeg({ quality: 95 })
      .toBuffer();
    const square = await squareOf({
      width: 64,
      height: 64,
      hasRelief: true,
      format: 'jpeg',
      bytes,
    });
    expect(square).toHaveLength(224 * 224 * 3);
    const far = square.reduce((most, v) => Math.max(most, Math.abs(v - 0.2)), 0);
    expect(far).toBeLessThan(0.03);
  });

  it('gives no scores of what is no picture', async () => {
    const judge = await openJudge(MODELS);
    const file = { width: 8, height: 8, hasRelief: false, format: 'jpeg' as const };
    await expect(judge.look({ ...file, bytes: Uint8Array.of(1, 2, 3) })).rejects.toThrow();
    await judge.close();
  });

  it.skipIf(!hasData('materials-cc0'))(
    'lets photographed matter pass',
    { timeout: LONG },
    async () => {
      const judge = await openJudge(MODELS);
      const fit: string[] = [];
      const names = ['Snow', 'Wood', 'Paper', 'Fabric', 'Gravel', 'Moss', 'Grass', 'Terrazzo'];
      for (const name of names) {
        const bytes = await sharp(dataFolder('materials-cc0', `${name}.webp`))
          .extract({ left: 0, top: 0, width: 128, height: 128 })
          .jpeg({ quality: 92 })
          .toBuffer();
        const scores = await judge.look({
          width: 128,
          height: 128,
          hasRelief: false,
          format: 'jpeg',
          bytes,
        });
        if (isFit(scores)) fit.push(name);
      }
      await judge.close();
      expect(fit).toEqual(names);
    },
  );
});
