import type { Act } from '#contracts/act';
import type { Device } from '#contracts/device';
import type { Id, Text } from '#contracts/ids';
import type { RigPart } from '#contracts/status';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { nearest } from '../../show/nearest.ts';
import type { Outputs } from '../midi/outputs.ts';
import type { TellHeard } from '../rig/tell.ts';
import { type DeviceOut, type DeviceParts, KIND_OF, targetOf } from './device-out.ts';
import { deviceOut } from './kinds.ts';
import { HELD, NO_DEVICE, SEND_FAILED, SENT, saidOf, TOO_MANY, WRONG_KIND } from './words.ts';

export interface OutParts {
  readonly timing: Scheduler;
  readonly log: Log;
  /** Devices of the show, those of the machine's patch instead of them. */
  devices(): Readonly<Record<Id, Device>>;
  /** Why nothing leaves the house now; null: it does. */
  held(): keyof typeof HELD | null;
  readonly heard: TellHeard;
  readonly midi: Outputs;
}

/** What leaves the house once: OSC, MIDI, shutters. */
export interface Out {
  send(act: Act): void;
  /** What sounds is let go at once. */
  panic(): void;
  /** Follows the devices and looks how they are: to be called every second. */
  beat(): void;
  status(): RigPart[];
  readonly close: Stop;
}

/** The standing state whose acts go out while fire stands. */
const SAFE_STATE = 'stopped';
/** Messages a second beyond which the rest of it is not sent: a show that loops without end floods nobody. */
export const MOST_A_SECOND = 500;

/** The music that answers sends many notes: of its record the consoles get a share. */
const MUSIC = 'music';

interface Open {
  readonly device: Device;
  readonly out: DeviceOut;
}

/** Sends acts by the kind of their device. A device that fails is told and told apart; the others go on. */
export const openOut = (parts: OutParts): Out => {
  const { timing, log, heard } = parts;
  const open = new Map<Id, Open>();
  let known: Readonly<Record<Id, Device>> | null = null;
  let second = Number.NaN;
  let count = 0;

  const shut = (id: Id): void => {
    const there = open.get(id);
    open.delete(id);
    guarded(log, id, () => there?.out.close());
  };
  const answered: DeviceParts['heard'] = (said) =>
    heard({ atMs: timing.nowMs(), door: 'out', ...said() });
  const follow = (): void => {
    const devices = parts.devices();
    if (devices === known) return;
    known = devices;
    for (const [id, { device }] of [...open]) if (!isSame(devices[id], device)) shut(id);
    for (const [id, device] of Object.entries(devices)) {
      if (open.has(id)) continue;
      const of: DeviceParts = { id, timing, log, midi: parts.midi, heard: answered };
      guarded(log, id, () => open.set(id, { device, out: deviceOut(device, of) }));
    }
  };
  const tell = (act: Act, why: Text | null): void =>
    heard(
      {
        atMs: timing.nowMs(),
        door: 'out',
        from: targetOf(act.act),
        said: saidOf(act.act),
        did: why === null ? SENT(act.cause) : null,
        why,
      },
      act.cause === MUSIC,
    );
  const overflows = (): boolean => {
    const now = Math.floor(timing.nowMs() / 1000);
    if (now !== second) count = 0;
    second = now;
    return ++count > MOST_A_SECOND;
  };
  /** Why an act is not sent; null where it is. */
  const refusal = ({ act, cause, suppressed, urgent }: Act): Text | null => {
    const held = suppressed ? 'rehearsing' : urgent ? null : parts.held();
    if (held === 'rehearsing' || (held === 'fire' && cause !== SAFE_STATE)) return HELD[held];
    const id = targetOf(act);
    const there = open.get(id);
    if (!there) return NO_DEVICE(id, nearest(id, [...open.keys()]));
    if (there.out.kind !== KIND_OF[act.kind])
      return WRONG_KIND(id, there.out.kind, KIND_OF[act.kind]);
    return !urgent && overflows() ? TOO_MANY(MOST_A_SECOND) : null;
  };

  return {
    send(act) {
      follow();
      const why = refusal(act);
      if (why) return tell(act, why);
      try {
        open.get(targetOf(act.act))?.out.send(act.act, (answer) => tell(act, answer));
      } catch (error) {
        tell(act, SEND_FAILED(error));
      }
    },
    panic() {
      for (const [id, { out }] of open) guarded(log, id, () => out.panic());
    },
    beat() {
      follow();
      for (const [id, { out }] of open) guarded(log, id, () => out.beat());
    },
    status: () => [...open.values()].map(({ out }) => out.status()),
    close() {
      for (const id of [...open.keys()]) shut(id);
    },
  };
};

const isSame = (a: Device | undefined, b: Device): boolean =>
  a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b));

/** A device that fails must not take the others with it. */
const guarded = (log: Log, id: Id, run: () => unknown): void => {
  try {
    run();
  } catch (error) {
    log.seldom(id, error instanceof Error ? error.message : String(error));
  }
};
