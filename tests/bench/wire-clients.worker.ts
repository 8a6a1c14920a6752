import { WebSocket } from 'ws';
import { FRAME, WIRE_VERSION } from '#contracts/wire';

/**
 * A hundred displays in a process of their own: joins, acknowledges twice a second as pages do, and keeps how
 * long each frame took since the time written in it. That time is the machine's monotonic clock, which all
 * its processes share.
 */
const [url = '', count = '1', type = '1'] = process.argv.slice(2);
const delays: number[] = [];
let measuring = false;
let joined = 0;

const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

const display = (i: number): void => {
  const ws = new WebSocket(url);
  let seq = 0;
  let frames = 0;
  ws.on('open', () =>
    ws.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'stage', id: `wall-${i}` })),
  );
  ws.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return;
    if (data[0] === Number(type) && measuring) delays.push(nowMs() - data.readDoubleLE(8));
    if (data[0] !== FRAME.state) return;
    if (frames++ === 0 && ++joined === Number(count)) process.send?.({ t: 'ready' });
    seq = data.readUInt32LE(4);
    if (frames % 30 === 0)
      ws.send(JSON.stringify({ t: 'ack', seq, frames, fps: 60, rung: 'local' }));
  });
};

process.on('message', (message) => {
  if (message === 'measure') measuring = true;
  if (message === 'stop') process.send?.({ t: 'delays', delays }, () => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
for (let i = 0; i < Number(count); i++) display(i);
