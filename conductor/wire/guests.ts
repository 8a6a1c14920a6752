import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Learned } from '#contracts/desk';
import type { Edited, EditRequest } from '#contracts/editing';
import type { Asked } from '#contracts/intent';
import type { PatchChange } from '#contracts/patch';
import type { DisplayStatus } from '#contracts/status';
import {
  type Access,
  type ClientMessage,
  MAX_CLIENT_BYTES,
  type ServerMessage,
} from '#contracts/wire';
import type { PageEvent } from '../../sensors/source.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { accessOf, isHostRight, isOriginRight, visitOf, whoIs } from './access.ts';
import { type Allowance, allowance } from './allowance.ts';
import { type BoothHost, type Booths, booths } from './booths.ts';
import { type Client, type Connection, connection } from './connection.ts';
import { displays } from './displays.ts';
import { type May, mayAsk, mayAttend, mayEdit, mayLearn, mayPatch } from './may.ts';
import { isThumbOf } from './parse.ts';
import type { Publisher } from './publisher.ts';
import { urlOf } from './routes.ts';
import { accessOfToken, type Secrets } from './secrets.ts';
import { isOfSensor, sensorPages } from './sensor-pages.ts';

const BEAT_MS = 5000;
const MOST_CLIENTS = 128;
/** Strangers who have not shown their token yet must not fill the house. */
const MOST_STRANGERS = 16;
const THUMBS = { most: 4, perMs: 1000 } as const;
const GOODBYE_MS = 300;
const NONE_YET = { stage: 0, console: 0, sensor: 0, booth: 0 } as const;

type Denied = Extract<ServerMessage, { t: 'denied' }>;

export interface GuestParts {
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly loopback: boolean;
  readonly secrets: Secrets;
  readonly publish: Publisher;
  readonly onIntent: (asked: Asked) => void;
  readonly onPage: (event: PageEvent) => void;
  readonly onPatch: (change: PatchChange, from: string) => void;
  /** An editor changes the show file; what became of it. Never rejects. */
  readonly onEdit: (request: EditRequest, from: string) => Promise<Edited>;
  /** The first console begins to learn, or the last one leaves off. */
  readonly onLearn: (on: boolean) => void;
  /** A device of a cue is to be told something harmless. */
  readonly onTest: (device: string) => void;
  /** Who looks after the booth; nobody where absent or null. */
  readonly booth?: () => BoothHost | null;
  readonly maxClients?: number;
}

export interface Guests {
  readonly most: number;
  /** Somebody asks for a WebSocket. */
  arrive(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  displays(): DisplayStatus[];
  /** A control that was touched, to the consoles that learn. */
  learned(learned: Learned): void;
  /** How a visit stands, to the pages of one booth. */
  readonly visit: Booths['visit'];
  counts(): { received: number; refused: number };
  /** Clients connected now, by role. */
  clients(): Readonly<Record<string, number>>;
  /** Messages a newer one replaced because their reader was slow, since the start, by role. */
  drops(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** Everybody who is connected: lets in, listens, shows out. */
export const guests = (parts: GuestParts): Guests => {
  const { scheduler, publish } = parts;
  const most = parts.maxClients ?? MOST_CLIENTS;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_CLIENT_BYTES,
  });
  const all = new Map<WebSocket, { readonly connection: Connection; readonly known: boolean }>();
  const thumbs = new Map<Client, Allowance>();
  const shown = displays<Client>(publish.awaits);
  /** A window with the PIN to watch is nobody's concern: whoever opens and closes one lights no lamp. */
  const isOfHouse = ({ role, access }: Client): boolean => role === 'stage' && access !== 'view';
  const learners = new Set<Client>();
  const sensors = sensorPages(parts.onPage);
  const host = parts.booth ?? (() => null);
  const visited = booths(host);
  let received = 0;
  let refused = 0;
  const droppedBefore: Record<string, number> = { ...NONE_YET };

  const summed = (of: (client: Client) => number, from: Readonly<Record<string, number>>) => {
    const sums = { ...from };
    for (const client of thumbs.keys()) sums[client.role] = (sums[client.role] ?? 0) + of(client);
    return sums;
  };

  const say = (client: Client, message: Exclude<ClientMessage, { t: 'hello' }>): boolean => {
    const nowMs = scheduler.nowMs();
    if (message.t === 'ping') {
      const pong = { t: 'pong', sentMs: message.sentMs, nowMs } as const;
      client.outbox.offer('pong', JSON.stringify(pong));
      return true;
    }
    if (message.t === 'ack') {
      publish.acked(client, message);
      if (isOfHouse(client)) shown.acked(client, message, nowMs);
      return true;
    }
    if (isOfSensor(message)) return sensors.say(client, message);
    const from = `${client.id}@${client.address}`;
    if (message.t === 'patch') {
      const { change } = message;
      const may = mayPatch(client, change, publish.isLocked());
      return allowed(client, 'patch', may, () => {
        parts.onPatch(change, from);
        // Whoever takes an output back does not miss its display any more.
        if (change.do === 'output' && change.set === null) shown.forget(change.id);
      });
    }
    if (message.t === 'edit') {
      const may = mayEdit(client.role, client.access, publish.isLocked());
      return allowed(client, 'edit', may, () => void edit(client, message, from));
    }
    if (message.t === 'learn') {
      const { on } = message;
      return allowed(client, 'learn', mayLearn(client.role, client.access), () =>
        learn(client, on),
      );
    }
    if (message.t === 'test') {
      const may = mayLearn(client.role, client.access);
      return allowed(client, 'test', may, () => parts.onTest(message.device));
    }
    if (message.t === 'visit') return visited.act(client, message.act);
    if (message.t === 'attend') {
      const may = mayAttend(client.role, client.access);
      return allowed(client, 'attend', may, () => host()?.attend(message.do));
    }
    const { intent } = message;
    const door = client.role === 'console' ? 'console' : 'display';
    return allowed(client, 'intent', mayAsk(client.role, client.access, intent), () =>
      parts.onIntent({ intent, atMs: nowMs, door, from }),
    );
  };

  /** Who may not edit is told so before the edit is looked at. */
  const turned = (client: Client, t: unknown): boolean | null => {
    if (t !== 'edit') return null;
    const may = mayEdit(client.role, client.access, publish.isLocked());
    return may === 'yes' ? null : allowed(client, 'edit', may, () => {});
  };

  /** Does what is allowed; says why not to who may not; false where it is no client's to say. */
  const allowed = (client: Client, what: Denied['what'], may: May, act: () => void): boolean => {
    if (may === 'never') return false;
    if (may === 'yes') act();
    else {
      refused++;
      const denied: Denied = { t: 'denied', what, text: may };
      client.outbox.offer('denied', JSON.stringify(denied));
    }
    return true;
  };

  const edit = async (client: Client, request: EditRequest, from: string): Promise<void> => {
    const message: ServerMessage = { t: 'edited', edited: await parts.onEdit(request, from) };
    client.outbox.offer(`edited:${request.n}`, JSON.stringify(message));
  };

  const learn = (client: Client, on: boolean): void => {
    const before = learners.size;
    if (on) learners.add(client);
    else learners.delete(client);
    if (before > 0 !== learners.size > 0) parts.onLearn(on);
  };

  const hearFrame = (client: Client, bytes: Buffer): boolean => {
    if (client.role === 'booth') return visited.binary(client, bytes);
    return client.role === 'sensor' ? sensors.binary(client, bytes) : showThumb(client, bytes);
  };

  const showThumb = (client: Client, bytes: Buffer): boolean => {
    if (client.role !== 'stage' || !isThumbOf(bytes, client.id)) return false;
    // What a display shows is told by displays of the house, not by who only watches.
    if (client.access === 'view') return true;
    // Too many are no offence: the newest that fits goes on, the rest is let go.
    if (thumbs.get(client)?.take(scheduler.nowMs())) publish.thumb(client.id, bytes);
    return true;
  };

  const joined = (client: Client): void => {
    thumbs.set(client, allowance(THUMBS.most, THUMBS.perMs));
    if (isOfHouse(client)) shown.joined(client, client.id, scheduler.nowMs());
    publish.joined(client, (sourceId) => sensors.owns(client, sourceId));
    visited.joined(client);
  };

  const left = (client: Client | null): void => {
    if (!client) return;
    thumbs.delete(client);
    droppedBefore[client.role] = (droppedBefore[client.role] ?? 0) + client.outbox.dropped;
    publish.left(client);
    learn(client, false);
    sensors.left(client);
    visited.left(client);
    if (isOfHouse(client)) shown.left(client, scheduler.nowMs());
  };

  const admit = (ws: WebSocket, stream: Duplex, address: string, access: Access | null): void => {
    const strangers = [...all.values()].filter((g) => !g.known && g.connection.greets).length;
    const isFull = all.size >= most || (!access && strangers >= MOST_STRANGERS);
    const guest = connection({
      ws,
      stream,
      address,
      access,
      accessOfToken: (token) => accessOfToken(token, parts.secrets),
      scheduler,
      log: parts.log,
      on: {
        joined,
        turned,
        message: say,
        binary: hearFrame,
        left,
        counted(kept) {
          received++;
          if (!kept) refused++;
        },
      },
    });
    all.set(ws, { connection: guest, known: access !== null });
    ws.once('close', () => all.delete(ws));
    if (isFull) guest.refuse('full');
  };

  const stopBeat = scheduler.every(BEAT_MS, () => {
    for (const guest of all.values()) guest.connection.beat();
  });

  const decide = (request: IncomingMessage) => {
    const url = urlOf(request);
    if (url?.pathname !== '/ws') return { status: '404 Not Found' } as const;
    const visit = visitOf(request, url);
    if (!isHostRight(visit, parts.loopback) || !isOriginRight(visit)) {
      return { status: '403 Forbidden' } as const;
    }
    const access = accessOf(whoIs(visit, parts.secrets, scheduler.nowMs()));
    return { address: visit.address, access } as const;
  };

  return {
    most,
    arrive(request, stream, head) {
      const decided = decide(request);
      if ('status' in decided) {
        refused++;
        stream.on('error', () => {});
        stream.end(`HTTP/1.1 ${decided.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      server.handleUpgrade(request, stream, head, (ws) =>
        admit(ws, stream, decided.address, decided.access),
      );
    },
    displays: () =>
      shown.list(scheduler.nowMs()).map((d) => ({ ...d, plays: publish.soundPlace(d.id) })),
    learned(learned) {
      const message: ServerMessage = { t: 'learned', learned };
      for (const client of learners) client.outbox.offer('learned', JSON.stringify(message));
    },
    visit: visited.visit,
    counts: () => ({ received, refused }),
    clients: () => summed(() => 1, NONE_YET),
    drops: () => summed((client) => client.outbox.dropped, droppedBefore),
    async close() {
      stopBeat();
      const gone = [...all].map(
        ([ws, guest]) =>
          new Promise<void>((resolve) => {
            guest.connection.refuse('closing');
            const stop = scheduler.after(GOODBYE_MS, () => ws.terminate());
            ws.once('close', () => {
              stop();
              resolve();
            });
          }),
      );
      await Promise.all(gone);
    },
  };
};
