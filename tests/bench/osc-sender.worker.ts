import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { encodeMessage } from '../../conductor/control/osc/encode.ts';

/** What the parent asks for: argv after the script. */
const [port = 0, perS = 0, seconds = 0, goEvery = 1] = process.argv.slice(2).map(Number);

/** What is told at the end. Times are of the monotonic clock, which all processes of a machine share. */
export interface SenderReport {
  readonly sent: number;
  readonly gos: readonly number[];
  readonly seconds: number;
}

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
const wave = (i: number, by: number): number => 800 + 20 * Math.sin(i / by);
const EEG = Array.from({ length: 64 }, (_, i) =>
  encodeMessage({
    address: '/muse/eeg',
    types: 'ffff',
    args: [7, 11, 13, 17].map((p) => wave(i, p)),
  }),
);
const ACC = encodeMessage({ address: '/muse/acc', types: 'fff', args: [0.1, -0.9, 0.3] });
const GO = encodeMessage({ address: '/yeoun/cue/go', types: 'i', args: [1] });

const socket = createSocket('udp4');
socket.connect(port, '127.0.0.1');
await once(socket, 'connect');

const total = Math.round(perS * seconds);
const gos: number[] = [];
let sent = 0;
const startMs = monotonicMs();

/** Catches up with the pace, then sleeps for the shortest time a timer has. */
const pump = (): void => {
  const due = Math.min(total, Math.floor(((monotonicMs() - startMs) * perS) / 1000));
  for (; sent < due; sent++) {
    if (sent % goEvery === goEvery - 1) {
      gos.push(monotonicMs());
      socket.send(GO);
    } else socket.send(sent % 8 === 0 ? ACC : (EEG[sent % EEG.length] ?? ACC));
  }
  if (sent < total) setTimeout(pump, 1);
  else finish();
};

const finish = (): void => {
  const report: SenderReport = { sent, gos, seconds: (monotonicMs() - startMs) / 1000 };
  process.send?.(report, () => {
    socket.close();
    process.disconnect();
  });
};
pump();
