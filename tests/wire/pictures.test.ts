import { describe, expect, it } from 'vitest';
import { decodePicture } from '#contracts/frames';
import type { PictureFrame } from '#contracts/picture';
import { FRAME } from '#contracts/wire';
import type { Outbox } from '../../conductor/wire/outbox.ts';
import {
  freshPace,
  PICTURE_RATE,
  type PicturePace,
  pictureAcked,
  pictureSent,
  takesLarge,
  takesPicture,
} from '../../conductor/wire/picture-pace.ts';
import { pictures } from '../../conductor/wire/pictures.ts';
import { joinedClient, openDoor } from './support.ts';

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

const FRAME_MS = 1000 / 30;

/** A display that is sent every picture it takes at 30 a second, and acknowledges by `lagMs` later. */
const playing = (
  seconds: number,
  lagMs: number | null,
  from: PicturePace = freshPace(0),
  fromMs = 0,
) => {
  let pace = from;
  const sent: number[] = [];
  const shown: { seq: number; atMs: number }[] = [];
  const firstSeq = fromMs * 30;
  for (let i = 0; i < seconds * 30; i++) {
    const nowMs = fromMs + i * FRAME_MS;
    if (takesPicture(pace, nowMs)) {
      sent.push(nowMs);
      const seq = Math.round(firstSeq) + i;
      pace = pictureSent(pace, seq, nowMs);
      if (lagMs !== null) shown.push({ seq, atMs: nowMs + lagMs });
    }
    const newest = shown.filter(({ atMs }) => atMs <= nowMs).at(-1);
    if (i % 3 === 0) pace = pictureAcked(pace, { lines: 1080, picture: newest?.seq }, nowMs);
  }
  return { pace, sent, nowMs: fromMs + seconds * 1000 };
};

describe('the pace of pictures', () => {
  it('WIRE-43 a display that keeps up gets 30 a second, also 400 ms behind', () => {
    expect(playing(5, 250).sent.length).toBeGreaterThanOrEqual(149);
    expect(playing(5, 450).pace.rateHz).toBe(30);
  });

  it('WIRE-43 one that lags by more than a second gets fewer, down to 8, and recovers', () => {
    const slow = playing(6, 1500);
    expect(slow.pace.rateHz).toBe(PICTURE_RATE.least);
    const back = playing(5, 200, { ...slow.pace, out: [] }, slow.nowMs);
    expect(back.pace.rateHz).toBe(PICTURE_RATE.most);
  });

  it('WIRE-43 one that acknowledges nothing gets one a second after 3 s, and all once it does again', () => {
    const silent = playing(20, null);
    const late = silent.sent.filter((atMs) => atMs > 5000);
    expect(late.length).toBeLessThanOrEqual(16);
    expect(late.length).toBeGreaterThanOrEqual(14);
    expect(silent.pace.out.length).toBeLessThanOrEqual(90);
    const newest = silent.pace.out.at(-1)?.seq ?? 0;
    const back = pictureAcked(silent.pace, { picture: newest }, silent.nowMs);
    expect(back.out).toEqual([]);
    expect(takesPicture(back, silent.nowMs)).toBe(true);
    expect(playing(5, 200, back, silent.nowMs).pace.rateHz).toBe(30);
  });

  it('WIRE-44 large pictures go to large canvases that kept up for 4 s', () => {
    const { pace, nowMs } = playing(3, 200);
    expect(takesLarge(pace, nowMs)).toBe(false);
    const later = playing(5, 200);
    expect(takesLarge(later.pace, later.nowMs)).toBe(true);
    expect(takesLarge({ ...later.pace, canvas: 480 }, later.nowMs)).toBe(false);
    expect(takesLarge({ ...later.pace, canvas: null }, later.nowMs)).toBe(false);
    const slow = playing(6, 1500);
    expect(takesLarge(slow.pace, slow.nowMs)).toBe(false);
  });

  it('counts over the end of 32 bits', () => {
    let pace = pictureSent(freshPace(0), 0xffff_ffff, 0);
    pace = pictureSent(pace, 0, 33);
    expect(pictureAcked(pace, { picture: 0xffff_ffff }, 50).out.map(({ seq }) => seq)).toEqual([0]);
    expect(pictureAcked(pace, { picture: 0 }, 50).out).toEqual([]);
  });
});

const fakeDisplay = () => {
  const got: PictureFrame[] = [];
  const outbox = {
    picture(data: Buffer) {
      const picture = decodePicture(data);
      if (picture) got.push(picture);
    },
  } as unknown as Outbox;
  return { got, outbox };
};

describe('pictures for displays', () => {
  it('WIRE-41 a cut that a display was not given is in the next one it gets', () => {
    const film = pictures();
    const { got, outbox } = fakeDisplay();
    film.joined(outbox, 0);
    // It acknowledges nothing: after three seconds it gets one a second.
    for (let i = 1; i <= 200; i++) {
      const cut = i === 150 || i === 3;
      film.publish([pictureOf(i, i * FRAME_MS, { cut })], i * FRAME_MS);
    }
    expect(got.length).toBeLessThan(150);
    expect(got.map(({ seq }) => seq)).not.toContain(150);
    const cuts = got.filter(({ cut }) => cut).map(({ seq }) => seq);
    expect(cuts).toHaveLength(2);
    expect(cuts[0]).toBe(3);
    expect(cuts[1]).toBeGreaterThan(150);
  });

  it('WIRE-44 each display gets the size it can take, and what is needed is said', () => {
    const film = pictures();
    const [large, small] = [fakeDisplay(), fakeDisplay()];
    film.joined(large.outbox, 0);
    film.joined(small.outbox, 0);
    for (let i = 0; i < 200; i++) {
      const nowMs = i * FRAME_MS;
      const both = [pictureOf(i, nowMs, { width: 512, height: 512 }), pictureOf(i, nowMs)];
      film.publish(both, nowMs);
      film.acked(large.outbox, { picture: i, lines: 2160 }, nowMs + 20);
      film.acked(small.outbox, { picture: i, lines: 480 }, nowMs + 20);
    }
    expect(large.got.at(-1)?.height).toBe(512);
    expect(new Set(small.got.map(({ height }) => height))).toEqual(new Set([256]));
    expect(film.need(7000)).toEqual({ rateHz: 30, lines: 512, small: true, watchers: 2 });
    film.left(large.outbox);
    expect(film.need(7000)).toMatchObject({ lines: 256, watchers: 1 });
  });

  it('WIRE-40 WIRE-41 through a real door: displays get pictures, the newest at once; consoles get none', async () => {
    const { door, close, clock } = await openDoor();
    const [wall, desk] = [
      await joinedClient(door.url, 'wall'),
      await joinedClient(door.url, 'desk', 'console'),
    ];
    const hall = pictureOf(9, clock.nowMs(), { bytes: new Uint8Array(90_000).fill(7) });
    door.picture([hall]);
    await wall.until(() => wall.binary(FRAME.picture).length === 1);
    const late = await joinedClient(door.url, 'late');
    await late.until(() => late.binary(FRAME.picture).length === 1);
    const [frame] = late.binary(FRAME.picture);
    expect(frame && decodePicture(frame)?.bytes).toEqual(hall.bytes);
    expect(desk.binary(FRAME.picture)).toEqual([]);
    expect(door.pictureNeed().watchers).toBe(2);
    for (const client of [wall, desk, late]) client.ws.close();
    await close();
  });
});
