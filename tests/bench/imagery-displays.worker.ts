import { WebSocket } from 'ws';
import { FRAME, WIRE_VERSION } from '#contracts/wire';

/**
 * Displays in a process of their own that take pictures as pages do: they acknowledge the newest ten times a second,
 * and keep how long each took since the time written in it, the machine's monotonic clock that all its processes
 * share.
 */
const [url = '', count = '1', lines = '1080'] = process.argv.slice(2);
const delays: number[] = [];
const bytes: number[] = [];
const missed: number[] = [];
let measuring = false;
let joined = 0;

const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

const display = (i: number): void => {
  const ws = new WebSocket(url);
  let frames = 0;
  let last = -1;
  let ackedMs = 0;
  ws.on('open', () =>
    ws.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'stage', id: `wall-${i}` })),
  );
  const ack = (picture: number): void => {
    ackedMs = nowMs();
    const seen = { seq: 0, frames, fps: 60, rung: 'engine', picture, lines: Number(lines) };
    ws.send(JSON.stringify({ t: 'ack', ...seen }));
  };
  ws.on('message', (data: Buffer, isBinary) => {
    if (!isBinary || data[0] !== FRAME.picture) return;
    if (frames++ === 0 && ++joined === Number(count)) process.send?.({ t: 'ready' });
    const seq = data.readUInt32LE(4);
    if (measuring) {
      delays.push(nowMs() - data.readDoubleLE(8));
      bytes.push(data.length);
      missed.push(last < 0 ? 0 : seq - last - 1);
    }
    last = seq;
    if (nowMs() - ackedMs >= 100) ack(seq);
  });
};

process.on('message', (message) => {
  if (message === 'measure') measuring = true;
  if (message === 'stop')
    process.send?.({ t: 'seen', delays, bytes, missed }, () => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
for (let i = 0; i < Number(count); i++) display(i);
