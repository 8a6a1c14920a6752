import { WebSocket } from 'ws';
import { encodeSamples } from '#contracts/frames';
import { KEYPOINTS } from '#contracts/sensor';
import { WIRE_VERSION } from '#contracts/wire';

/**
 * Dancers in a process of their own, each a sensor page with six streams: keypoints 30 Hz, acceleration and
 * rotation 50 Hz, ECG 130 Hz, breath 25 Hz, skin conductance 4 Hz, sent in blocks as devices do.
 */
const [url = '', count = '6'] = process.argv.slice(2);

interface Line {
  readonly name: string;
  readonly kind: string;
  readonly channels: readonly string[];
  readonly rateHz: number;
  /** Blocks a second, frames a block. */
  readonly blocksHz: number;
  value(s: number, channel: number): number;
}

const xyz = ['x', 'y', 'z'];
const beat = (s: number): number => (s % 0.85 < 0.02 ? 1 : 0.05 * Math.sin(7 * s));
const LINES: readonly Line[] = [
  {
    name: 'pose',
    kind: 'pose',
    channels: KEYPOINTS.flatMap((k) => [`${k}.x`, `${k}.y`, `${k}.c`]),
    rateHz: 0,
    blocksHz: 30,
    value: (s, c) =>
      c % 3 === 2 ? 0.9 : 0.5 + 0.2 * Math.sin(s * (1 + (c % 7) / 5) + c) * (c % 3 === 0 ? 0.6 : 1),
  },
  {
    name: 'acc',
    kind: 'acc',
    channels: xyz,
    rateHz: 50,
    blocksHz: 25,
    value: (s, c) => (c === 1 ? 9.8 : 0) + 3 * Math.sin(9 * s + c),
  },
  {
    name: 'gyro',
    kind: 'gyro',
    channels: xyz,
    rateHz: 50,
    blocksHz: 25,
    value: (s, c) => Math.sin(8 * s + c),
  },
  { name: 'ecg', kind: 'ecg', channels: ['ecg'], rateHz: 130, blocksHz: 10, value: beat },
  {
    name: 'resp',
    kind: 'resp',
    channels: ['resp'],
    rateHz: 25,
    blocksHz: 5,
    value: (s) => Math.sin(1.6 * s),
  },
  {
    name: 'eda',
    kind: 'eda',
    channels: ['eda'],
    rateHz: 4,
    blocksHz: 2,
    value: (s) => 4 + 0.3 * Math.sin(s / 9),
  },
];

const framesOf = (line: Line): number => Math.max(1, Math.round(line.rateHz / line.blocksHz));

const dancer = (i: number): void => {
  const ws = new WebSocket(url);
  let seq = 0;
  const send = (line: Line, handle: number): void => {
    if (ws.readyState !== ws.OPEN) return;
    const frames = framesOf(line);
    const channels = line.channels.length;
    const nowMs = performance.timeOrigin + performance.now();
    const data = Float32Array.from({ length: frames * channels }, (_, k) => {
      const behindS = line.rateHz > 0 ? (frames - 1 - Math.floor(k / channels)) / line.rateHz : 0;
      return line.value(nowMs / 1000 - behindS + i, k % channels);
    });
    ws.send(encodeSamples({ handle, seq: seq++, atMs: nowMs, channels, data }));
  };
  ws.on('open', () => {
    ws.send(
      JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'sensor', id: `dancer-${i}` }),
    );
    ws.send(
      JSON.stringify({
        t: 'announce',
        source: 'body',
        device: 'other',
        body: `body-${i}`,
        label: { en: `body ${i}`, ko: `몸 ${i}` },
        streams: LINES.map(({ name, kind, channels, rateHz }, handle) => ({
          name,
          kind,
          channels,
          rateHz,
          handle,
        })),
      }),
    );
    for (const [handle, line] of LINES.entries())
      setInterval(() => send(line, handle), 1000 / line.blocksHz);
    process.send?.({ t: 'joined' });
  });
};

process.on('disconnect', () => process.exit(0));
for (let i = 0; i < Number(count); i++) dancer(i);
