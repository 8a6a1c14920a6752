import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { takeVideos } from '../../conductor/commands/take-videos.ts';
import { secondOf } from '../../conductor/rehearsal/videos.ts';
import { webmHead } from '../../conductor/rehearsal/webm-tags.ts';
import { plainTakeFiles } from '../../sensors/recording/files.ts';
import { tagsOf } from '../../stage-display/recording/tags.ts';
import { webmFile } from '../../stage-display/recording/webm.ts';

const START_MS = 1_700_000_010_000;

/** Twenty seconds of pictures, written as the stage writes them. */
const video = (startMs: number | null): Uint8Array => {
  const file = webmFile({ codec: 'V_VP9', width: 64, height: 36, app: 'Yeoun', tags: {} });
  let bytes = new Uint8Array(0);
  const put = ({ at, bytes: piece }: { at: number; bytes: Uint8Array }): void => {
    const longer = new Uint8Array(Math.max(bytes.length, at + piece.length));
    longer.set(bytes);
    longer.set(piece, at);
    bytes = longer;
  };
  put(file.head);
  for (let i = 0; i < 100; i++) {
    const piece = file.add({ atMs: i * 200, isKey: i % 5 === 0, bytes: new Uint8Array(9) });
    if (piece) put(piece);
  }
  const about = { title: { en: 'First light', ko: '첫 빛' }, seed: 7, engines: [], startMs };
  for (const piece of file.finish(tagsOf(about))) put(piece);
  return bytes;
};

describe('a video of a rehearsal', () => {
  it('says how long it is and when it begins', () => {
    const head = webmHead(video(START_MS).subarray(0, 65_536));
    expect(head?.tags).toMatchObject({ YEOUN_START_MS: `${START_MS}.0`, YEOUN_SEED: '7' });
    expect(head?.seconds).toBeCloseTo(20, 3);
  });

  it('whatever the bytes, reading them ends and does not throw', () => {
    const whole = video(START_MS);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 20 }), (flips) => {
        const bad = whole.slice(0, 2_000);
        for (const [at, to] of flips) bad[at] = to;
        webmHead(bad);
      }),
      { numRuns: 300, seed: 3 },
    );
    expect(webmHead(new Uint8Array([1, 2, 3, 4]))).toBeNull();
  });

  it('knows the second at which a moment is seen', () => {
    const one = { file: 'x', sha256: '0'.repeat(64), startMs: START_MS, seconds: 20 };
    expect(secondOf(one, START_MS + 2500)).toBe(2.5);
    expect(secondOf(one, START_MS - 1)).toBeNull();
    expect(secondOf(one, START_MS + 21_000)).toBeNull();
  });

  it('is noted with its take, and the cues are found in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yeoun-video-'));
    const take = join(folder, 'take');
    mkdirSync(take);
    const head = { format: 1, id: 't', show: 's', software: 'x', startMs: START_MS - 5000 };
    writeFileSync(
      join(take, 'take.json'),
      JSON.stringify({ ...head, endMs: START_MS + 60_000, consent: 'given' }),
    );
    const event = (atMs: number, kind: string, data: unknown): string =>
      `${JSON.stringify({ t: 'event', at: atMs, kind, data })}\n`;
    writeFileSync(
      join(take, 'blocks.jsonl'),
      event(START_MS - 4000, 'cue', { cue: '1', elapsedS: 0 }) +
        event(START_MS + 3500, 'cue', { cue: '2', elapsedS: 0 }) +
        event(START_MS + 9250, 'mark', { number: 1, text: 'here', cue: '2' }) +
        event(START_MS + 40_000, 'cue', { cue: '3', elapsedS: 0 }),
    );
    const file = join(folder, 'stage.webm');
    writeFileSync(file, video(START_MS));
    let out = '';
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    try {
      await takeVideos(take, undefined, plainTakeFiles);
      expect(out).toContain('No video is noted');
      out = '';
      await takeVideos(take, file, plainTakeFiles);
      await takeVideos(take, file, plainTakeFiles);
    } finally {
      write.mockRestore();
    }
    const once = out.slice(0, out.length / 2);
    expect(out).toBe(once + once);
    expect(once).toMatch(/^stage\.webm, begins at /);
    expect(once.split('\n').slice(1, -1)).toEqual(['  0:03.5  cue 2', '  0:09.3  mark 1 here']);
    const silent = join(folder, 'none.webm');
    writeFileSync(silent, video(null));
    await expect(takeVideos(take, silent, plainTakeFiles)).rejects.toMatchObject({
      code: 'video/no-time',
    });
  });
});
