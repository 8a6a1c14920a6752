import { WebSocket } from 'ws';
import { decodeState } from '#contracts/frames';
import { FRAME, type StageShow, WIRE_VERSION } from '#contracts/wire';
import { wallMs } from './stats.ts';

/** A display that draws nothing: when each change of the running cue came over its wire. */
export interface CueEar {
  readonly heard: readonly number[];
  close(): void;
}

export const cueEar = async (url: string): Promise<CueEar> => {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/ws`);
  ws.binaryType = 'nodebuffer';
  const heard: number[] = [];
  let show: StageShow | null = null;
  let cue: string | null | undefined;
  ws.on('message', (data: Buffer, isBinary) => {
    const atMs = wallMs();
    if (!isBinary) {
      const message = JSON.parse(String(data)) as { t: string; show?: StageShow };
      if (message.t === 'show' && message.show) show = message.show;
      return;
    }
    if (data[0] !== FRAME.state || !show) return;
    const state = decodeState(data, show);
    if (!state) return;
    if (cue !== undefined && state.cue !== cue) heard.push(atMs);
    cue = state.cue;
    const ack = { t: 'ack', seq: state.seq, frames: 0, fps: 60, rung: 'local' };
    if (state.seq % 30 === 0) ws.send(JSON.stringify(ack));
  });
  await new Promise<void>((done, fail) => ws.once('open', done).once('error', fail));
  ws.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'stage', id: 'ear' }));
  return { heard, close: () => ws.terminate() };
};
