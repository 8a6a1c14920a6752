import type { Act } from '#contracts/act';
import type { Device } from '#contracts/device';
import type { Id } from '#contracts/ids';

/** What a device is told to see whether it hears: a question to QLab, to others a message that nobody acts on. */
const addressOf = (device: Extract<Device, { kind: 'osc' }>): string =>
  device.profile === 'qlab' ? '/version' : '/yeoun/test';

/**
 * A harmless message for a device, from the hand of an operator; null for one that is asked how it is anyway
 * (projectors). A light desk hears an OSC address it does not know; a MIDI device a note of no length on channel 16.
 */
export const testAct = (id: Id, device: Device, atMs: number): Act | null => {
  if (device.kind === 'projector') return null;
  const act: Act['act'] =
    device.kind === 'osc'
      ? { kind: 'osc', to: id, address: addressOf(device), args: [] }
      : {
          kind: 'midi',
          to: id,
          send: { type: 'note', channel: 16, note: 0, velocity: 1, seconds: 0 },
        };
  return { atMs, cause: 'test', act };
};
