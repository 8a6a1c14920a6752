import { WebSocket } from 'ws';
import { decodePicture } from '#contracts/frames';
import type { RungName } from '#contracts/status';
import { FRAME, WIRE_VERSION } from '#contracts/wire';
import { wallMs } from './stats.ts';

/** A painted picture as it came over the wire. Times are Unix milliseconds, as show time is on this machine. */
export interface HeardPicture {
  readonly atMs: number;
  readonly cameMs: number;
  readonly rung: RungName;
  readonly cut: boolean;
}

/** A display without a canvas: it takes pictures as fast as a good one, and keeps when each came. */
export interface HeardFilm {
  readonly pictures: readonly HeardPicture[];
  close(): void;
}

const ACK_MS = 100;
const AGAIN_MS = 300;

/** Joins as the display `id` and joins again when it is cut off. */
export const hearFilm = (url: string, id: string): HeardFilm => {
  const pictures: HeardPicture[] = [];
  let isClosed = false;
  let socket: WebSocket;

  const join = (): void => {
    let ackedMs = 0;
    const ws = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    socket = ws;
    ws.on('open', () =>
      ws.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'stage', id })),
    );
    ws.on('message', (data: Buffer, isBinary) => {
      if (!isBinary || data[0] !== FRAME.picture) return;
      const cameMs = wallMs();
      const picture = decodePicture(data);
      if (!picture) return;
      const { atMs, rung, cut, seq } = picture;
      pictures.push({ atMs, cameMs, rung, cut });
      if (cameMs - ackedMs < ACK_MS) return;
      ackedMs = cameMs;
      const seen = { seq: 0, frames: pictures.length, fps: 60, rung, picture: seq, lines: 90 };
      ws.send(JSON.stringify({ t: 'ack', ...seen }));
    });
    ws.on('error', () => {});
    ws.on('close', () => {
      if (!isClosed) setTimeout(join, AGAIN_MS);
    });
  };
  join();
  return {
    pictures,
    close() {
      isClosed = true;
      socket.close();
    },
  };
};

/** How a film went on from a time: what is missing in it, and how long a display had nothing newer to show. */
export interface Gap {
  /** Time between two pictures as it was just before, milliseconds. */
  readonly periodMs: number;
  /** Pictures that are missing in the longest gap, and how many were in the four seconds before, when all was well. */
  readonly missing: number;
  readonly missingBefore: number;
  /** The longest that a display 150 ms behind had passed its newest picture, milliseconds. */
  readonly heldMs: number;
  /** Until the first picture that is not of the engine; null: none came. */
  readonly stoodInMs: number | null;
}

const DELAY_MS = 150;
/** Time between two pictures where too few came before to tell. */
const DUE_MS = 1000 / 30;
const BEFORE_MS = 4000;

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const missingIn = (steps: readonly number[], periodMs: number): number =>
  Math.max(0, Math.round(Math.max(0, ...steps) / periodMs) - 1);

/**
 * The film within `forMs` of a time. The end of that time closes it: a film that stops is a gap up to there.
 */
export const gapAfter = (all: readonly HeardPicture[], fromMs: number, forMs: number): Gap => {
  const stepsOf = (list: readonly HeardPicture[]): number[] =>
    list.slice(1).map(({ atMs }, i) => atMs - (list[i]?.atMs ?? 0));
  const before = all.filter(({ cameMs }) => cameMs > fromMs - BEFORE_MS && cameMs <= fromMs);
  const after = all.filter(({ cameMs }) => cameMs > fromMs && cameMs <= fromMs + forMs);
  const last = before.at(-1);
  const whole = last ? [last, ...after] : after;
  const periodMs = before.length > 2 ? medianOf(stepsOf(before)) : DUE_MS;
  const toMs = fromMs + forMs;
  // The newest picture may still be on its way when the time is over.
  const newest = whole.at(-1)?.atMs ?? fromMs;
  const steps = [...stepsOf(whole), Math.max(0, toMs - DELAY_MS - newest)];
  const shown = [...whole.slice(1).map(({ cameMs }) => cameMs), toMs];
  const held = shown.map((untilMs, i) =>
    Math.max(0, untilMs - DELAY_MS - (whole[i]?.atMs ?? fromMs)),
  );
  const other = after.find(({ rung }) => rung !== 'engine');
  return {
    periodMs,
    missing: missingIn(steps, periodMs),
    missingBefore: missingIn(stepsOf(before), periodMs),
    heldMs: Math.max(0, ...held),
    stoodInMs: other ? other.cameMs - fromMs : null,
  };
};
