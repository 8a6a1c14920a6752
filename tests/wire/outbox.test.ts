import { describe, expect, it } from 'vitest';
import { encodeState, keepCut } from '#contracts/frames';
import { BLOCKED_BYTES, outbox } from '../../conductor/wire/outbox.ts';
import { SHOW, stateAt } from './support.ts';

const blockable = () => {
  const sent: string[] = [];
  const socket = { unsent: 0, nowMs: 0 };
  const out: (() => void)[] = [];
  const box = outbox({
    send(data, done) {
      sent.push(String(data));
      if (done) out.push(done);
    },
    unsent: () => socket.unsent,
    nowMs: () => socket.nowMs,
  });
  return { sent, socket, box, out };
};

describe('outbox', () => {
  it('WIRE-9 sends at once while the socket has room', () => {
    const { box, sent } = blockable();
    box.offer('state', 'a');
    box.offer('state', 'b');
    expect(sent).toEqual(['a', 'b']);
    expect(box).toMatchObject({ sent: 2, dropped: 0 });
  });

  it('WIRE-9 keeps the newest of each kind while blocked, and sends them when there is room', () => {
    const { box, sent, socket } = blockable();
    socket.unsent = BLOCKED_BYTES + 1;
    for (const n of [1, 2, 3]) box.offer('state', `s${n}`);
    box.offer('move:a', 'm1');
    box.offer('move:a', 'm2');
    box.offer('move:b', 'n1');
    expect(sent).toEqual([]);
    expect(box.dropped).toBe(3);
    socket.unsent = 0;
    box.drained();
    expect(sent).toEqual(['s3', 'm2', 'n1']);
  });

  it('WIRE-9 does not grow, whatever comes', () => {
    const { box, sent, socket } = blockable();
    socket.unsent = BLOCKED_BYTES + 1;
    for (let i = 0; i < 10_000; i++) box.offer(`kind ${i}`, 'x');
    expect(box.dropped).toBe(10_000 - 64);
    socket.unsent = 0;
    box.drained();
    expect(sent).toHaveLength(64);
  });

  it('WIRE-9 a replaced cut stays a cut', () => {
    const cut = encodeState(stateAt(1, 1, { cut: true }), SHOW);
    const next = encodeState(stateAt(2, 2), SHOW);
    expect(keepCut(cut, next)).toEqual(encodeState(stateAt(2, 2, { cut: true }), SHOW));
    expect(keepCut(next, next)).toBe(next);
    expect(next).toEqual(encodeState(stateAt(2, 2), SHOW));
  });

  it('WIRE-42 holds two pictures at most: one on its way and the newest', () => {
    const { box, sent, out } = blockable();
    for (const n of [1, 2, 3]) box.picture(Buffer.from(`p${n}`));
    expect(sent).toEqual(['p1']);
    expect(box.dropped).toBe(1);
    out.shift()?.();
    expect(sent).toEqual(['p1', 'p3']);
    out.shift()?.();
    box.picture(Buffer.from('p4'));
    expect(sent).toEqual(['p1', 'p3', 'p4']);
  });

  it('WIRE-42 sends everything else before a picture that waits, and nothing behind one on its way', () => {
    const { box, sent, socket, out } = blockable();
    box.picture(Buffer.from('p1'));
    socket.unsent = 100_000;
    box.picture(Buffer.from('p2'));
    for (const n of [1, 2]) box.offer('state', `s${n}`);
    box.offer('move:a', 'm1');
    expect(sent).toEqual(['p1']);
    socket.unsent = 0;
    out.shift()?.();
    expect(sent).toEqual(['p1', 's2', 'm1', 'p2']);
  });

  it('WIRE-10 counts the time in which not even a picture went out', () => {
    const { box, socket, out } = blockable();
    box.picture(Buffer.from('p1'));
    socket.unsent = 100_000;
    socket.nowMs = 1000;
    box.picture(Buffer.from('p2'));
    expect(box.blockedMs(31_000)).toBe(30_000);
    socket.unsent = 0;
    out.shift()?.();
    expect(box.blockedMs(32_000)).toBe(0);
  });

  it('WIRE-10 knows for how long nothing went out', () => {
    const { box, socket } = blockable();
    socket.unsent = BLOCKED_BYTES + 1;
    socket.nowMs = 1000;
    box.offer('state', 'a');
    expect(box.blockedMs(31_000)).toBe(30_000);
    socket.unsent = 0;
    box.drained();
    expect(box.blockedMs(32_000)).toBe(0);
  });
});
