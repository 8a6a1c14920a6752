import type { IncomingMessage, ServerResponse } from 'node:http';
import { sentence, YeounError } from '#contracts/errors';
import type { DoorStatus } from '#contracts/status';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { isLoopbackHost } from '../../wire/addresses.ts';
import { type Listening, listen } from '../../wire/listen.ts';
import { answerBudget } from '../osc/budget.ts';
import type { House, Now } from '../osc/house.ts';
import type { Peer } from '../osc/peer.ts';
import { subscribers } from '../osc/subscribers.ts';
import { answerTo, type HostInfo } from './answer.ts';
import { replyJson, whoAsks } from './asking.ts';
import { MOST_GUESTS, oscGuests } from './guests.ts';
import { type OscNode, oscTree } from './tree.ts';

export interface OscQueryOptions {
  readonly host: string;
  /** HTTP and WebSocket; 0 takes a free one. */
  readonly port: number;
  /** Where OSC itself is heard. */
  readonly oscPort: number;
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly house: House;
  /** Takes a packet that came by the WebSocket. */
  packet(bytes: Buffer, peer: Peer): void;
}

export interface OscQueryDoor {
  /** Null while the port is not to be had. */
  readonly port: number | null;
  /** To be called after every step of the director: listeners hear what is new. */
  changed(): void;
  /** To be called when the show was replaced: its cues have addresses. */
  showChanged(): void;
  status(): DoorStatus;
  readonly close: Stop;
}

const WHERE = 'oscquery';
const RETRY_MS = 10_000;
const BEAT_MS = 1000;

/**
 * Opens OSCQuery: the tree of every address over HTTP, values as they change over a WebSocket on the same port.
 * A port that is taken is tried again every ten seconds; the show goes on without it.
 */
export const openOscQuery = async (options: OscQueryOptions): Promise<OscQueryDoor> => {
  const { host, scheduler, log, house } = options;
  const loopback = isLoopbackHost(host);
  const present = (): Now | null => {
    const stage = house.stage();
    return stage && { stage, desk: house.desk() };
  };
  const told = subscribers(present);
  // Writing a whole tree takes milliseconds that a stranger must not take from the show.
  const mayAsk = answerBudget();
  const count = { received: 0, refused: 0 };
  let listening: Listening | null = null;
  let failure: string | null = null;
  let closed = false;
  let stopRetry: Stop = () => {};

  let tree: OscNode | null = null;
  const root = (): OscNode => {
    tree ??= oscTree(house.cues());
    return tree;
  };
  const info = (): HostInfo => ({
    name: options.name,
    host: host === '0.0.0.0' || host === '::' ? null : host,
    oscPort: options.oscPort,
    wsPort: listening?.port ?? options.port,
  });

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    count.received++;
    const { local, url, right } = whoAsks(request);
    const refuse = (status: number, error: string): void => {
      count.refused++;
      replyJson(response, status, { error });
    };
    if (!right(loopback)) refuse(403, 'Not from here.');
    else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(405, 'GET alone.');
    else if (!url) refuse(400, 'Bad address.');
    else if (!local && !mayAsk(request.socket.remoteAddress ?? '', scheduler.nowMs()))
      refuse(429, 'Ten questions a second.');
    else {
      const query = url.search.slice(1).split(/[&=]/)[0] ?? '';
      const seen = { now: present(), bodies: local };
      const answer = answerTo(root(), decodeURI(url.pathname), query, seen, info());
      if (answer.status >= 400) count.refused++;
      replyJson(response, answer.status, answer.body);
    }
  };

  const guests = oscGuests({
    loopback,
    nowMs: scheduler.nowMs,
    root,
    told,
    count,
    packet: options.packet,
  });

  const open = async (): Promise<void> => {
    try {
      const guard = (request: IncomingMessage, response: ServerResponse): void => {
        try {
          onRequest(request, response);
        } catch (error) {
          log.seldom(WHERE, sentence(error));
          replyJson(response, 400, { error: 'Bad request.' });
        }
      };
      const now = await listen({
        host,
        port: options.port,
        tls: null,
        onRequest: guard,
        maxSockets: 2 * MOST_GUESTS,
        scheduler,
      });
      if (closed) {
        await now.close();
        return;
      }
      now.server.on('upgrade', guests.arrive);
      listening = now;
      failure = null;
    } catch (error) {
      failure = error instanceof YeounError ? error.what : sentence(error);
      log.warn(WHERE, `${host}:${options.port}: ${failure} Choose another with --oscquery-port.`);
      if (!closed) stopRetry = scheduler.after(RETRY_MS, () => void open());
    }
  };
  await open();

  const changed = (): void => {
    if (told.size > 0) told.tell(present(), scheduler.nowMs());
  };
  const stopBeat = scheduler.every(BEAT_MS, () => {
    if (told.size > 0) told.prune(scheduler.nowMs());
    changed();
  });

  return {
    get port() {
      return listening?.port ?? null;
    },
    changed,
    showChanged() {
      tree = null;
      guests.say('PATH_CHANGED', '/yeoun/cue');
    },
    status: () => ({
      id: WHERE,
      state: closed ? 'closed' : failure === null ? 'open' : 'failed',
      address: `http://${host}:${listening?.port ?? options.port}`,
      ...count,
      ...(failure !== null && {
        reason: {
          en: `OSCQuery is not open: ${failure} It is tried again; or choose another port with --oscquery-port.`,
          ko: `OSCQuery가 열리지 않았습니다: ${failure} 다시 시도합니다. --oscquery-port로 다른 포트를 고를 수 있습니다.`,
        },
      }),
    }),
    close: () => {
      if (closed) return;
      closed = true;
      stopRetry();
      stopBeat();
      guests.close();
      void listening?.close();
    },
  };
};
