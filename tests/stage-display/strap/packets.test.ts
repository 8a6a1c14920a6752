import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceClock } from '../../../stage-display/sensor-page/device-clock.ts';
import { readHeartRate } from '../../../stage-display/strap/heart-rate.ts';
import { readPolar, START_ACC, START_ECG } from '../../../stage-display/strap/polar.ts';
import { beatTimes, NOTHING_YET, strapStreams } from '../../../stage-display/strap/streams.ts';

const view = (...bytes: number[]): DataView => new DataView(Uint8Array.from(bytes).buffer);

describe('the heart rate measurement', () => {
  it('has one byte or two of rate, contact where the strap tells it, and RR in 1/1024 s', () => {
    // Flags 0x16: contact supported and found, RR present. 72 bpm, 1024/1024 s and 853/1024 s.
    expect(readHeartRate(view(0x16, 72, 0x00, 0x04, 0x55, 0x03))).toEqual({
      bpm: 72,
      rrS: [1, 853 / 1024],
      contact: true,
    });
    expect(readHeartRate(view(0x01, 0x2c, 0x01))).toEqual({ bpm: 300, rrS: [], contact: null });
  });

  it('leaves expended energy out and says when the electrodes do not touch', () => {
    expect(readHeartRate(view(0x1c, 60, 0xff, 0xff, 0x00, 0x04))).toEqual({
      bpm: 60,
      rrS: [1],
      contact: false,
    });
  });

  it('is nothing where the bytes end too early, and never throws', () => {
    expect(readHeartRate(view(0x01, 60))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const read = readHeartRate(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
        return read === null || read.rrS.every(Number.isFinite);
      }),
    );
  });
});

describe("Polar's packets", () => {
  const stamp = [0x00, 0xca, 0x9a, 0x3b, 0, 0, 0, 0]; // 1,000,000,000 ns

  it('hold ECG in microvolts, three bytes a sample', () => {
    const packet = readPolar(view(0, ...stamp, 0, 0xe8, 0x03, 0x00, 0x18, 0xfc, 0xff));
    expect(packet).toMatchObject({ kind: 'ecg', deviceMs: 1000, channels: 1 });
    expect([...(packet?.data ?? [])]).toEqual([1, -1]);
  });

  it('hold acceleration in milli-g, 16 bit an axis', () => {
    const packet = readPolar(view(2, ...stamp, 1, 0xe8, 0x03, 0x00, 0x00, 0x18, 0xfc));
    expect(packet).toMatchObject({ kind: 'acc', channels: 3 });
    expect([...(packet?.data ?? [])].map((v) => Number(v.toFixed(3)))).toEqual([9.807, 0, -9.807]);
  });

  it('of another type, or without a whole sample, are nothing; garbage never throws', () => {
    expect(readPolar(view(1, ...stamp, 0, 1, 2, 3))).toBeNull();
    expect(readPolar(view(0, ...stamp, 0, 1, 2))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const read = readPolar(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
        return read === null || read.data.length % read.channels === 0;
      }),
    );
  });

  it('are asked for as the documentation has it', () => {
    expect([...START_ECG]).toEqual([2, 0, 0, 1, 130, 0, 1, 1, 14, 0]);
    expect([...START_ACC]).toEqual([2, 2, 0, 1, 50, 0, 1, 1, 16, 0, 2, 1, 8, 0]);
  });
});

describe('the clock of a strap', () => {
  it('follows the packets that came with the least delay', () => {
    const local = deviceClock();
    expect(local(1000, 51_080)).toBe(51_080);
    expect(local(2000, 52_020)).toBe(52_020);
    expect(local(3000, 53_300)).toBe(53_020);
  });

  it('forgets old delays, so that drift is followed, and takes up another clock at once', () => {
    const local = deviceClock();
    local(0, 50_000);
    for (let s = 1; s <= 60; s++) local(s * 1000, 50_000 + s * 1001);
    expect(local(61_000, 50_000 + 61 * 1001)).toBeGreaterThan(50_000 + 61_000 + 25);
    expect(local(5, 200_000)).toBe(200_000);
  });
});

it('intervals of one notification end one after the other, the last of them now', () => {
  expect(beatTimes([0.8, 1, 0.9], 10_000)).toEqual([8100, 9100, 10_000]);
  expect(beatTimes([], 5)).toEqual([]);
});

it('announces only what the strap has shown', () => {
  expect(strapStreams(NOTHING_YET).map((s) => s.name)).toEqual(['hr', 'ibi']);
  expect(strapStreams({ contact: true, battery: true, ecg: true, acc: true })).toHaveLength(6);
});
