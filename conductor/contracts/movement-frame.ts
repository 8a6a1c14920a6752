import { frameType, HEAD, head, plain, putFloats, text, viewOf } from './frame-bytes.ts';
import { MAX_POINTS, type MovementFrame, type MovementPoint } from './movement.ts';
import { FRAME } from './wire.ts';

/** After the head: energy, jerk, dx, dy, surprise; length of the id, recorded, two bytes of nothing. */
const MOVE_BYTES = 24;
const POINT_BYTES = 24;

/** Encodes one movement frame; `seq` counts per body. At most MAX_POINTS points are carried. */
export const encodeMovement = (frame: MovementFrame, seq: number): Uint8Array => {
  const id = text.encode(frame.bodyId);
  const points = frame.points.slice(0, MAX_POINTS);
  const bytes = new Uint8Array(HEAD + MOVE_BYTES + points.length * POINT_BYTES + id.length);
  const view = viewOf(bytes);
  head(view, FRAME.movement, points.length, seq, frame.atMs);
  putFloats(view, HEAD, [frame.energy, frame.jerk, frame.dx, frame.dy, frame.surprise]);
  view.setUint8(HEAD + 20, id.length);
  view.setUint8(HEAD + 21, frame.recorded ? 1 : 0);
  points.forEach((p, i) => {
    const at = HEAD + MOVE_BYTES + i * POINT_BYTES;
    putFloats(view, at, [p.x, p.y, p.vx, p.vy, p.confidence, p.surprise]);
  });
  bytes.set(id, HEAD + MOVE_BYTES + points.length * POINT_BYTES);
  return bytes;
};

/** Reads a movement frame with its sequence number. */
export const decodeMovement = (
  bytes: ArrayBufferView,
): { seq: number; frame: MovementFrame } | null => {
  if (frameType(bytes) !== FRAME.movement || bytes.byteLength < HEAD + MOVE_BYTES) return null;
  const view = viewOf(bytes);
  const count = view.getUint16(2, true);
  const idLength = view.getUint8(HEAD + 20);
  const idAt = HEAD + MOVE_BYTES + count * POINT_BYTES;
  if (count > MAX_POINTS || bytes.byteLength !== idAt + idLength) return null;
  const f = (at: number) => view.getFloat32(at, true);
  const point = (i: number): MovementPoint => {
    const at = HEAD + MOVE_BYTES + i * POINT_BYTES;
    return {
      x: f(at),
      y: f(at + 4),
      vx: f(at + 8),
      vy: f(at + 12),
      confidence: f(at + 16),
      surprise: f(at + 20),
    };
  };
  return {
    seq: view.getUint32(4, true),
    frame: {
      bodyId: plain.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + idAt, idLength)),
      atMs: view.getFloat64(8, true),
      energy: f(HEAD),
      jerk: f(HEAD + 4),
      dx: f(HEAD + 8),
      dy: f(HEAD + 12),
      surprise: f(HEAD + 16),
      recorded: view.getUint8(HEAD + 21) === 1,
      points: Array.from({ length: count }, (_, i) => point(i)),
    },
  };
};
