import type { OscSender, SenderAddress } from '../route.ts';
import { axes, first, fromQuaternion, G, lookUp, turned } from './common.ts';

/** A finger from -1..1 (y downwards) to 0..1 (y upwards). */
const touch: SenderAddress = {
  stream: 'touch',
  kind: 'touch',
  read: turned(2, ([x = 0, y = 0]) => [unit((x + 1) / 2), unit((1 - y) / 2), 1]),
};
const unit = (x: number): number => Math.max(0, Math.min(1, x));

/**
 * Addresses behind `/ZIGSIM/<device uuid>/` (1-10.github.io/zigsim, Motion Data): acceleration without
 * gravity and gravity in g, turning in radians a second, quaternion x y z w, touch -1..1.
 */
const ADDRESSES: Readonly<Record<string, SenderAddress>> = {
  accel: { stream: 'acc', kind: 'acc', read: first(3, G) },
  gyro: { stream: 'gyro', kind: 'gyro', read: first(3) },
  gravity: { stream: 'gravity', kind: 'custom', channels: ['x', 'y', 'z'], read: first(3, G) },
  quaternion: { stream: 'orientation', kind: 'orientation', read: turned(4, fromQuaternion) },
  touch0: touch,
  ...axes(['touch01', 'touch02'], { stream: 'finger', kind: 'custom', channels: ['x', 'y'] }),
  miclevel: { stream: 'mic-level', kind: 'custom', channels: ['max', 'average'], read: first(2) },
  pressure: { stream: 'pressure', kind: 'custom', read: first(1) },
};

export const zigsim: OscSender = {
  name: 'ZIG SIM',
  help: '/ZIGSIM/<uuid>/{accel gyro gravity quaternion touch0 miclevel pressure}',
  meaningOf: ([root, device = '', tag = '', ...more]) =>
    root === 'ZIGSIM' && more.length === 0 ? lookUp(ADDRESSES, tag, 'ZIG SIM', device) : null,
};
