import { describe, expect, it, vi } from 'vitest';
import { KEYPOINTS, type SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { openExpectation } from '../../../sensors/expectation/index.ts';
import { movementTracker } from '../../../sensors/features/index.ts';
import {
  dance,
  type Heard,
  HZ,
  meanOf,
  phrase,
  poseBlock,
  still,
  surprise,
  take,
} from './support.ts';

// Minutes of dancing are computed here; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const WRIST = KEYPOINTS.indexOf('leftWrist');
const mostAt = (heard: readonly Heard[], joint: number): number =>
  Math.max(...heard.map((h) => h.frame.points[joint]!.surprise));

describe('what she does again is foreseen', () => {
  it('a phrase repeated four times surprises less and less', () => {
    const expectation = openExpectation();
    dance(expectation, 40, 0, phrase(1).at);
    const repeated = phrase(101, 8);
    const means = [0, 1, 2, 3].map((k) => surprise(dance(expectation, 8, 40 + 8 * k, repeated.at)));
    for (let k = 1; k < 4; k++) expect(means[k]).toBeLessThan(means[k - 1]!);
    expect(means[3]).toBeLessThan(means[0]! / 4);
  });

  it('a body that stands still is foreseen, and so is one that has stopped', () => {
    const expectation = openExpectation();
    const standing = dance(expectation, 20, 0, still().at);
    expect(Math.max(...standing.map((h) => h.frame.surprise))).toBe(0);
    dance(expectation, 30, 20, phrase(2).at);
    const stopped = dance(expectation, 10, 50, still().at);
    expect(surprise(stopped.slice(3 * HZ))).toBeLessThan(0.01);
  });
});

describe('what she does otherwise is surprise', () => {
  const thrown = (joint: number) => {
    const expectation = openExpectation();
    const known = phrase(7, 6);
    dance(expectation, 60, 0, known.at);
    return dance(expectation, 5, 60, (tS) => {
      const frame = known.at(tS);
      if (tS >= 3) {
        frame[3 * joint] = frame[3 * joint]! + 0.2;
        frame[3 * joint + 1] = frame[3 * joint + 1]! + 0.2;
      }
      return frame;
    });
  };

  it('a wrist that is suddenly elsewhere surprises at that wrist and nowhere else', () => {
    const heard = thrown(WRIST);
    const during = heard.filter((h) => h.tS >= 3.05 && h.tS < 3.4);
    expect(mostAt(during, WRIST)).toBeGreaterThan(0.95);
    for (let i = 0; i < KEYPOINTS.length; i++)
      if (i !== WRIST) expect(mostAt(during, i), KEYPOINTS[i]).toBeLessThan(0.2);
    expect(Math.max(...during.map((h) => h.frame.surprise))).toBeGreaterThan(0.5);
    const before = heard.filter((h) => h.tS > 1 && h.tS < 3);
    expect(mostAt(before, WRIST)).toBeLessThan(0.3);
  });

  it('a hip that is suddenly elsewhere does not surprise at the head', () => {
    const hip = KEYPOINTS.indexOf('leftHip');
    const during = thrown(hip).filter((h) => h.tS >= 3.05 && h.tS < 3.4);
    expect(mostAt(during, hip)).toBeGreaterThan(0.95);
    expect(mostAt(during, 0)).toBeLessThan(0.2);
  });

  it('a fall into an unknown dance surprises more than the known one', () => {
    const expectation = openExpectation();
    const known = phrase(8, 6);
    dance(expectation, 60, 0, known.at);
    const before = surprise(dance(expectation, 6, 60, known.at));
    const after = surprise(dance(expectation, 6, 66, phrase(9).at));
    expect(after).toBeGreaterThan(5 * before);
  });
});

describe('confidence', () => {
  it('is nothing in the first seconds, with surprise 0, and full once she is known and seen', () => {
    const heard = dance(openExpectation(), 20, 0, phrase(3).at);
    const early = heard.filter((h) => h.tS < 3);
    expect(early.every((h) => h.confidence === 0 && h.frame.surprise === 0)).toBe(true);
    expect(heard.at(-1)!.confidence).toBe(1);
  });

  it('falls with joints that are not seen; those surprise nobody, and come back without a start', () => {
    const expectation = openExpectation();
    const known = phrase(4, 6);
    dance(expectation, 60, 0, known.at);
    const hidden = dance(expectation, 3, 60, (tS) => {
      const frame = known.at(tS);
      for (const joint of [7, 8, 9, 10]) frame[3 * joint + 2] = 0.1;
      return frame;
    });
    const last = hidden.at(-1)!;
    expect(last.confidence).toBeCloseTo(9 / 13, 2);
    expect(last.frame.points[WRIST]!.surprise).toBe(0);
    const back = dance(expectation, 3, 63, (tS) => known.at(tS + 3));
    expect(mostAt(back, WRIST)).toBeLessThan(0.9);
    expect(surprise(back)).toBeLessThan(0.25);
  });
});

it('after a gap it begins softly: no surprise until half a second is known again', () => {
  const expectation = openExpectation();
  dance(expectation, 30, 0, phrase(5).at);
  const after = dance(expectation, 3, 40, phrase(6).at);
  expect(after.filter((h) => h.tS < 0.45).every((h) => h.frame.surprise === 0)).toBe(true);
  expect(after.at(-1)!.confidence).toBe(1);
});

it('frames at uneven times are met too', () => {
  const expectation = openExpectation();
  const tracker = movementTracker();
  const dancer = phrase(10, 6);
  const found: number[] = [];
  let tS = 0;
  for (let n = 0; tS < 60; n++) {
    tS += [0.021, 0.044, 0.031, 0.067, 0.025][n % 5]!;
    const block = poseBlock(dancer.at(tS), tS);
    const { frame } = expectation.see(block, tracker.push(block));
    if (tS > 45 && frame) found.push(frame.surprise);
  }
  expect(meanOf(found)).toBeLessThan(0.1);
});

it('the same take gives the same surprises', () => {
  const once = () => {
    const expectation = openExpectation();
    const heard = dance(expectation, 25, 0, take(11).at).flatMap(({ frame }) => [
      frame.surprise,
      ...frame.points.map((point) => point.surprise),
    ]);
    return { heard: heard.join(), most: Math.max(...heard), kept: expectation.save() };
  };
  const [a, b] = [once(), once()];
  expect(a.most).toBeGreaterThan(0);
  expect(a.heard).toBe(b.heard);
  const bytes = (kept: typeof a.kept) => Buffer.from(kept.get('dancer')!);
  expect(bytes(a.kept).equals(bytes(b.kept))).toBe(true);
});

describe('expected', () => {
  it('is null at first, then places 17 joints up to a second ahead, nearer the truth than standing still', () => {
    const expectation = openExpectation();
    expect(expectation.expected('dancer')).toBeNull();
    const known = phrase(12, 6, 0);
    dance(expectation, 60, 0, known.at);
    expect(expectation.expected('nobody')).toBeNull();
    const said = expectation.expected('dancer')!;
    expect(said.ahead.map((a) => a.inS)).toEqual([8 / 30, 0.5, 1]);
    const nowS = 60 - 1 / HZ;
    for (const { inS, joints } of said.ahead) {
      expect(joints).toHaveLength(17);
      const [then, now] = [known.at(nowS + inS), known.at(nowS)];
      let [off, gone] = [0, 0];
      for (const [i, j] of joints.entries()) {
        expect(j.confidence).toBeGreaterThan(0);
        off += (j.x - then[3 * i]!) ** 2 + (j.y - then[3 * i + 1]!) ** 2;
        gone += (now[3 * i]! - then[3 * i]!) ** 2 + (now[3 * i + 1]! - then[3 * i + 1]!) ** 2;
      }
      expect(Math.sqrt(off / gone)).toBeLessThan(0.8);
    }
  });
});

describe('worn sensors', () => {
  const START_MS = 1_700_000_000_000;
  /** An arm that swings at 1 Hz; from `oddS` on it turns about in between. */
  const swing = (kind: 'acc' | 'gyro', tS: number, oddS: number): number[] => {
    const phase = 2 * Math.PI * tS;
    const odd = tS > oddS && tS < oddS + 0.6 ? 14 : 0;
    return kind === 'acc'
      ? [4 * Math.sin(phase) + odd, 9.8 + 2 * Math.cos(2 * phase), Math.sin(phase + 1)]
      : [3 * Math.cos(phase) - odd / 3, 0.5 * Math.sin(2 * phase), 1];
  };
  const blockOf = (kind: 'acc' | 'gyro', rateHz: number, n: number, oddS: number): SampleBlock => ({
    sourceId: 'phone',
    bodyId: 'dancer',
    stream: kind,
    kind,
    channels: 3,
    rateHz,
    atMs: START_MS + (n * 1000) / rateHz,
    data: Float32Array.from(swing(kind, n / rateHz, oddS)),
    recorded: false,
  });
  const swingFor = (
    seconds: number,
    rateHz: number,
    kinds: readonly ('acc' | 'gyro')[],
    oddS = 1e9,
  ) => {
    const expectation = openExpectation();
    const tracker = movementTracker();
    const found: { tS: number; value: number; confidence: number; frame: number }[] = [];
    for (let n = 0; n < seconds * rateHz; n++)
      for (const kind of kinds) {
        const block = blockOf(kind, rateHz, n, oddS);
        const { frame, values } = expectation.see(block, tracker.push(block));
        for (const { name, value, confidence } of values)
          if (name === 'surprise')
            found.push({ tS: n / rateHz, value, confidence, frame: frame!.surprise });
      }
    return found;
  };

  it.each([
    ['25 Hz, both', 25, ['acc', 'gyro']],
    ['50 Hz, acceleration alone', 50, ['acc']],
    ['100 Hz, both', 100, ['acc', 'gyro']],
    ['20 Hz, turning alone', 20, ['gyro']],
  ] as const)('%s: a swing is foreseen, what breaks it is not', (_, rateHz, kinds) => {
    const found = swingFor(45, rateHz, kinds, 40);
    const calm = found.filter((f) => f.tS > 30 && f.tS < 40);
    expect(meanOf(calm.map((f) => f.value))).toBeLessThan(0.02);
    expect(calm.every((f) => f.confidence === 1)).toBe(true);
    const broken = found.filter((f) => f.tS > 40 && f.tS < 41);
    expect(Math.max(...broken.map((f) => f.value))).toBeGreaterThan(0.9);
    expect(Math.max(...broken.map((f) => f.frame))).toBeGreaterThan(0.9);
  });

  it('says a value at most as often as the grid moves on', () => {
    expect(swingFor(10, 100, ['acc']).length).toBeLessThanOrEqual(10 * 25 + 1);
  });
});

it('other kinds of streams pass through untouched', () => {
  const expectation = openExpectation();
  const heart: SampleBlock = { ...poseBlock([], 0), kind: 'ecg', data: new Float32Array(51) };
  expect(expectation.see(heart, null)).toEqual({ frame: null, values: [] });
  expect(expectation.save().size).toBe(0);
});
