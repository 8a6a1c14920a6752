import { describe, expect, it } from 'vitest';
import { encodePicture, encodeState } from '#contracts/frames';
import type { PictureFrame } from '#contracts/picture';
import { connectStage } from '../../../stage-display/net/index.ts';
import { pictureInbox } from '../../../stage-display/net/pictures.ts';
import { SHOW, stateAt } from '../../wire/support.ts';
import { fakeNet } from './support.ts';

const T0 = 1_700_000_000_000;
const DELAY_MS = 150;
const FRAME_MS = 1000 / 30;

const pictureOf = (seq: number, atMs: number, more: Partial<PictureFrame> = {}): PictureFrame => ({
  seq,
  atMs,
  seed: 7,
  rung: 'engine',
  engine: 'dream',
  cut: false,
  width: 256,
  height: 256,
  hasRelief: true,
  format: 'jpeg',
  bytes: Uint8Array.from([0xff, 0xd8, seq & 255]),
  ...more,
});

/** An inbox whose decoder answers when the test says; counts what is open. */
const inboxOf = () => {
  const open = new Set<number>();
  const waiting: (() => void)[] = [];
  const asked: number[] = [];
  const inbox = pictureInbox((picture) => {
    asked.push(picture.seq);
    return new Promise((resolve, reject) => {
      waiting.push(() => {
        if (picture.bytes[2] === 13) return reject(new Error('broken'));
        open.add(picture.seq);
        resolve({ close: () => void open.delete(picture.seq) } as unknown as ImageBitmap);
      });
    });
  });
  const decode = async (): Promise<void> => {
    while (waiting.length > 0) {
      waiting.shift()?.();
      for (let i = 0; i < 6; i++) await Promise.resolve();
    }
  };
  return { inbox, open, asked, decode };
};

describe('the picture inbox', () => {
  it('WIRE-45 shows pictures at their time, 150 ms behind, blended with their neighbour', async () => {
    const { inbox, decode } = inboxOf();
    expect(inbox.at(T0)).toBeNull();
    for (let i = 1; i <= 3; i++) inbox.push(pictureOf(i, T0 + i * 40), T0 + i * 40 + 20);
    await decode();
    // Two were in the decoder and the third waited.
    await decode();
    const pair = inbox.at(T0 + 60 + DELAY_MS);
    expect([pair?.from.seq, pair?.to.seq]).toEqual([1, 2]);
    expect(pair?.blend).toBeCloseTo(0.5);
    expect(inbox.seen()).toBe(2);
    expect(inbox.at(T0 + 90 + DELAY_MS)?.blend).toBeCloseTo(0.25);
  });

  it('WIRE-45 two displays that hear at different times are in step', async () => {
    const shows = async (lateMs: number): Promise<number[]> => {
      const { inbox, decode } = inboxOf();
      const seen: number[] = [];
      for (let i = 0; i < 60; i++) {
        inbox.push(pictureOf(i + 1, T0 + i * FRAME_MS), T0 + i * FRAME_MS + lateMs);
        await decode();
        const pair = inbox.at(T0 + i * FRAME_MS + lateMs);
        if (i > 30 && pair) {
          const atMs = pair.from.atMs + (pair.to.atMs - pair.from.atMs) * pair.blend;
          seen.push(T0 + i * FRAME_MS + lateMs - atMs);
        }
      }
      return seen;
    };
    for (const behind of [...(await shows(5)), ...(await shows(90))])
      expect(behind).toBeCloseTo(DELAY_MS, 0);
  });

  it('WIRE-41 a cut in a picture that was decoded and passed over is still asked for', async () => {
    // A display that draws every 50 ms, from a film at 30 a second with a cut in each of its pictures in turn.
    for (let cutAt = 8; cutAt < 14; cutAt++) {
      const { inbox, decode } = inboxOf();
      const cuts: number[] = [];
      let i = 1;
      for (let ms = 0; ms < 1000; ms += 50) {
        for (; i * FRAME_MS <= ms; i++)
          inbox.push(pictureOf(i, T0 + i * FRAME_MS, { cut: i === cutAt }), T0 + i * FRAME_MS);
        await decode();
        const from = inbox.at(T0 + ms)?.from;
        if (from?.cut) cuts.push(from.seq);
      }
      expect(cuts.length, `cut in ${cutAt}`).toBeGreaterThan(0);
      expect(cuts[0]).toBeGreaterThanOrEqual(cutAt);
      expect(cuts[0]).toBeLessThanOrEqual(cutAt + 2);
    }
  });

  it('WIRE-45 decodes the newest of those that come too fast, closes what it lets go, and keeps little', async () => {
    const { inbox, decode, asked, open } = inboxOf();
    for (let i = 1; i <= 10; i++) inbox.push(pictureOf(i, T0 + i * FRAME_MS), T0 + 400);
    expect(asked).toEqual([1, 2]);
    await decode();
    expect(asked).toEqual([1, 2, 10]);
    for (let i = 11; i <= 200; i++) {
      inbox.push(pictureOf(i, T0 + i * FRAME_MS), T0 + i * FRAME_MS);
      await decode();
    }
    expect(open.size).toBeLessThanOrEqual(16);
    inbox.at(T0 + 200 * FRAME_MS + 500);
    expect([...open]).toEqual([200]);
    inbox.close();
    expect(open.size).toBe(0);
  });

  it('WIRE-45 drops what comes twice or late, also over the end of 32 bits; a new conductor counts anew', () => {
    const { inbox } = inboxOf();
    expect(inbox.push(pictureOf(0xffff_ffff, T0), T0)).toBe(true);
    expect(inbox.push(pictureOf(0, T0 + 33), T0 + 33)).toBe(true);
    expect(inbox.push(pictureOf(0, T0 + 33), T0 + 34)).toBe(false);
    expect(inbox.push(pictureOf(0xffff_fff0, T0 + 50), T0 + 50)).toBe(false);
    inbox.restart();
    expect(inbox.push(pictureOf(1, T0 + 60), T0 + 60)).toBe(true);
  });

  it('a picture that cannot be read is let go', async () => {
    const { inbox, decode } = inboxOf();
    inbox.push(pictureOf(13, T0), T0);
    inbox.push(pictureOf(14, T0 + 33), T0 + 33);
    await decode();
    expect(inbox.at(T0 + 33 + DELAY_MS)?.to.seq).toBe(14);
  });

  it('WIRE-45 holds the last picture, and rises out of it after a gap, without a step', async () => {
    const { inbox, decode, open } = inboxOf();
    inbox.push(pictureOf(1, T0), T0);
    await decode();
    expect(inbox.at(T0 + 5000)).toMatchObject({ blend: 0, ageMs: 5000, from: { seq: 1 } });
    const shares: number[] = [];
    for (let ms = 5000; ms < 6500; ms += FRAME_MS) {
      inbox.push(pictureOf(2 + Math.round(ms), T0 + ms), T0 + ms);
      await decode();
      const pair = inbox.at(T0 + ms + 20);
      if (pair?.from.seq === 1) shares.push(pair.blend);
    }
    expect(shares.length).toBeGreaterThan(15);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares.slice(1).map((k, i) => k - (shares[i] ?? 0)))).toBeLessThan(0.1);
    expect(open.has(1)).toBe(false);
  });

  it('WIRE-41 never blends over a cut', async () => {
    const { inbox, decode } = inboxOf();
    inbox.push(pictureOf(1, T0), T0);
    inbox.push(pictureOf(2, T0 + 40, { cut: true }), T0 + 40);
    await decode();
    expect(inbox.at(T0 + 39 + DELAY_MS)).toMatchObject({ blend: 0, to: { seq: 1 } });
    expect(inbox.at(T0 + 41 + DELAY_MS)).toMatchObject({ blend: 0, to: { seq: 2, cut: true } });
  });
});

describe('a display and its pictures', () => {
  const setUp = () => {
    const net = fakeNet();
    const link = connectStage({
      url: 'ws://x/ws',
      id: 'wall',
      timing: net.timing,
      open: net.open,
      decode: async () => ({ close() {} }) as unknown as ImageBitmap,
    });
    net.join();
    net.say({ t: 'show', show: SHOW });
    net.give(encodeState(stateAt(1, net.clock.nowMs()), SHOW));
    const acks = () =>
      (net.sockets[0]?.sent ?? [])
        .map((data) => JSON.parse(String(data)) as { t: string; picture?: number; lines?: number })
        .filter(({ t }) => t === 'ack');
    return { net, link, acks };
  };

  it('WIRE-43 acknowledges what is on its canvas up to ten times a second, and nothing that is not drawn', async () => {
    const { net, link, acks } = setUp();
    link.ack({ frames: 1, fps: 60, rung: 'local', lines: 1080 });
    expect(acks()).toEqual([{ t: 'ack', seq: 1, frames: 1, fps: 60, rung: 'local', lines: 1080 }]);
    const play = async (draws: boolean) => {
      for (let i = 0; i < 60; i++) {
        net.clock.advance(FRAME_MS);
        net.give(encodePicture(pictureOf(seq++, net.clock.nowMs())));
        for (let k = 0; k < 6; k++) await Promise.resolve();
        if (draws) link.pictures(link.nowMs());
      }
    };
    let seq = 1;
    await play(false);
    expect(acks()).toHaveLength(1);
    expect(link.pictureRung(link.nowMs())).toBeNull();
    await play(true);
    const many = acks().length - 1;
    expect(many).toBeGreaterThanOrEqual(14);
    expect(many).toBeLessThanOrEqual(21);
    expect(acks().at(-1)?.picture).toBeGreaterThan(seq - 12);
    expect(acks().at(-1)?.lines).toBe(1080);
    expect(link.pictureRung(link.nowMs())).toBe('engine');
    link.close();
  });

  it('WIRE-46 says that the film is stale two seconds after its newest picture, though it is still drawn', async () => {
    const { net, link } = setUp();
    const draw = (seconds: number): void => {
      for (let ms = 0; ms < seconds * 1000; ms += FRAME_MS) {
        net.clock.advance(FRAME_MS);
        link.pictures(link.nowMs());
      }
    };
    const give = async (seq: number): Promise<void> => {
      net.give(encodePicture(pictureOf(seq, net.clock.nowMs())));
      for (let k = 0; k < 6; k++) await Promise.resolve();
    };
    await give(1);
    draw(1.9);
    expect(link.pictureRung(link.nowMs())).toBe('engine');
    draw(0.2);
    expect(link.pictures(link.nowMs())).not.toBeNull();
    expect(link.pictureRung(link.nowMs())).toBeNull();
    await give(2);
    draw(0.2);
    expect(link.pictureRung(link.nowMs())).toBe('engine');
    // Frozen, it is asked to stand.
    net.give(encodeState(stateAt(2, net.clock.nowMs(), { frozen: true }), SHOW));
    draw(5);
    expect(link.pictureRung(link.nowMs())).toBe('engine');
    link.close();
  });

  it('WIRE-45 two displays whose clocks and roads differ show the same pictures at the same show time', async () => {
    /** What a display shows at each show time; its clock is `aheadMs` behind the conductor's, its road `lateMs` long. */
    const shown = async (aheadMs: number, lateMs: number, hz: number) => {
      const startMs = T0 - aheadMs;
      const net = fakeNet(startMs);
      const link = connectStage({
        url: 'ws://x/ws',
        id: 'wall',
        timing: net.timing,
        open: net.open,
        decode: async () => ({ close() {} }) as unknown as ImageBitmap,
      });
      net.join(aheadMs);
      const seen = new Map<number, number>();
      let seq = 0;
      const end = T0 + 3000;
      for (let ms = 0; net.clock.nowMs() + aheadMs < end; ms += 1000 / hz) {
        net.clock.advanceTo(startMs + ms);
        const showMs = link.showMs(link.nowMs());
        while (T0 + seq * FRAME_MS + lateMs <= showMs + 1e-6) {
          net.give(encodePicture(pictureOf(seq + 1, T0 + seq * FRAME_MS)));
          for (let k = 0; k < 6; k++) await Promise.resolve();
          seq++;
        }
        const pair = link.pictures(link.nowMs());
        if (pair && ms > 1000)
          seen.set(
            Math.round(showMs - T0),
            pair.from.seq + (pair.to.seq - pair.from.seq) * pair.blend,
          );
      }
      link.close();
      return seen;
    };
    const near = await shown(0, 4, 100);
    const far = await shown(83_000, 90, 50);
    const both = [...far.keys()].filter((ms) => near.has(ms));
    expect(both.length).toBeGreaterThan(50);
    const apart = both.map((ms) => Math.abs((far.get(ms) ?? 0) - (near.get(ms) ?? 0)));
    // In pictures: a tenth of one is 3 ms.
    expect(Math.max(...apart)).toBeLessThan(0.1);
  });
});
