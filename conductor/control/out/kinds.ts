import type { Device, DeviceOf } from '#contracts/device';
import type { DeviceOut, DeviceParts } from './device-out.ts';
import { midiOut } from './midi.ts';
import { oscOut } from './osc-device.ts';
import { projectorOut } from './projector.ts';

type Kinds = {
  readonly [K in Device['kind']]: (device: DeviceOf<K>, parts: DeviceParts) => DeviceOut<K>;
};

/** One record for each kind of device. */
export const KINDS: Kinds = { osc: oscOut, midi: midiOut, projector: projectorOut };

export const deviceOut = (device: Device, parts: DeviceParts): DeviceOut =>
  (KINDS[device.kind] as (device: Device, parts: DeviceParts) => DeviceOut)(device, parts);
