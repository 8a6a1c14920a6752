import { describe, expect, it } from 'vitest';
import { bandsOf } from '../../../conductor/imagery/dream/rows.ts';
import { ALONE, HandLost, newBoard, spoil, teamAt } from '../../../conductor/imagery/dream/team.ts';

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

  it('give up a picture that another has spoiled', async () => {
    const board = newBoard();
    spoil(board);
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
