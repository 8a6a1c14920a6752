import { hostname } from 'node:os';
import type { Act } from '#contracts/act';
import type { DeskStatus, Heard, Learned } from '#contracts/desk';
import type { Device } from '#contracts/device';
import type { Id, Text } from '#contracts/ids';
import type { Asked, DeskIntent } from '#contracts/intent';
import type { Rig } from '#contracts/rig';
import type { StageState } from '#contracts/stage';
import type { RigPart } from '#contracts/status';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { LampBoard } from '../../state/lamps.ts';
import { cidOf } from '../light/cid.ts';
import { openLightIn } from '../light/in.ts';
import { openLightOut } from '../light/out.ts';
import { systemBench } from '../midi/easy-bench.ts';
import { lazyBench } from '../midi/lazy-bench.ts';
import { openMidi } from '../midi/open.ts';
import { midiOutputs } from '../midi/outputs.ts';
import type { MidiBench } from '../midi/ports.ts';
import { openOut } from '../out/open.ts';
import { rigLamps } from './lamps.ts';
import { heardPace } from './tell.ts';

/** What of the show the rig must know. */
export interface RigShow {
  readonly cues: readonly { readonly number: string }[];
  readonly scenes: Readonly<Record<string, unknown>>;
  readonly devices: Readonly<Record<Id, Device>>;
}

export interface RigParts {
  readonly timing: Scheduler;
  readonly log: Log;
  readonly lamps: LampBoard;
  /** The state folder: by it and the machine the rig has its own name among sources of light. */
  readonly folder: string;
  readonly name: string;
  show(): RigShow;
  stage(): StageState;
  desk(): DeskStatus;
  /** Asks; says why nothing came of it, null where it was done. */
  ask(asked: Asked): Text | null;
  heard(heard: Heard): void;
  learned(learned: Learned): void;
  /** How MIDI ports are found; those of this machine where absent. */
  readonly loadMidi?: () => Promise<MidiBench>;
  /** Port of sACN; the standard's where absent. */
  readonly sacnPort?: number;
}

/** Everything that hangs on this machine besides sensors and displays. */
export interface RigDesk {
  /** Obeys the machine's patch from now on. */
  setRig(rig: Rig): void;
  /** Sends what a cue says. */
  act(act: Act): void;
  /** To be called after every step of the director. */
  changed(): void;
  /** The next MIDI control that is touched is told, not obeyed. */
  learn(on: boolean): void;
  /** Lets go of what sounds: PANIC. */
  panic(): void;
  status(): RigPart[];
  close(): Promise<void>;
}

const LOOK_MS = 2000;
const BEAT_MS = 1000;

/** Opens the rig: MIDI, light, and the devices that cues speak to. A part that fails lights its lamp. */
export const openRig = (parts: RigParts): RigDesk => {
  const { timing, log } = parts;
  let rig: Rig | null = null;
  const heard = heardPace(parts.heard);
  const asking = (door: string) => (intent: DeskIntent, from: string) =>
    parts.ask({ intent, atMs: timing.nowMs(), door, from });
  const level = (of: 'master' | 'sound') =>
    of === 'master' ? parts.stage().grandMaster : parts.desk().soundLevel;
  const cues = once(parts.show, (show) => show.cues.map(({ number }) => number));
  const scenes = once(parts.show, (show) => Object.keys(show.scenes));
  const desk = { level, cues, running: () => parts.stage().cue };
  const devices = merged(
    () => parts.show().devices,
    () => rig?.devices ?? {},
  );

  const bench = lazyBench(parts.loadMidi ?? systemBench, () => midi.look());
  const outputs = midiOutputs(bench);
  const midi = openMidi({
    timing,
    bench,
    outputs,
    desk,
    shown: () => ({ stage: parts.stage(), desk: parts.desk() }),
    ask: asking('midi'),
    heard,
    learned: parts.learned,
  });
  const out = openOut({
    timing,
    log,
    devices,
    held: () => held(parts.desk()),
    heard,
    midi: outputs,
  });
  const port = parts.sacnPort === undefined ? {} : { port: parts.sacnPort };
  const lightOut = openLightOut({
    timing,
    cid: cidOf(hostname(), parts.folder),
    name: parts.name,
    stage: parts.stage,
    order: () => ({ cues: cues(), scenes: scenes() }),
    held: () => parts.desk().rehearsing && !parts.desk().fire,
    ...port,
  });
  const lightIn = openLightIn({ timing, log, desk, ask: asking('sacn'), heard, ...port });

  const status = (): RigPart[] => [
    midi.status(),
    lightIn.status(),
    lightOut.status(),
    ...out.status(),
  ];
  const lamps = rigLamps(parts.lamps);
  const stopLook = timing.every(LOOK_MS, () => {
    outputs.look();
    midi.look();
  });
  const stopBeat = timing.every(BEAT_MS, () => {
    out.beat();
    lightIn.beat();
    lamps.show(status());
  });

  return {
    setRig(next) {
      if (next === rig) return;
      rig = next;
      midi.setRules(next.midi);
      lightIn.setRules(next.sacnIn);
      lightOut.setRules(next.sacnOut);
      out.beat();
    },
    act: out.send,
    changed: midi.changed,
    learn: midi.learn,
    panic: out.panic,
    status,
    async close() {
      stopLook();
      stopBeat();
      midi.close();
      out.close();
      lightIn.close();
      lamps.show([]);
      await lightOut.close();
      outputs.close();
    },
  };
};

/** Why nothing leaves the house. */
const held = ({ rehearsing, fire }: DeskStatus): 'rehearsing' | 'fire' | null =>
  rehearsing ? 'rehearsing' : fire ? 'fire' : null;

/** Makes something of a thing only when the thing is another one. */
const once = <A extends object, B>(ask: () => A, make: (of: A) => B): (() => B) => {
  let last: { readonly of: A; readonly made: B } | null = null;
  return () => {
    const of = ask();
    if (last?.of !== of) last = { of, made: make(of) };
    return last.made;
  };
};

/** The devices of the show with those of the machine instead of them; the same object while both are. */
const merged = (
  show: () => Readonly<Record<Id, Device>>,
  rig: () => Readonly<Record<Id, Device>>,
): (() => Readonly<Record<Id, Device>>) => {
  let from: readonly unknown[] = [];
  let all: Readonly<Record<Id, Device>> = {};
  return () => {
    const [a, b] = [show(), rig()];
    if (from[0] !== a || from[1] !== b) all = { ...a, ...b };
    from = [a, b];
    return all;
  };
};
