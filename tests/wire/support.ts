import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { affectState } from '#contracts/affect';
import { INKS, type Palette } from '#contracts/look';
import type { MovementFrame } from '#contracts/movement';
import type { PatchChange } from '#contracts/patch';
import type { StageState } from '#contracts/stage';
import type { Health } from '#contracts/status';
import { type Role, type ServerMessage, type StageShow, WIRE_VERSION } from '#contracts/wire';
import { silentLog } from '../../conductor/kernel/log.ts';
import { type ManualClock, manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { NO_TAKE } from '../../conductor/state/take-status.ts';
import { openWireDoor, type WireDoorOptions } from '../../conductor/wire/door.ts';
import type { PageEvent } from '../../sensors/source.ts';

export const SHOW: StageShow = {
  revision: 7,
  id: 'test',
  title: { en: 'Test', ko: '시험' },
  seed: 1,
  entries: [
    { name: 'sea', scene: 'tide', params: ['light', 'horizon', 'touch'], moved: ['dancer'] },
    { name: 'sheet', scene: 'paper', params: ['light', 'tear'], moved: ['dancer'] },
  ],
  cues: ['1', '1.10', 'end'].map((number) => ({
    number,
    title: { en: number, ko: number },
    scene: 'sea',
    fadeS: 4,
    curve: 'smooth',
    preWaitS: 0,
    postWaitS: 0,
    follow: 'manual',
  })),
  bodies: ['dancer'],
  panicS: 1,
  onLoss: { picture: 'hold', afterS: 30 },
};

const grey = Object.fromEntries(INKS.map((ink) => [ink, [0.5, 0.25, 0]])) as unknown as Palette;

/** A plain state; all its numbers are exact in 32 bits. */
export const stateAt = (
  seq: number,
  atMs: number,
  parts: Partial<StageState> = {},
): StageState => ({
  seq,
  atMs,
  cue: '1',
  standby: '1.10',
  scene: 'sea',
  layers: [{ entry: 'sea', weight: 1, look: { light: 0.5, horizon: 0.25, touch: 0.75 } }],
  palette: grey,
  master: 1,
  grandMaster: 1,
  blackout: 0,
  panic: 0,
  frozen: false,
  intendedBlack: false,
  cut: false,
  affect: affectState({
    positive: 0.5,
    negative: 0.25,
    arousal: 0.125,
    confidence: 0.75,
    source: 'live',
    atMs: atMs - 10,
  }),
  beats: 12.5,
  breath: 0.5,
  ...parts,
});

export const movementAt = (atMs: number, energy = 0.5, bodyId = 'dancer'): MovementFrame => ({
  bodyId,
  atMs,
  energy,
  surprise: 0.125,
  jerk: 0.25,
  dx: -0.5,
  dy: 0.5,
  recorded: false,
  points: [{ x: 0.5, y: 0.25, vx: 1, vy: -1, confidence: 1, surprise: 0.5 }],
});

export const healthNow = (): Health => ({
  status: 'ok',
  show: 'test',
  cue: '1',
  scene: 'sea',
  affect: stateAt(1, 1000).affect,
  sources: [],
  displays: [],
  uptimeS: 1,
  version: '0.0.0',
  pid: 1,
  standby: null,
  doors: [],
  lamps: [],
  bodies: [],
  take: NO_TAKE,
  tick: { rateHz: 60, p50Ms: 0.1, p99Ms: 0.2, worstMs: 0.3, late: 0 },
});

/** A folder of its own with built pages in it; removed by `done`. */
export const folders = () => {
  const root = mkdtempSync(join(tmpdir(), 'yeoun-wire-'));
  const assetsDir = join(root, 'pages');
  mkdirSync(join(assetsDir, 'assets'), { recursive: true });
  writeFileSync(join(assetsDir, 'index.html'), '<title>home</title>');
  writeFileSync(join(assetsDir, 'stage.html'), '<title>stage</title>');
  writeFileSync(join(assetsDir, 'assets', 'main-AbCd1234.js'), 'export {};');
  writeFileSync(join(root, 'secret.txt'), 'not for you');
  return {
    root,
    assetsDir,
    stateDir: join(root, 'state'),
    done: () => rmSync(root, { recursive: true, force: true }),
  };
};

/** A door on a free port, on a manual clock unless another scheduler is given. */
export const openDoor = async (parts: Partial<WireDoorOptions> = {}, startMs?: number) => {
  const clock: ManualClock = manualClock(startMs);
  const places = folders();
  const errors: unknown[] = [];
  const heard: PageEvent[] = [];
  const changes: { readonly change: PatchChange; readonly from: string }[] = [];
  const asked: Parameters<WireDoorOptions['onIntent']>[0][] = [];
  const door = await openWireDoor({
    host: '127.0.0.1',
    port: 0,
    assetsDir: places.assetsDir,
    stateDir: places.stateDir,
    scheduler: scheduler(clock, (error) => errors.push(error)),
    log: silentLog,
    health: healthNow,
    metrics: async () => 'yeoun_up 1\n',
    onIntent: (intent) => asked.push(intent),
    onPage: (event) => heard.push(event),
    onPatch: (change, from) => changes.push({ change, from }),
    software: 'yeoun test',
    ...parts,
  });
  const close = async () => {
    await door.close();
    places.done();
  };
  return { door, clock, errors, asked, heard, changes, close, ...places };
};

export type Got = ServerMessage | Buffer;

/** A raw client that keeps what it hears; `until` waits for a message that fits, without a clock. */
export const rawClient = (
  url: string,
  options: ConstructorParameters<typeof WebSocket>[2] = {},
) => {
  const ws = new WebSocket(url.replace(/^http/, 'ws'), options);
  const got: Got[] = [];
  const waiting = new Set<() => void>();
  let code: number | null = null;
  const wake = () => {
    for (const fn of [...waiting]) fn();
  };
  ws.on('message', (data: Buffer, isBinary) => {
    got.push(isBinary ? data : (JSON.parse(data.toString()) as ServerMessage));
    wake();
  });
  ws.on('error', () => {});
  ws.on('close', (c) => {
    code = c;
    wake();
  });
  const until = <T>(find: () => T | undefined | null | false): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    ws,
    got,
    opened: new Promise<void>((resolve) => ws.on('open', () => resolve())),
    closed: () => until(() => code),
    send: (message: unknown) => ws.send(JSON.stringify(message)),
    binary: (type: number) => got.filter((m): m is Buffer => Buffer.isBuffer(m) && m[0] === type),
    heard: <T extends ServerMessage['t']>(t: T) =>
      until(() =>
        got.find((m): m is Extract<ServerMessage, { t: T }> => !Buffer.isBuffer(m) && m.t === t),
      ),
    until,
  };
};

export const hello = (id: string, role: Role = 'stage', more: object = {}) => ({
  t: 'hello',
  version: WIRE_VERSION,
  role,
  id,
  ...more,
});

/** A client that has joined. */
export const joinedClient = async (url: string, id: string, role: Role = 'stage') => {
  const client = rawClient(`${url}/ws`);
  await client.opened;
  client.send(hello(id, role));
  await client.heard('welcome');
  return client;
};

/** Asks and waits for the answer: whatever was sent before has been heard by then. */
export const settled = async (client: ReturnType<typeof rawClient>): Promise<void> => {
  const mark = client.got.length;
  const sentMs = mark + 0.5;
  client.send({ t: 'ping', sentMs });
  await client.until(() =>
    client.got.some((m) => !Buffer.isBuffer(m) && m.t === 'pong' && m.sentMs === sentMs),
  );
};
