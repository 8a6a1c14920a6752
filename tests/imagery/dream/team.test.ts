import { afterEach, describe, expect, it, vi } from 'vitest';
import { bandsOf } from '../../../conductor/imagery/dream/rows.ts';
import {
  ALONE,
  close,
  doneIn,
  HandLost,
  isOver,
  newBoard,
  teamAt,
} from '../../../conductor/imagery/dream/team.ts';

afterEach(() => vi.restoreAllMocks());

describe('hands at one picture', () => {
  it('do every part of a stage once, whoever comes first', () => {
    const board = newBoard();
    const [one, other] = [teamAt(board, 0), teamAt(board, 0)];
    const did: string[] = [];
    one.share(3, (part) => did.push(`one ${part}`));
    other.share(3, (part) => did.push(`other ${part}`));
    other.share(2, (part) => did.push(`other next ${part}`));
    one.share(2, (part) => did.push(`one next ${part}`));
    expect(did).toEqual(['one 0', 'one 1', 'one 2', 'other next 0', 'other next 1']);
  });

  it('do the same alone', async () => {
    const did: number[] = [];
    ALONE.share(2, (part) => did.push(part));
    await ALONE.shareSlow(2, async (part) => void did.push(10 + part));
    expect(did).toEqual([0, 1, 10, 11]);
  });

  it('leave to others what is not theirs, and wait for it', async () => {
    const board = newBoard();
    const did: number[] = [];
    await expect(teamAt(board, 1).shareSlow(2, null)).rejects.toThrow(HandLost);
    await teamAt(board, 1).shareSlow(2, async (part) => void did.push(part));
    await teamAt(board, 1).shareSlow(2, null);
    expect(did).toEqual([0, 1]);
  });

  it('give up a picture of which a part was taken and never brought', () => {
    const board = newBoard();
    const breaks = () => {
      throw new Error('broken');
    };
    expect(() => teamAt(board, 0).share(2, breaks)).toThrow('broken');
    expect(() => teamAt(board, 1).share(2, () => {})).toThrow(HandLost);
  });

  it('wait on for one who is slow and brings part after part, each time as long', () => {
    const board = newBoard();
    const slow = teamAt(board, 0);
    const patience: unknown[] = [];
    // While the others wait it brings one more of its five parts, up to the third.
    let brought = 1;
    vi.spyOn(Atomics, 'wait').mockImplementation((...[, , , ms]: unknown[]) => {
      patience.push(ms);
      if (brought < 3) Atomics.add(board, 2, 1);
      brought += 1;
      return 'timed-out';
    });
    const breaks = () => {
      throw new Error('is at it');
    };
    for (let i = 0; i < 5; i += 1) expect(() => slow.share(5, breaks)).toThrow('is at it');
    expect(() => teamAt(board, 77).share(5, () => {})).toThrow('does not answer');
    expect(patience).toEqual([77, 77, 77]);
    expect(doneIn(board, 0)).toBe(2);
  });

  it('tell those who wait of every part, not of the last alone', () => {
    const told = vi.spyOn(Atomics, 'notify');
    teamAt(newBoard(), 0).share(4, () => {});
    expect(told).toHaveBeenCalledTimes(4);
  });

  it('give up a picture that is over', async () => {
    const board = newBoard();
    expect(isOver(board)).toBe(false);
    close(board);
    expect(isOver(board)).toBe(true);
    expect(() => teamAt(board, 60_000).share(1, () => {})).toThrow(HandLost);
    await expect(teamAt(board, 60_000).shareSlow(1, async () => {})).rejects.toThrow(HandLost);
  });
});

describe('the parts of a picture', () => {
  it.each([
    [256, 4096, 4, 3],
    [512, 4096, 4, 0],
    [300, 2048, 2, 1],
    [17, 4096, 4, 2],
    [1024, 100, 1, 0],
  ])(
    'of %i lines, %i points a part, have every row of a share once',
    (lines, points, step, phase) => {
      const { count, rows } = bandsOf(lines, points, step, phase);
      const seen: number[] = [];
      for (let part = 0; part < count; part += 1) {
        const { from, to } = rows(part);
        for (let iy = from; iy < to; iy += rows(part).step) seen.push(iy);
      }
      const all = Array.from({ length: lines }, (_, iy) => iy).filter((iy) => iy % step === phase);
      expect(seen).toEqual(all);
    },
  );
});
