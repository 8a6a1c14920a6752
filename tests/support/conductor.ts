import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Health } from '#contracts/status';

export const ROOT = resolve(process.cwd());

/** A conductor as its user starts it: the launcher, its child, its own ports and state folder. */
export interface RunningConductor {
  readonly url: string;
  readonly port: number;
  readonly oscPort: number;
  readonly state: string;
  readonly launcher: ChildProcess;
  /** Milliseconds from the start of the launcher to the first whole answer of /health. */
  readonly readyMs: number;
  output(): string;
  health(): Promise<Health>;
  stop(): Promise<void>;
}

const freeTcp = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });

const udpFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = createSocket('udp4').once('error', () => done(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => done(true)));
  });

/** A port that is free for TCP and UDP now. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 20; tries++) {
    const port = await freeTcp();
    if (await udpFree(port)) return port;
  }
  throw new Error('no free port');
};

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks until `ready` says yes; throws with `what` after `limitMs`. Polls: real processes have no clock of ours. */
export const until = async <T>(
  what: string,
  limitMs: number,
  ready: () => Promise<T | null | undefined | false>,
): Promise<T> => {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    const value = await ready().catch(() => null);
    if (value) return value;
    await pause(20);
  }
  throw new Error(`${what}: not within ${limitMs} ms`);
};

const readHealth = async (url: string): Promise<Health> =>
  Health.parse(await (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) })).json());

/**
 * Starts `yeoun run` and waits until it answers.
 * @param launcherFile that of a copy of the project, where one is meant
 */
export const startConductor = async (
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  launcherFile = join(ROOT, 'bin/yeoun.mjs'),
): Promise<RunningConductor> => {
  const [port, oscPort] = [await freePort(), await freePort()];
  const state = mkdtempSync(join(tmpdir(), 'yeoun-state-'));
  const begunMs = performance.now();
  const launcher = spawn(
    process.execPath,
    [
      launcherFile,
      'run',
      '--port',
      String(port),
      '--osc-port',
      String(oscPort),
      '--oscquery-port',
      '0',
      '--state',
      state,
      ...args,
    ],
    { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-100_000);
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const ended = (): boolean => launcher.exitCode !== null || launcher.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!ended()) {
      launcher.kill('SIGTERM');
      await until('the launcher ends', 8000, async () => ended()).catch(() =>
        launcher.kill('SIGKILL'),
      );
    }
    rmSync(state, { recursive: true, force: true });
  };
  try {
    await until('the conductor answers', 60_000, async () => {
      if (ended()) return true;
      return await readHealth(url);
    });
    if (ended()) throw new Error('the launcher ended');
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${output}`);
  }
  const readyMs = performance.now() - begunMs;
  return {
    url,
    port,
    oscPort,
    state,
    launcher,
    readyMs,
    output: () => output,
    health: () => readHealth(url),
    stop,
  };
};

/** Runs `yeoun` to its end, or until it is aborted. */
export const runYeoun = (
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  signal?: AbortSignal,
): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/yeoun.mjs'), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (d: Buffer) => {
      out += d.toString();
    });
    child.stderr.on('data', (d: Buffer) => {
      err += d.toString();
    });
    signal?.addEventListener('abort', () => child.kill());
    child.once('close', (code) => done({ code, out, err }));
  });
