import type { Heard } from '#contracts/desk';
import { sentence } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import type { DoorStatus } from '#contracts/status';
import type { OscInlet } from '../../../sensors/source.ts';
import type { Stop } from '../../kernel/clock.ts';
import type { Emitter } from '../../kernel/emitter.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { type HeardTeller, heardTeller } from '../heard.ts';
import { PROFILES } from '../profiles/index.ts';
import { carryOut } from './carry-out.ts';
import { oscDecoder } from './decode.ts';
import { decide, type Sender } from './dispatch.ts';
import type { House, Now } from './house.ts';
import { mayStillCome } from './let-go.ts';
import { levelGate } from './levels.ts';
import { listen } from './listen.ts';
import type { OscMessage, OscProblem } from './message.ts';
import { type Hears, hostOf, type Peer } from './peer.ts';
import { type Player, player } from './playing.ts';
import { saidOf } from './said.ts';
import { type Subscribers, subscribers } from './subscribers.ts';

/** A message that is not for the show: a sensor's. */
export type InletMessage = Parameters<Parameters<OscInlet['on']>[0]>[0];

export interface OscDoorOptions {
  readonly host: string;
  /** UDP and TCP listen on the same number; 0 takes a free one. */
  readonly port: number;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** Takes what somebody wants of the show; null where it was done, or why nothing came of it. */
  ask(asked: Asked): Text | null;
  /** Takes a level of a fader that moves, or says why it is refused: the newest counts, and is asked before anything else. */
  soon?(asked: Asked): Text | null;
  readonly house: House;
  /** Every control message as it came and what it did; at most 50 a second each, the others counted. */
  onHeard?(heard: readonly Heard[]): void;
  /** Takes every message that is not /yeoun's. */
  readonly inlet: Pick<Emitter<InletMessage>, 'emit'>;
}

export interface OscDoor {
  readonly host: string;
  readonly port: number;
  /** To be called after every step of the director: subscribers hear what is new. */
  changed(): void;
  /** A packet that came to this house another way (OSCQuery's WebSocket): treated like any other. */
  packet(bytes: Buffer, peer: Peer): void;
  /**
   * Lets go of what waits for its time in bundles, each message told with why, but for what makes an emergency or
   * leaves the show alone. `fire`: whether the alarm stands then.
   */
  drop(why: Text, fire?: boolean): void;
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
  const { scheduler, log, house } = options;
  const levels = levelGate(scheduler, options.ask, options.soon ?? options.ask);
  const count = { received: 0, refused: 0 };
  const present = (): Now | null => {
    const stage = house.stage();
    return stage && { stage, desk: house.desk() };
  };
  const told = subscribers(present);
  const bundles = player(scheduler);
  const teller = heardTeller('osc', scheduler, options.onHeard ?? (() => {}));
  let state: DoorStatus['state'] = 'open';
  let failure: string | undefined;

  /** What comes in proves that the door is open again. */
  const alive = (): void => {
    if (state === 'failed') state = 'open';
  };
  const hears = hearing({ ...options, ask: levels.ask }, count, { told, bundles, teller, alive });
  const failed = (error: Error): void => {
    state = 'failed';
    failure = sentence(error);
    log.fail(WHERE, failure);
  };
  const listening = await listen(options.host, options.port, hears, failed);

  const changed = (): void => {
    if (told.size > 0) told.tell(present(), scheduler.nowMs());
  };
  const stopBeat = scheduler.every(BEAT_MS, () => {
    if (told.size > 0) told.prune(scheduler.nowMs());
    changed();
  });

  return {
    host: listening.host,
    port: listening.port,
    changed,
    packet: hears.packet,
    drop: (why, fire = false) =>
      bundles.drop(why, (message) => {
        try {
          return mayStillCome(decide(message, house), fire);
        } catch (error) {
          log.seldom(WHERE, `${message.address}: ${sentence(error)}`);
          return false;
        }
      }),
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
      teller.close();
      listening.close();
    },
  };
};

interface HearingParts {
  readonly told: Subscribers;
  readonly bundles: Player;
  readonly teller: HeardTeller;
  alive(): void;
}

/** The way of a packet: decoded, timed, decided, carried out. Never throws. */
const hearing = (
  { scheduler, log, ask, house, inlet }: OscDoorOptions,
  count: { received: number; refused: number },
  { told, bundles, teller, alive }: HearingParts,
): Hears => {
  const decode = oscDecoder();
  const refused = (peer: Peer, address: string, remedy: string): void => {
    count.refused++;
    log.seldom(WHERE, `${peer.from} ${address}: ${remedy}`);
  };
  const out = carryOut({ nowMs: scheduler.nowMs, ask, told, teller, refused });

  const senderOf = (peer: Peer): Sender => ({
    local: peer.local,
    bodies: peer.local || house.trusts(hostOf(peer)),
  });

  const heard = (message: OscMessage, peer: Peer, lateMs: number): void => {
    count.received++;
    try {
      const verdicts = decide(message, house, senderOf(peer));
      if (verdicts) for (const verdict of verdicts) out.verdict(verdict, { message, peer, lateMs });
      else {
        inlet.emit({ address: message.address, args: message.args, from: peer.from });
        foreign(message, peer);
      }
    } catch (error) {
      // A listener's fault must not close the door for everyone else.
      log.seldom(WHERE, `${peer.from} ${message.address}: ${sentence(error)}`);
    }
  };

  /** A lighting desk tells what it plays: worth a line, though nothing is bound to it. */
  const foreign = (message: OscMessage, peer: Peer): void => {
    if (!message.address.includes('.6.')) return;
    const said = PROFILES.grandma3.understand(message);
    if (!said) return;
    const why = {
      en: `${said.text.en}. It triggers nothing here; a SendOSC with /yeoun/cue/go in its cue does.`,
      ko: `${said.text.ko}. 여기서는 아무것도 실행하지 않습니다. 데스크의 큐에 /yeoun/cue/go를 보내는 SendOSC를 적으십시오.`,
    };
    teller.heard(() => ({ from: peer.from, said: saidOf(message), did: null, why }));
  };

  /** What became of a bundle that is not played as it asks. */
  const noted = (what: Text, peer: Peer): void => {
    log.seldom(WHERE, `${peer.from}: ${what.en}`);
    teller.heard(() => ({ from: peer.from, said: '#bundle', did: what, why: null }));
  };

  /** A message that waited for its time and is not done any more. */
  const letGo = (message: OscMessage, why: Text, peer: Peer): void => {
    log.seldom(WHERE, `${peer.from} ${message.address}: ${why.en}`);
    teller.heard(() => ({ from: peer.from, said: saidOf(message), did: null, why }));
  };

  return {
    packet(bytes, peer) {
      alive();
      const packet = decode(bytes);
      if (packet.kind === 'message') heard(packet, peer, 0);
      else if (packet.kind === 'bundle')
        bundles.play(packet, {
          heard: (message, lateMs) => heard(message, peer, lateMs),
          note: (what) => noted(what, peer),
          dropped: (message, why) => letGo(message, why, peer),
        });
      else {
        const { at, what, remedy } = packet;
        count.received++;
        refused(peer, `byte ${at}`, `${what} ${remedy}`);
        teller.heard(() => ({ from: peer.from, said: '', did: null, why: unread(packet) }));
      }
    },
    refused(what, peer) {
      count.received++;
      out.refuse(() => what, peer);
    },
  };
};

const unread = ({ at, what, remedy }: OscProblem): Text => ({
  en: `The packet cannot be read, byte ${at}: ${what} ${remedy}`,
  ko: `패킷을 읽을 수 없습니다(${at}번째 바이트): ${what} ${remedy}`,
});
