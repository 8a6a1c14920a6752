import { afterEach, describe, expect, it } from 'vitest';
import type { PictureFrame } from '#contracts/picture';
import type { Lamp } from '#contracts/status';
import { toFiles } from '../../conductor/imagery/file.ts';
import { type Film, openFilm } from '../../conductor/imagery/film.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { threads } from '../../conductor/kernel/thread.ts';
import { threadFile } from '../../conductor/kernel/thread-file.ts';
import { until } from '../support/conductor.ts';
import { GARDEN, INFO, paintGradient, SHOW, stageAt, T0 } from './support.ts';

const timing = scheduler(systemClock(), (error) => {
  throw error;
});

/** A thread that paints one picture again and again under another print, and after so many of them hangs for good. */
const hanging = async (after: number): Promise<URL> => {
  const painted = paintGradient({ lines: 256, atMs: T0, memory: GARDEN, seed: 1 });
  const [file] = await toFiles(painted, []);
  if (!file) throw new Error('no file');
  const { bytes, ...rest } = file;
  const code = `
    import { parentPort } from 'node:worker_threads';
    const bytes = Uint8Array.from(atob('${Buffer.from(bytes).toString('base64')}'), (c) => c.charCodeAt(0));
    const files = [{ ...${JSON.stringify(rest)}, bytes }];
    let n = 0;
    const say = (message) => parentPort.postMessage(message);
    parentPort.on('message', (message) => {
      if (message.t === 'open') say({ t: 'ready', info: ${JSON.stringify(INFO)} });
      if (message.t === 'end') { say({ t: 'ending' }); process.exit(0); }
      if (message.t !== 'paint') return;
      if (n++ >= ${after}) for (;;) {}
      say({ t: 'free', id: message.id });
      say({ t: 'painted', id: message.id, files, print: n, paintMs: 1 });
    });`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
};

let film: Film | null = null;
let stop = (): void => {};
afterEach(async () => {
  stop();
  await film?.close();
});

describe('an engine whose thread really hangs', () => {
  it('is stood in for by its last picture, told, ended and tried again, while this thread goes on', async () => {
    const frames: PictureFrame[] = [];
    const lamps: (Lamp | null)[] = [];
    film = openFilm({
      nowMs: timing.nowMs,
      startStudio: threads(await hanging(15), timing),
      startEvolver: threads(threadFile('evolver'), timing),
      engine: null,
      modelsDir: 'nowhere',
      publish: (all) => frames.push(...all),
      wish: () => ({ rateHz: 30, lines: 256, small: false, watchers: 1 }),
      lamp: (lamp) => lamps.push(lamp),
      shows: (scene) => scene === 'tide',
    });
    const { follow, stage, status } = film;
    follow({ show: SHOW, memories: { garden: GARDEN } });
    stop = timing.every(1000 / 60, () => stage(stageAt(timing.nowMs())));

    // A thread that is long in starting has a lamp of its own.
    await until('a hang', 15_000, async () => status().troubles.hang !== undefined);
    expect(lamps.at(-1)).toMatchObject({ part: 'imagery', level: 'warn' });
    expect(lamps.at(-1)?.text.en).toContain('gives no picture any more');
    expect(status().troubles).toEqual({ hang: 1 });
    // From here on: a picture that was late on a busy machine may have been stood in for, and led back, before.
    const from = frames.length;
    await until('evolved pictures', 15_000, async () => frames.length >= from + 6);
    const evolved = frames.slice(from, from + 6);
    expect(evolved.map(({ rung }) => rung)).toEqual(Array(6).fill('evolved'));
    // Each is another picture: the last one goes on by itself.
    const pictures = evolved.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
    expect(new Set(pictures).size).toBe(pictures.length);

    // The next thread paints, and is believed after three pictures.
    await until('the lamp out', 15_000, async () => lamps.at(-1) === null);
    expect(status().retries).toBeGreaterThan(0);
  }, 60_000);
});
