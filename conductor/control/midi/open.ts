import type { Learned } from '#contracts/desk';
import type { Text } from '#contracts/ids';
import type { DeskIntent } from '#contracts/intent';
import type { RigPart } from '#contracts/status';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { TellHeard } from '../rig/tell.ts';
import { type MidiDesk, type MidiRules, midiDesk, type Outcome } from './desk.ts';
import type { Shown } from './feedback.ts';
import { midiInputs } from './inputs.ts';
import type { LazyBench } from './lazy-bench.ts';
import { mirror } from './mirror.ts';
import type { MscDesk } from './msc-touch.ts';
import { stableName } from './names.ts';
import type { Outputs } from './outputs.ts';
import { parseMidi, sysexJoiner } from './parse.ts';
import type { HearsBytes } from './ports.ts';
import { GONE, LISTENS, NO_MIDI, NOBODY, NOTHING_SET } from './words.ts';

export interface MidiParts {
  readonly timing: Scheduler;
  readonly bench: LazyBench;
  readonly outputs: Outputs;
  readonly desk: MscDesk;
  /** What the show shows now, for lights and motors of a surface. */
  shown(): Shown;
  /** Asks; says why nothing came of it. */
  ask(intent: DeskIntent, from: string): Text | null;
  readonly heard: TellHeard;
  learned(learned: Learned): void;
}

export interface MidiControl {
  setRules(rules: MidiRules): void;
  learn(on: boolean): void;
  /** To be called after every step of the director: surfaces show what is new. */
  changed(): void;
  /** Looks at the ports: to be called now and then. */
  look(): void;
  status(): RigPart;
  readonly close: Stop;
}

/** Messages a second of one port beyond which the rest of the second is dropped; a cable carries about 1500. */
const MOST_A_SECOND = 2000;
/** So far may the clock of a driver be from ours before it is set anew. */
const AWAY_MS = 100;

/** Leads the show by MIDI: keys, faders, MIDI Show Control and clock. */
export const openMidi = (parts: MidiParts): MidiControl => {
  const { timing, bench, outputs } = parts;
  const desk = midiDesk(parts.desk);
  let rules: MidiRules = { bindings: [] };
  const inputs = midiInputs(bench, (port) => hearing(parts, desk, port));
  const surfaces = mirror({
    outputs,
    timing,
    touchedOn: desk.touchedOn,
    inHand: desk.inHand,
    placed: desk.placed,
    shown: parts.shown,
  });

  const look = (): void => {
    inputs.look(wantedPorts(rules, desk.learning));
    surfaces.follow(rules.bindings, inputs.open);
  };
  return {
    setRules(next) {
      rules = next;
      desk.setRules(next);
      look();
    },
    learn(on) {
      desk.learn(on);
      look();
    },
    changed: surfaces.changed,
    look,
    status() {
      const id = 'midi';
      if (wantedPorts(rules, desk.learning).size === 0)
        return { id, state: 'off', text: NOTHING_SET };
      const trouble = inputs.trouble ?? bench.trouble;
      if (trouble) return { id, state: trouble === NO_MIDI ? 'waiting' : 'warn', text: trouble };
      if (inputs.gone.length > 0) return { id, state: 'warn', text: GONE(inputs.gone) };
      if (inputs.open.length === 0) return { id, state: 'waiting', text: NOBODY };
      return { id, state: 'ok', text: LISTENS(inputs.open.map(stableName), desk.bpm) };
    },
    close() {
      surfaces.close();
      inputs.close();
    },
  };
};

/** Parts of the names of the ports that are to be heard; null in it: any port. */
const wantedPorts = (rules: MidiRules, learning: boolean): ReadonlySet<string | null> => {
  const parts = new Set<string | null>(rules.bindings.map(({ match }) => match.port ?? null));
  if (rules.fire) parts.add(rules.fire.port ?? null);
  if (rules.clock !== undefined) parts.add(rules.clock);
  if (rules.msc !== undefined || learning) parts.add(null);
  return parts;
};

/** The way of the bytes of one port: whole, parsed, decided, carried out. */
const hearing = (parts: MidiParts, desk: MidiDesk, port: string): HearsBytes => {
  const { timing } = parts;
  const join = sysexJoiner();
  const from = stableName(port);
  const allowed = allowance();
  let driverMs = Number.NaN;

  const act = ({ intent, learned, minor, said, did, why }: Outcome, nowMs: number): void => {
    if (learned) parts.learned(learned);
    const undone = intent && parts.ask(intent, from);
    const came = undone ? { did: null, why: undone } : { did, why };
    parts.heard({ atMs: nowMs, door: 'midi', from, said, ...came }, minor);
  };
  return (bytes, deltaS) => {
    const nowMs = timing.nowMs();
    driverMs += deltaS * 1000;
    if (!(Math.abs(driverMs - nowMs) <= AWAY_MS)) driverMs = nowMs;
    if (!allowed(nowMs)) return;
    const whole = join(bytes);
    if (!whole) return;
    for (const outcome of desk.hear(port, parseMidi(whole), driverMs, nowMs)) act(outcome, nowMs);
  };
};

const allowance = (): ((nowMs: number) => boolean) => {
  let second = Number.NaN;
  let count = 0;
  return (nowMs) => {
    const now = Math.floor(nowMs / 1000);
    if (now !== second) count = 0;
    second = now;
    return ++count <= MOST_A_SECOND;
  };
};
