import { frameType, HEAD, head, plain, putFloats, text, viewOf } from './frame-bytes.ts';
import {
  type ExpectedPoint,
  MAX_POINTS,
  type MovementFrame,
  type MovementPoint,
} from './movement.ts';
import { FRAME } from './wire.ts';

/** After the head: energy, jerk, dx, dy, surprise; length of the id, recorded, how far ahead it is expected, a byte of nothing. */
const MOVE_BYTES = 24;
const POINT_BYTES = 24;
/** After the points, where anything is expected: x, y, confidence of each. */
const EXPECTED_BYTES = 12;
/** How far ahead is told in fiftieths of a second; 0: nothing is expected. */
const AHEAD_HZ = 50;

const aheadOf = ({ expected, points }: MovementFrame): number =>
  expected && points.length > 0 && expected.points.length === points.length
    ? Math.min(255, Math.max(1, Math.round(expected.inS * AHEAD_HZ)))
    : 0;

/** Encodes one movement frame; `seq` counts per body. At most MAX_POINTS points are carried. */
export const encodeMovement = (frame: MovementFrame, seq: number): Uint8Array => {
  const id = text.encode(frame.bodyId);
  const points = frame.points.slice(0, MAX_POINTS);
  const ahead = aheadOf(frame);
  const expectedAt = HEAD + MOVE_BYTES + points.length * POINT_BYTES;
  const idAt = expectedAt + (ahead > 0 ? points.length * EXPECTED_BYTES : 0);
  const bytes = new Uint8Array(idAt + id.length);
  const view = viewOf(bytes);
  head(view, FRAME.movement, points.length, seq, frame.atMs);
  putFloats(view, HEAD, [frame.energy, frame.jerk, frame.dx, frame.dy, frame.surprise]);
  view.setUint8(HEAD + 20, id.length);
  view.setUint8(HEAD + 21, frame.recorded ? 1 : 0);
  view.setUint8(HEAD + 22, ahead);
  points.forEach((p, i) => {
    const at = HEAD + MOVE_BYTES + i * POINT_BYTES;
    putFloats(view, at, [p.x, p.y, p.vx, p.vy, p.confidence, p.surprise]);
  });
  if (ahead > 0)
    frame.expected?.points.slice(0, MAX_POINTS).forEach((p, i) => {
      putFloats(view, expectedAt + i * EXPECTED_BYTES, [p.x, p.y, p.confidence]);
    });
  bytes.set(id, idAt);
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
  const ahead = view.getUint8(HEAD + 22);
  const expectedAt = HEAD + MOVE_BYTES + count * POINT_BYTES;
  const idAt = expectedAt + (ahead > 0 ? count * EXPECTED_BYTES : 0);
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
  const expectedPoint = (i: number): ExpectedPoint => {
    const at = expectedAt + i * EXPECTED_BYTES;
    return { x: f(at), y: f(at + 4), confidence: f(at + 8) };
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
      ...(ahead > 0 && {
        expected: {
          inS: ahead / AHEAD_HZ,
          points: Array.from({ length: count }, (_, i) => expectedPoint(i)),
        },
      }),
    },
  };
};
