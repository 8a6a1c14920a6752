import type { CueOsc } from '#contracts/cue';
import type { DeviceOf } from '#contracts/device';
import { YeounError } from '#contracts/errors';
import type { Id, Text } from '#contracts/ids';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Hearing } from '../heard.ts';
import { oscDecoder } from '../osc/decode.ts';
import { encodeMessage, type Outgoing } from '../osc/encode.ts';
import type { OscMessage } from '../osc/message.ts';
import { saidOf } from '../osc/said.ts';
import { PROFILES } from '../profiles/index.ts';
import type { OscWay, OscWayHears } from './osc-link.ts';
import { tcpWay } from './osc-tcp.ts';
import { udpWay } from './osc-udp.ts';

export interface OscOutParts {
  readonly id: Id;
  readonly timing: Scheduler;
  readonly log: Log;
  /** What the peer says back, where its profile understands it. */
  heard?(hearing: Hearing): void;
}

export interface OscOut {
  /**
   * Sends one message of a cue, now or not at all.
   * @throws YeounError `out/osc-profile` (the peer has no such address) or `out/osc-lost` (it is not there).
   */
  send(osc: CueOsc): void;
  /** `waiting`: it is called and does not answer; `why` says what is wrong. */
  status(): { readonly state: 'open' | 'waiting'; readonly why: string | null };
  readonly close: Stop;
}

/** What is sent in the first moment, before a connection stands, waits so long; later it would be wrong. */
const HOLD_MS = 1_000;
const MOST_HELD = 32;

interface Held {
  readonly packets: readonly Buffer[];
  readonly untilMs: number;
}

/** Opens the way to one OSC peer. It is never closed by the peer's absence: it is called again, ever slower. */
export const openOscOut = (device: DeviceOf<'osc'>, parts: OscOutParts): OscOut => {
  const { id, timing, log } = parts;
  const profile = PROFILES[device.profile];
  const where = `device ${id} (${device.transport} ${device.host}:${device.port})`;
  const decode = oscDecoder();
  const bornMs = timing.nowMs();
  let held: Held[] = [];
  let why: string | null = null;
  let closed = false;
  let stopKeep: Stop = () => {};

  const write = (way: OscWay, list: readonly Outgoing[]): void => {
    for (const message of list) way.send(encodeMessage(message));
  };

  const opened = (): void => {
    why = null;
    const { transport, replyPort } = way;
    write(way, profile.hello({ transport, replyPort, passcode: device.passcode ?? null }));
    const now = timing.nowMs();
    for (const { packets, untilMs } of held)
      if (now <= untilMs) for (const packet of packets) way.send(packet);
    held = [];
    stopKeep();
    const { keep } = profile;
    if (keep) stopKeep = timing.every(keep.everyMs, () => way.open && write(way, [keep.message]));
  };

  const said = (message: OscMessage): void => {
    const understood = profile.understand(message);
    if (!understood) return;
    const { ok, text } = understood;
    parts.heard?.(() => ({
      from: `${id} ${device.host}:${device.port}`,
      said: saidOf(message),
      did: ok ? text : null,
      why: ok ? null : text,
    }));
    if (!ok) log.seldom('out', `${where}: ${text.en}`);
  };

  const hears: OscWayHears = {
    opened,
    lost(reason) {
      if (why !== reason) log.warn('out', `${where}: ${reason}`);
      why = reason;
      stopKeep();
    },
    packet(bytes) {
      const packet = decode(bytes);
      if (packet.kind === 'message') said(packet);
    },
  };
  const way: OscWay =
    device.transport === 'tcp'
      ? tcpWay(device.host, device.port, timing, hears)
      : udpWay(device.host, device.port, hears);

  const lost = (): YeounError =>
    new YeounError(
      'out/osc-lost',
      where,
      `It is not there (${why ?? 'it does not answer yet'}), and nothing was sent.`,
      'It is called again by itself; look at its address, its port and its network.',
      {
        ko: `${where}: 연결되지 않아 보내지 못했습니다(${why ?? '아직 답이 없음'}). 저절로 다시 연결합니다. 주소와 포트, 네트워크를 확인하십시오.`,
      },
    );

  return {
    send(osc) {
      const dressed = profile.dress(osc);
      if (dressed.kind === 'problem') throw wrongFor(where, dressed.why);
      const packets = dressed.messages.map(encodeMessage);
      const now = timing.nowMs();
      if (way.open) for (const packet of packets) way.send(packet);
      else if (!closed && why === null && now - bornMs <= HOLD_MS && held.length < MOST_HELD)
        held.push({ packets, untilMs: bornMs + HOLD_MS });
      else throw lost();
    },
    status: () => ({ state: way.open && why === null ? 'open' : 'waiting', why }),
    close: () => {
      closed = true;
      held = [];
      stopKeep();
      way.close();
    },
  };
};

const wrongFor = (where: string, why: Text): YeounError =>
  new YeounError('out/osc-profile', where, why.en, '', { ko: why.ko });
