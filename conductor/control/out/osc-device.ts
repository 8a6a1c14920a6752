import type { DeviceOf } from '#contracts/device';
import { type DeviceOut, type DeviceParts, partId } from './device-out.ts';
import { openOscOut } from './osc.ts';
import { OSC_LOST, OSC_READY, SEND_FAILED } from './words.ts';

/** Sends what cues say to one OSC peer. */
export const oscOut = (device: DeviceOf<'osc'>, parts: DeviceParts): DeviceOut<'osc'> => {
  const part = partId('osc', parts.id);
  const out = openOscOut(device, parts);
  return {
    kind: 'osc',
    send(act, answer) {
      if (act.kind !== 'osc') return;
      try {
        out.send(act);
        answer(null);
      } catch (error) {
        answer(SEND_FAILED(error));
      }
    },
    panic() {},
    beat() {},
    status() {
      const { state, why } = out.status();
      if (why !== null)
        return { id: part, state: 'warn', text: OSC_LOST(device.host, device.port, why) };
      const text = OSC_READY(device.host, device.port, device.transport);
      return { id: part, state: state === 'open' ? 'ok' : 'waiting', text };
    },
    close: out.close,
  };
};
