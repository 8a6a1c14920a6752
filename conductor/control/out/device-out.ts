import type { Act } from '#contracts/act';
import type { Heard } from '#contracts/desk';
import type { Device } from '#contracts/device';
import { fittingId, type Id, type Text } from '#contracts/ids';
import type { RigPart } from '#contracts/status';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Outputs } from '../midi/outputs.ts';

/** What came of a message that left: null: it is done; else why it is not. */
export type Answer = (why: Text | null) => void;

/** What every kind of device is built from. */
export interface DeviceParts {
  readonly id: Id;
  readonly timing: Scheduler;
  readonly log: Log;
  /** The MIDI outputs of this machine. */
  readonly midi: Outputs;
  /** Tells what a device says of itself. */
  heard(said: () => Omit<Heard, 'atMs' | 'door'>): void;
}

/** A device that is sent to. */
export interface DeviceOut<K extends Device['kind'] = Device['kind']> {
  readonly kind: K;
  /** Sends; `answer` is called once, at once or when the device has answered. May throw. */
  send(act: Act['act'], answer: Answer): void;
  /** What sounds is let go: PANIC. */
  panic(): void;
  /** Looks how the device is: called every second. */
  beat(): void;
  status(): RigPart;
  readonly close: Stop;
}

/** Acts of a kind go to devices of a kind. */
export const KIND_OF: Readonly<Record<Act['act']['kind'], Device['kind']>> = {
  osc: 'osc',
  midi: 'midi',
  shutter: 'projector',
};

export const targetOf = (act: Act['act']): Id => (act.kind === 'shutter' ? act.of : act.to);

/** Under which a device stands among the parts of the rig. */
export const partId = (kind: Device['kind'], id: Id): Id => fittingId(`${kind}-${id}`);
