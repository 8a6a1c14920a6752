import type { OscSender, SenderAddress } from '../route.ts';
import { axes, first, lookUp } from './common.ts';

/**
 * phyphox itself sends HTTP and MQTT, no OSC (phyphox.org/wiki, Network Connections). Scripts that pass it on
 * by OSC put the names of its buffers behind `/phyphox/`: accX, gyrY ... one axis each, or three at once.
 * phyphox measures in m/s^2 and rad/s; `lin` is acceleration without gravity.
 */
const ADDRESSES: Readonly<Record<string, SenderAddress>> = {
  acc: { stream: 'acc', kind: 'acc', read: first(3) },
  lin: { stream: 'lin', kind: 'acc', read: first(3) },
  gyr: { stream: 'gyro', kind: 'gyro', read: first(3) },
  ...axes(['accX', 'accY', 'accZ'], { stream: 'acc', kind: 'acc' }),
  ...axes(['linX', 'linY', 'linZ'], { stream: 'lin', kind: 'acc' }),
  ...axes(['gyrX', 'gyrY', 'gyrZ'], { stream: 'gyro', kind: 'gyro' }),
};

export const phyphox: OscSender = {
  name: 'phyphox',
  help: '/phyphox/{acc lin gyr accX linX gyrX ...} (phyphox sends no OSC itself: a script that passes its buffers on)',
  meaningOf: ([root, tag = '', ...more]) =>
    root === 'phyphox' && more.length === 0 ? lookUp(ADDRESSES, tag, 'phyphox', 'phyphox') : null,
};
