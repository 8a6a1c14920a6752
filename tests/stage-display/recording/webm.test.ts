import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagsOf } from '../../../stage-display/recording/tags.ts';
import { type Placed, type WebmPicture, webmFile } from '../../../stage-display/recording/webm.ts';
import { readWebm } from '../../support/read-webm.ts';

const BEGUN = { COMMENT: 'perhaps made by a machine' };
const TRACK = { codec: 'V_VP9', width: 1280, height: 720, app: 'Yeoun', tags: BEGUN } as const;

/** A disk: every piece at its place; what is written over something must end within it. */
const disk = () => {
  let bytes = new Uint8Array(0);
  return {
    get bytes() {
      return bytes;
    },
    put({ at, bytes: piece }: Placed) {
      expect(at).toBeLessThanOrEqual(bytes.length);
      const longer = new Uint8Array(Math.max(bytes.length, at + piece.length));
      longer.set(bytes);
      longer.set(piece, at);
      bytes = longer;
    },
  };
};

const picture = (i: number, stepMs = 40): WebmPicture => ({
  atMs: i * stepMs,
  isKey: i % 25 === 0,
  bytes: Uint8Array.from({ length: 20 + (i % 7) }, (_, k) => (i + k) % 256),
});

const written = (pictures: readonly WebmPicture[], finish = true, tags = {}) => {
  const file = webmFile(TRACK);
  const to = disk();
  to.put(file.head);
  for (const one of pictures) {
    const piece = file.add(one);
    if (piece) to.put(piece);
  }
  if (finish) for (const piece of file.finish(tags)) to.put(piece);
  return to.bytes;
};

describe('a WebM file', () => {
  it('holds every picture at its time, and its cues lead to its clusters', () => {
    const pictures = Array.from({ length: 90 }, (_, i) => picture(i));
    const read = readWebm(written(pictures));
    expect(read).toMatchObject({
      docType: 'webm',
      codec: 'V_VP9',
      width: 1280,
      height: 720,
      left: 0,
    });
    expect(read.durationMs).toBe(90 * 40);
    expect(read.cuePlaces).toEqual(read.clusterPlaces);
    expect(read.cuePlaces).toHaveLength(4);
    expect(read.blocks.map(({ atMs }) => atMs)).toEqual(pictures.map(({ atMs }) => atMs));
    expect(read.blocks.map(({ isKey }) => isKey)).toEqual(pictures.map(({ isKey }) => isKey));
    expect(read.blocks.map(({ bytes }) => [...bytes])).toEqual(
      pictures.map(({ bytes }) => [...bytes]),
    );
  });

  it('carries what is known only at its end in room that was kept at its beginning', () => {
    const tags = { TITLE: 'First light · 첫 빛', COMMENT: 'made by a machine' };
    expect(readWebm(written([picture(0)], true, tags)).tags).toEqual(tags);
  });

  it('shortens the last of its tags where the room is too small, and keeps the others', () => {
    const tags = { COMMENT: 'made by a machine', TITLE: '긴 제목 '.repeat(400) };
    const read = readWebm(written([picture(0)], true, tags));
    expect(read.tags.COMMENT).toBe(tags.COMMENT);
    expect(read.tags.TITLE).toMatch(/^긴 제목 .{50,}…$/u);
    expect(read.blocks).toHaveLength(1);
  });

  it('that a crash cut short holds everything but the cluster that was open', () => {
    const read = readWebm(
      written(
        Array.from({ length: 90 }, (_, i) => picture(i)),
        false,
      ),
    );
    expect(read.blocks).toHaveLength(75);
    // Nobody wrote its end, and it says of itself what it may be.
    expect(read.tags).toEqual(BEGUN);
    expect(read.durationMs).toBeNaN();
  });

  it('keeps no more than one cluster in memory, however long it runs and however rare keys are', () => {
    const file = webmFile(TRACK);
    let longest = 0;
    let open = 0;
    for (let i = 0; i < 20_000; i++) {
      const piece = file.add({ ...picture(i, 33), isKey: i === 0 });
      open = piece ? 1 : open + 1;
      longest = Math.max(longest, open);
    }
    expect(longest).toBeLessThan(30_000 / 33 + 3);
  });

  it('is read back whatever the times are, as long as they do not step back', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.boolean()), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(steps, (list) => {
        let atMs = 0;
        const pictures = list.map(([stepMs, isKey], i) => {
          atMs += stepMs;
          return { ...picture(i), atMs, isKey: isKey || i === 0 };
        });
        const read = readWebm(written(pictures));
        expect(read.blocks.map((b) => b.atMs)).toEqual(pictures.map((p) => p.atMs));
        expect(read.left).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the tags of a recording', () => {
  const about = {
    title: { en: 'First light', ko: '첫 빛' },
    seed: 217,
    startMs: 1_700_000_000_000.25,
  };
  it('say that a machine made what is painted, where an engine was seen', () => {
    expect(tagsOf({ ...about, engines: ['dream'] })).toMatchObject({
      TITLE: 'First light · 첫 빛',
      AI_SYSTEM_USED: 'Yeoun dream',
      YEOUN_SEED: '217',
      YEOUN_START_MS: '1700000000000.3',
      DIGITAL_SOURCE_TYPE: expect.stringMatching(/\/compositeWithTrainedAlgorithmicMedia$/),
    });
  });

  it('say less where there was none, and nothing that is not known', () => {
    const tags = tagsOf({ title: null, seed: null, engines: [], startMs: null });
    expect(Object.keys(tags)).toEqual(['COMMENT', 'DIGITAL_SOURCE_TYPE']);
  });
});
