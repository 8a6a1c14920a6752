import { sentence } from '#contracts/errors';
import type { Asked } from '#contracts/intent';
import type { StageState } from '#contracts/stage';
import type { DoorStatus } from '#contracts/status';
import type { OscInlet } from '../../../sensors/source.ts';
import type { Stop } from '../../kernel/clock.ts';
import type { Emitter } from '../../kernel/emitter.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { carryOut } from './carry-out.ts';
import { oscDecoder } from './decode.ts';
import { decide } from './dispatch.ts';
import { listen } from './listen.ts';
import type { OscMessage } from './message.ts';
import type { Hears, Peer } from './peer.ts';
import { player } from './playing.ts';
import { subscribers } from './subscribers.ts';

/** A message that is not for the show: a sensor's. */
export type InletMessage = Parameters<Parameters<OscInlet['on']>[0]>[0];

export interface OscDoorOptions {
  readonly host: string;
  /** UDP and TCP listen on the same number; 0 takes a free one. */
  readonly port: number;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** Takes what somebody wants of the show. */
  ask(asked: Asked): void;
  /** The cue numbers of the running show. */
  cues(): readonly string[];
  /** The newest state of the stage, null before the first. */
  stage(): StageState | null;
  /** Takes every message that is not /yeoun's. */
  readonly inlet: Pick<Emitter<InletMessage>, 'emit'>;
}

export interface OscDoor {
  readonly host: string;
  readonly port: number;
  /** To be called after every step of the director: subscribers hear what is new. */
  changed(): void;
  status(): DoorStatus;
  readonly subscribers: number;
  readonly connections: number;
  readonly close: Stop;
}

const WHERE = 'osc';
/** Subscribers are told with every new state; the slow beat lets go of those who are gone. */
const BEAT_MS = 1000;

/**
 * Opens the OSC door: UDP, and TCP with SLIP, on one port. Messages of /yeoun become intents and answers,
 * everything else goes to the inlet.
 * @throws YeounError `osc/port-in-use`, `osc/no-permission`, `osc/host`, `osc/port` or `osc/open`.
 */
export const openOscDoor = async (options: OscDoorOptions): Promise<OscDoor> => {
  const { scheduler, log, stage } = options;
  const count = { received: 0, refused: 0 };
  const told = subscribers(stage);
  const bundles = player(scheduler, (text) => log.seldom(WHERE, text));
  let state: DoorStatus['state'] = 'open';
  let failure: string | undefined;

  /** What comes in proves that the door is open again. */
  const alive = (): void => {
    if (state === 'failed') state = 'open';
  };
  const hears = hearing(options, count, told, bundles, alive);
  const listening = await listen(options.host, options.port, hears, (error) => {
    state = 'failed';
    failure = sentence(error);
    log.fail(WHERE, failure);
  });

  const changed = (): void => {
    if (told.size > 0) told.tell(stage(), scheduler.nowMs());
  };
  const stopBeat = scheduler.every(BEAT_MS, () => {
    if (told.size > 0) told.prune(scheduler.nowMs());
    changed();
  });

  return {
    host: listening.host,
    port: listening.port,
    changed,
    status: () => ({
      id: WHERE,
      state,
      address: `osc.udp+tcp://${listening.host}:${listening.port}`,
      received: count.received,
      refused: count.refused,
      ...(failure === undefined || state !== 'failed'
        ? {}
        : { reason: { en: failure, ko: `OSC 문이 고장 났습니다: ${failure}` } }),
    }),
    get subscribers() {
      return told.size;
    },
    get connections() {
      return listening.connections;
    },
    close: () => {
      if (state !== 'closed') state = 'closed';
      stopBeat();
      bundles.close();
      listening.close();
    },
  };
};

/** The way of a packet: decoded, timed, decided, carried out. Never throws. */
const hearing = (
  { scheduler, log, ask, cues, inlet }: OscDoorOptions,
  count: { received: number; refused: number },
  told: ReturnType<typeof subscribers>,
  bundles: ReturnType<typeof player>,
  alive: () => void,
): Hears => {
  const decode = oscDecoder();
  const out = carryOut(scheduler.nowMs, ask, told, (peer, address, remedy) => {
    count.refused++;
    log.seldom(WHERE, `${peer.from} ${address}: ${remedy}`);
  });

  const heard = (message: OscMessage, peer: Peer): void => {
    count.received++;
    try {
      const verdicts = decide(message, cues);
      if (verdicts) for (const verdict of verdicts) out.verdict(verdict, message, peer);
      else inlet.emit({ address: message.address, args: message.args, from: peer.from });
    } catch (error) {
      // A listener's fault must not close the door for everyone else.
      log.seldom(WHERE, `${peer.from} ${message.address}: ${sentence(error)}`);
    }
  };

  return {
    packet(bytes, peer) {
      alive();
      const packet = decode(bytes);
      if (packet.kind === 'message') heard(packet, peer);
      else if (packet.kind === 'bundle') bundles.play(packet, (message) => heard(message, peer));
      else {
        count.received++;
        count.refused++;
        log.seldom(WHERE, `${peer.from} byte ${packet.at}: ${packet.what} ${packet.remedy}`);
      }
    },
    refused(what, peer) {
      count.received++;
      out.refuse(() => what, '', peer, true);
    },
  };
};
