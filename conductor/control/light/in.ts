import type { Text } from '#contracts/ids';
import type { DeskIntent } from '#contracts/intent';
import type { RigPart } from '#contracts/status';
import type { Stop } from '../../kernel/clock.ts';
import { sentence } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Desk } from '../bound/surface.ts';
import type { TellHeard } from '../rig/tell.ts';
import { decodeSacn, groupOf, isOther, SACN_PORT } from './packet.ts';
import { type Receiver, receiver } from './receiver.ts';
import { type SacnRules, type SlotTouch, type Triggers, triggers } from './triggers.ts';
import { openListener } from './udp.ts';
import { HEARS, IN_OFF, LISTEN_TROUBLE, LOST, NOBODY_YET } from './words.ts';

export interface LightInParts {
  readonly timing: Scheduler;
  readonly log: Log;
  readonly desk: Desk;
  /** Asks; says why nothing came of it. */
  ask(intent: DeskIntent, from: string): Text | null;
  readonly heard: TellHeard;
  /** To listen on; the standard's where absent. */
  readonly port?: number;
}

export interface LightIn {
  setRules(rules: SacnRules | null): void;
  /** Looks whether somebody was lost, and opens anew what failed: to be called every second. */
  beat(): void;
  status(): RigPart;
  readonly close: Stop;
}

const ID = 'sacn-in';
/** Datagrams a second beyond which the rest of it is dropped: sixteen sources at 44 Hz. */
const MOST_A_SECOND = 16 * 44;
const AGAIN_MS = 3000;

/** Leads the show by one universe of sACN. */
export const openLightIn = (parts: LightInParts): LightIn => {
  const { timing, log } = parts;
  let rules: SacnRules | null = null;
  let universe: Universe | null = null;
  let stop: Stop = () => {};
  let trouble: string | null = null;
  let failedMs = 0;

  const open = (of: SacnRules, heard: Universe): void => {
    trouble = null;
    stop = openListener({
      port: parts.port ?? SACN_PORT,
      group: groupOf(of.universe),
      via: of.via ?? null,
      hear: heard.hear,
      onError(error) {
        trouble = sentence(error);
        failedMs = timing.nowMs();
        stop();
        log.seldom(ID, trouble);
      },
    });
  };
  return {
    setRules(next) {
      if (JSON.stringify(next) === JSON.stringify(rules)) return;
      stop();
      rules = next;
      universe = next && universeOf(parts, next);
      if (next && universe) open(next, universe);
    },
    beat() {
      universe?.look();
      if (rules && universe && trouble !== null && timing.nowMs() - failedMs >= AGAIN_MS)
        open(rules, universe);
    },
    status() {
      if (!rules || !universe) return { id: ID, state: 'off', text: IN_OFF };
      if (trouble !== null) return { id: ID, state: 'warn', text: LISTEN_TROUBLE(trouble) };
      const levels = universe.receiver.levels(timing.nowMs());
      if (levels) return { id: ID, state: 'ok', text: HEARS(rules.universe, levels.names) };
      return universe.receiver.heard
        ? { id: ID, state: 'warn', text: LOST(rules.universe) }
        : { id: ID, state: 'waiting', text: NOBODY_YET(rules.universe) };
    },
    close() {
      stop();
      rules = null;
      universe = null;
    },
  };
};

interface Universe {
  readonly receiver: Receiver;
  hear(bytes: Buffer): void;
  /** Notices that nobody speaks any more. */
  look(): void;
}

/** The way of a datagram: decoded, merged, decided, carried out. */
const universeOf = (parts: LightInParts, rules: SacnRules): Universe => {
  const { timing, log } = parts;
  const merges = receiver(rules.universe);
  const decide: Triggers = triggers(rules, parts.desk);
  let second = Number.NaN;
  let count = 0;

  const carryOut = ({ slot, value, touch, minor }: SlotTouch, from: string, nowMs: number) => {
    const { intent, did, why } = touch;
    const undone = intent && parts.ask(intent, from);
    const came = undone ? { did: null, why: undone } : { did, why };
    const said = `universe ${rules.universe}, slot ${slot} = ${value}`;
    parts.heard({ atMs: nowMs, door: 'sacn', from, said, ...came }, minor);
  };
  const look = (): void => {
    const nowMs = timing.nowMs();
    const levels = merges.levels(nowMs);
    const from = levels?.names.join(', ') || 'sACN';
    for (const touch of decide(levels, nowMs)) carryOut(touch, from, nowMs);
  };
  const overflows = (): boolean => {
    const now = Math.floor(timing.nowMs() / 1000);
    if (now !== second) count = 0;
    second = now;
    return ++count > MOST_A_SECOND;
  };
  return {
    receiver: merges,
    hear(bytes) {
      // The system hands on groups that other programs of this machine have joined, too.
      if (isOther(bytes, rules.universe) || overflows()) return;
      const read = decodeSacn(bytes);
      if (read.kind === 'broken') log.seldom(ID, `not a packet of sACN: ${read.why}`);
      else if (read.kind === 'data' && merges.take(read.packet, timing.nowMs()) === 'taken') look();
    },
    look,
  };
};
