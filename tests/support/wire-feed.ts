import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Heard, Learned } from '#contracts/desk';
import { encodeState, encodeThumb } from '#contracts/frames';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { type PatchChange, patched } from '#contracts/patch';
import { ClientMessage, type Note, WIRE_VERSION } from '#contracts/wire';
import { NO_TAKE } from '../../conductor/state/take-status.ts';
import { CALM_CALIBRATION, type CalibrationScenario, feedCalibration } from './feed-calibration.ts';
import {
  CALM,
  deskOf,
  featuresOf,
  healthOf,
  type Running,
  type Scenario,
  showOf,
  stateOf,
} from './feed-data.ts';
import { SCOPE_EVERY_MS, sendScopes } from './feed-signals.ts';

/**
 * A conductor's side of the wire with plausible, changing data, for the pages' own tests. It obeys
 * GO, back, blackout, freeze and PANIC as far as a page can see.
 */
export interface WireFeed {
  /** Every intent heard, oldest first. */
  readonly intents: Intent[];
  /** Every change of the patch, oldest first. */
  readonly changes: PatchChange[];
  /** Changes what is sent from now on. */
  set(change: Partial<Scenario>): void;
  /** Messages of peers, as the doors hear them. */
  hear(messages: readonly Heard[]): void;
  /** A MIDI control is touched. */
  touch(learned: Learned): void;
  /** Refuses what was asked last, as a lock or an access does. */
  deny(text: Text): void;
  /** Devices whose test was asked for, oldest first. */
  readonly tests: string[];
  /** Changes how the calibration goes. */
  calibrate(change: Partial<CalibrationScenario>): void;
  /** Lets so much of the calibration that runs go by at once. */
  pass(seconds: number): void;
  /** Cuts every connection; new ones are refused while `deaf`. */
  cut(deaf: boolean): void;
  close(): Promise<void>;
}

const note = (atMs: number, level: Note['level'], door: string, en: string, ko: string): Note => ({
  atMs,
  level,
  door,
  text: { en, ko },
});

const RUNNING = { state: 'recording', id: 'monday' } as const;

/** Attaches the feed to an HTTP server at `/ws`. `jpeg` is sent as the stage's picture. */
export const feedWire = (server: Server, jpeg: Uint8Array | null): WireFeed => {
  const begunMs = Date.now();
  const now: Scenario = { ...CALM };
  const run: Running = { cue: 1, blackout: false, panic: false, frozen: false, master: 0.92 };
  const intents: Intent[] = [];
  const changes: PatchChange[] = [];
  const tests: string[] = [];
  let learning = false;
  let cueMs = begunMs;
  let show = showOf(0);
  let seq = 0;
  let scopedMs = begunMs;
  let deaf = false;
  const wss = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (deaf || request.url !== '/ws') return void socket.destroy();
    wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
  });

  const each = (fn: (ws: WebSocket) => void): void => {
    if (!now.silent) for (const ws of wss.clients) if (ws.readyState === ws.OPEN) fn(ws);
  };
  const tell = (message: unknown): void => each((ws) => ws.send(JSON.stringify(message)));
  const bytes = (data: Uint8Array): void => each((ws) => ws.send(data));
  const notes: Note[] = [
    note(begunMs - 61_000, 'info', 'director', 'Cue 1 Tide', '큐 1 물때'),
    note(
      begunMs - 42_000,
      'warn',
      'osc',
      'Unknown address /yeoun/goo',
      '알 수 없는 주소 /yeoun/goo',
    ),
    note(begunMs - 9_000, 'info', 'console', 'Cue 1.5 Tide, nearer', '큐 1.5 물때, 더 가까이'),
  ];

  const guided: CalibrationScenario = { ...CALM_CALIBRATION };
  const calibration = feedCalibration(guided, (status) =>
    tell({ t: 'calibration', calibration: status }),
  );

  /** As far as a page can see: what the desk says after an intent. */
  const obeyDesk = (intent: Intent): void => {
    const desk = now.desk;
    const put = (part: Scenario['desk']): void => {
      now.desk = { ...desk, ...part };
    };
    if (intent.do === 'go' || intent.do === 'back') cueMs = Date.now();
    if (intent.do === 'standby')
      run.cue = Math.max(0, show.cues.findIndex((c) => c.number === intent.number) - 1);
    else if (intent.do === 'jump') run.cue = show.cues.findIndex((c) => c.number === intent.number);
    else if (intent.do === 'pause') put({ paused: !desk.paused });
    else if (intent.do === 'lock') put({ locked: intent.on ?? !desk.locked });
    else if (intent.do === 'rehearse') put({ rehearsing: intent.on ?? !desk.rehearsing });
    else if (intent.do === 'fire') put({ fire: intent.on ?? !desk.fire });
    else if (intent.do === 'evening') put({ evening: intent.state });
    else if (intent.do === 'sound') put({ soundLevel: intent.level });
    else if (intent.do === 'tap') put({ tempo: { bpm: 96, source: 'tap' } });
    else if (intent.do === 'veto' && desk.watching)
      put({ watching: { ...desk.watching, firesInS: null, vetoed: true } });
    tellDesk();
  };
  const tellDesk = (): void => tell({ t: 'desk', desk: deskOf(Date.now(), cueMs, show, run, now) });

  const obey = (intent: Intent): void => {
    intents.push(intent);
    calibration.obey(intent);
    if (intent.do === 'go') {
      run.cue = Math.min(show.cues.length - 1, run.cue + 1);
      run.panic = false;
    } else if (intent.do === 'back') run.cue = Math.max(0, run.cue - 1);
    else if (intent.do === 'panic') run.panic = true;
    else if (intent.do === 'blackout') run.blackout = intent.on ?? !run.blackout;
    else if (intent.do === 'freeze') run.frozen = intent.on ?? !run.frozen;
    else if (intent.do === 'master') run.master = intent.level;
    else if (intent.do === 'mark') now.take = { ...now.take, marks: now.take.marks + 1 };
    else if (intent.do === 'record')
      now.take = intent.on
        ? { ...NO_TAKE, ...RUNNING, consent: intent.consent, raw: intent.raw, sinceMs: Date.now() }
        : NO_TAKE;
    obeyDesk(intent);
    const cue = show.cues[run.cue];
    if (intent.do === 'go' || intent.do === 'back')
      notes.unshift(
        note(
          Date.now(),
          'info',
          'console',
          `Cue ${cue?.number} ${cue?.title.en}`,
          `큐 ${cue?.number} ${cue?.title.ko}`,
        ),
      );
  };

  wss.on('connection', (ws) => {
    ws.on('message', (data, isBinary) => {
      if (isBinary) return;
      const message = ClientMessage.safeParse(JSON.parse(String(data))).data;
      if (message?.t === 'hello') {
        const nowMs = Date.now();
        ws.send(
          JSON.stringify({
            t: 'welcome',
            version: WIRE_VERSION,
            id: message.id,
            nowMs,
            tickHz: 60,
            software: '0.1.0',
            access: now.access,
          }),
        );
        ws.send(JSON.stringify({ t: 'show', show }));
        ws.send(JSON.stringify({ t: 'notes', notes }));
        ws.send(JSON.stringify({ t: 'patch', patch: now.patch }));
        ws.send(JSON.stringify({ t: 'calibration', calibration: calibration.status() }));
      } else if (message?.t === 'ping') {
        ws.send(JSON.stringify({ t: 'pong', sentMs: message.sentMs, nowMs: Date.now() }));
      } else if (message?.t === 'learn') learning = message.on;
      else if (message?.t === 'test') tests.push(message.device);
      else if (message?.t === 'intent') obey(message.intent);
      else if (message?.t === 'patch') {
        changes.push(message.change);
        now.patch = patched(now.patch, message.change);
        tell({ t: 'patch', patch: now.patch });
      }
    });
  });

  const timers = [
    setInterval(() => {
      seq++;
      bytes(encodeState(stateOf(Date.now(), seq, show, run, now), show));
    }, 33),
    setInterval(tellDesk, 250),
    setInterval(() => {
      const atMs = Date.now();
      sendScopes(bytes, scopedMs, atMs, seq, now.missing);
      scopedMs = atMs;
    }, SCOPE_EVERY_MS),
    setInterval(() => {
      const atMs = Date.now();
      tell({
        t: 'health',
        health: healthOf(atMs, stateOf(atMs, seq, show, run, now), begunMs, now),
      });
      tell({ t: 'features', features: featuresOf(atMs, now) });
      tell({ t: 'notes', notes });
      if (jpeg && now.displays) bytes(encodeThumb('stage-main', jpeg, atMs));
    }, 500),
  ];

  return {
    intents,
    changes,
    tests,
    hear: (messages) => tell({ t: 'heard', messages }),
    touch(learned) {
      if (learning) tell({ t: 'learned', learned });
    },
    deny: (text) => tell({ t: 'denied', what: 'patch', text }),
    set(change) {
      Object.assign(now, change);
      tellDesk();
      if (change.followS === undefined) return;
      show = showOf(now.followS);
      tell({ t: 'show', show });
    },
    calibrate: (change) => void Object.assign(guided, change),
    pass: calibration.pass,
    cut(next) {
      deaf = next;
      for (const ws of wss.clients) ws.terminate();
    },
    close: () =>
      new Promise((done) => {
        calibration.close();
        for (const timer of timers) clearInterval(timer);
        for (const ws of wss.clients) ws.terminate();
        wss.close(() => server.close(() => done()));
        server.closeAllConnections();
      }),
  };
};

/** Listens on a free port of this machine. */
export const listen = (server: Server): Promise<string> =>
  new Promise((done) => {
    server.listen(0, '127.0.0.1', () =>
      done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
