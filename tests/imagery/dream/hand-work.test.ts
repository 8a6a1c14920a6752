import { describe, expect, it } from 'vitest';
import { openCourse } from '../../../conductor/imagery/dream/course.ts';
import { newFrame } from '../../../conductor/imagery/dream/frame.ts';
import type { FromHand } from '../../../conductor/imagery/dream/hand-protocol.ts';
import { handWork } from '../../../conductor/imagery/dream/hand-work.ts';
import { newLayout, stand } from '../../../conductor/imagery/dream/layout.ts';
import { found, leave, newNote } from '../../../conductor/imagery/dream/note.ts';
import { shareOf } from '../../../conductor/imagery/dream/share.ts';
import { close, doneIn, isOver, newBoard } from '../../../conductor/imagery/dream/team.ts';
import { ask, MODELS } from './request.ts';

const LINES = 16;
const FINISH = 4;

const opened = async () => {
  const said: FromHand[] = [];
  const note = newNote();
  const hand = await new Promise<ReturnType<typeof handWork>>((resolve) => {
    const work = handWork((message) => {
      said.push(message);
      queueMicrotask(() => resolve(work));
    });
    work.hear({ t: 'open', modelsDir: MODELS, asks: true, note });
  });
  expect(said).toEqual([{ t: 'ready' }]);
  const { of } = openCourse().step(ask('the sea', { lines: LINES }), 0);
  const layouts = [newLayout(), newLayout()];
  for (const layout of layouts) stand(layout, of);
  hand.hear({ t: 'canvas', frame: newFrame(LINES), layouts });
  return { hand, note, of: { ...of, ...shareOf(0, LINES) } };
};

describe('a hand', () => {
  it('paints the newest of the pictures that wait, none that is over, and goes on after each', async () => {
    const { hand, of } = await opened();
    const [old, newer, newest, over, next] = Array.from({ length: 5 }, newBoard);
    if (!old || !newer || !newest || !over || !next) throw new Error('no boards');
    for (const board of [old, newer, newest]) hand.hear({ t: 'paint', of, stage: 0, board });
    await hand.settled();
    expect([old, newer, newest].map((board) => doneIn(board, FINISH))).toEqual([
      0,
      0,
      doneIn(newest, FINISH),
    ]);
    expect(doneIn(newest, FINISH)).toBeGreaterThan(0);
    close(over);
    hand.hear({ t: 'paint', of, stage: 1, board: over });
    await hand.settled();
    expect(doneIn(over, 0)).toBe(0);
  }, 60_000);

  it('leaves word of why it failed, and tells the others at the picture', async () => {
    const { hand, note, of } = await opened();
    const board = newBoard();
    const broken = { ...of, world: null } as unknown as typeof of;
    hand.hear({ t: 'paint', of: broken, stage: 0, board });
    await hand.settled();
    expect(isOver(board)).toBe(true);
    expect(found(note)).toMatch(/null/);
  }, 60_000);
});

describe('a note', () => {
  it('keeps a sentence of any letters, as long as there is room, and says nothing before', () => {
    const note = newNote();
    expect(found(note)).toBeNull();
    leave(note, '메모리가 모자랍니다.');
    expect(found(note)).toBe('메모리가 모자랍니다.');
    leave(note, 'short');
    expect(found(note)).toBe('short');
    leave(note, 'a'.repeat(5000));
    expect(found(note)).toMatch(/^a{400}$/);
  });
});
