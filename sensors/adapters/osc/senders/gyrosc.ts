import type { OscSender, SenderAddress } from '../route.ts';
import { first, fromQuaternion, G, lookUp, turned } from './common.ts';

/**
 * Addresses behind `/gyrosc/` (bitshapesoftware.com, GyrOSC): attitude as pitch, roll, yaw and rotation
 * rate in radians as Core Motion gives them; acceleration without gravity and gravity in g.
 */
const ADDRESSES: Readonly<Record<string, SenderAddress>> = {
  accel: { stream: 'acc', kind: 'acc', read: first(3, G) },
  rrate: { stream: 'gyro', kind: 'gyro', read: first(3) },
  gyro: {
    stream: 'orientation',
    kind: 'orientation',
    read: turned(3, ([pitch = 0, roll = 0, yaw = 0]) => [yaw, pitch, roll]),
  },
  quat: {
    stream: 'attitude',
    kind: 'orientation',
    read: turned(4, ([w = 1, x = 0, y = 0, z = 0]) => fromQuaternion(Float32Array.of(x, y, z, w))),
  },
  grav: { stream: 'gravity', kind: 'custom', channels: ['x', 'y', 'z'], read: first(3, G) },
  button: { stream: 'button', kind: 'custom', read: first(1) },
};

export const gyrosc: OscSender = {
  name: 'GyrOSC',
  help: '/gyrosc/{accel rrate gyro quat grav button}',
  meaningOf: ([root, tag = '', ...more]) =>
    root === 'gyrosc' && more.length === 0 ? lookUp(ADDRESSES, tag, 'GyrOSC', 'gyrosc') : null,
};
