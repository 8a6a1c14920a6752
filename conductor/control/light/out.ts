import type { Rig } from '#contracts/rig';
import type { RigPart } from '#contracts/status';
import { sentence } from '../../kernel/errors.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { RATE_HZ, sendPace } from './pace.ts';
import {
  DISCOVERY_UNIVERSE,
  encodeDiscovery,
  encodeSacn,
  groupOf,
  MAX_SLOTS,
  SACN_PORT,
} from './packet.ts';
import { fillSlots, type LightState, type Order } from './slots.ts';
import { openSender, type Sender } from './udp.ts';
import { OUT_OFF, SEND_TROUBLE, SENDS, SENDS_HELD } from './words.ts';

export type SacnOutRules = NonNullable<Rig['sacnOut']>;

export interface LightOutParts {
  readonly timing: Scheduler;
  readonly cid: string;
  readonly name: string;
  stage(): LightState;
  order(): Order;
  /** True while nothing leaves the house. */
  held(): boolean;
  /** Of the receivers; the standard's where absent. */
  readonly port?: number;
}

export interface LightOut {
  setRules(rules: SacnOutRules | null): void;
  status(): RigPart;
  /** Says good-bye and closes; done when the last packet has gone. */
  close(): Promise<void>;
}

const ID = 'sacn-out';
const GOOD_BYES = 3;
const DISCOVER_MS = 10_000;
/** A sender that failed is opened anew after so long. */
const AGAIN_MS = 3000;

/** Sends the values of the show as one universe of sACN. */
export const openLightOut = (parts: LightOutParts): LightOut => {
  const { timing } = parts;
  let rules: SacnOutRules | null = null;
  let line: Line | null = null;
  let trouble: string | null = null;
  let failedMs = Number.NEGATIVE_INFINITY;
  const leaving = new Set<Promise<void>>();

  const fail = (error: unknown): void => {
    trouble = sentence(error);
    failedMs = timing.nowMs();
    line?.drop();
    line = null;
  };
  const leave = (): void => {
    if (!line) return;
    const gone = line.leave();
    line = null;
    leaving.add(gone);
    void gone.then(() => leaving.delete(gone));
  };
  const beat = (): void => {
    if (!rules) return;
    if (parts.held()) {
      leave();
      return;
    }
    const nowMs = timing.nowMs();
    if (!line && nowMs - failedMs >= AGAIN_MS) line = openLine(parts, rules, fail);
    line?.beat(nowMs);
    if (line && nowMs - failedMs >= AGAIN_MS) trouble = null;
  };
  let stop = () => {};
  return {
    setRules(next) {
      if (JSON.stringify(next) === JSON.stringify(rules)) return;
      leave();
      stop();
      rules = next;
      trouble = null;
      failedMs = Number.NEGATIVE_INFINITY;
      stop = next ? timing.every(1000 / RATE_HZ, beat) : () => {};
    },
    status() {
      if (!rules) return { id: ID, state: 'off', text: OUT_OFF };
      const { universe, host } = rules;
      if (parts.held()) return { id: ID, state: 'off', text: SENDS_HELD(universe) };
      if (trouble !== null) return { id: ID, state: 'warn', text: SEND_TROUBLE(trouble) };
      return { id: ID, state: 'ok', text: SENDS(universe, host ?? groupOf(universe)) };
    },
    async close() {
      stop();
      leave();
      await Promise.all(leaving);
    },
  };
};

/** One universe on its way. */
interface Line {
  beat(nowMs: number): void;
  /** Says that it ends. */
  leave(): Promise<void>;
  drop(): void;
}

const openLine = (
  { cid, name, stage, order, port = SACN_PORT }: LightOutParts,
  { universe, priority, host, via, start }: SacnOutRules,
  fail: (error: unknown) => void,
): Line => {
  const sender: Sender = openSender({ host: host ?? null, via: via ?? null, onError: fail });
  const isDue = sendPace();
  const slots = new Uint8Array(MAX_SLOTS);
  let sequence = 0;
  let discoverMs = Number.NEGATIVE_INFINITY;
  const to = { host: host ?? groupOf(universe), port };

  const send = (terminated: boolean): void => {
    const rest = { preview: false, startCode: 0, slots };
    sender.send(encodeSacn({ cid, name, priority, sequence, universe, terminated, ...rest }), to);
    sequence = (sequence + 1) & 0xff;
  };
  const discover = (nowMs: number): void => {
    // A receiver that is named knows who sends; discovery is for those who listen to groups.
    if (host !== undefined || nowMs - discoverMs < DISCOVER_MS) return;
    discoverMs = nowMs;
    sender.send(encodeDiscovery(cid, name, universe), { host: groupOf(DISCOVERY_UNIVERSE), port });
  };
  return {
    beat(nowMs) {
      fillSlots(slots, start, stage(), order());
      if (isDue(slots, nowMs)) send(false);
      discover(nowMs);
    },
    leave() {
      for (let i = 0; i < GOOD_BYES; i++) send(true);
      return sender.close();
    },
    drop: () => void sender.close(),
  };
};
