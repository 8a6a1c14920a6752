import { sentence } from '../../kernel/errors.ts';
import type { Served } from '../../kernel/thread-side.ts';
import { type Desk, openDesk } from './desk.ts';
import type { FromHand, ToHand } from './hand-protocol.ts';
import { leave, newNote } from './note.ts';
import { paint } from './paint.ts';
import { close, HandLost, isOver, teamAt } from './team.ts';
import { warmUp } from './warm.ts';

/** The engine may wait for its network; nobody waits longer than this for it. */
const PATIENCE_MS = 2000;

/** Another hand at the engine's pictures: takes the parts that are free. */
export const handWork = (send: (message: FromHand) => void): Served<ToHand> => {
  let desk: Desk | null = null;
  let canvas: Extract<ToHand, { t: 'canvas' }> | null = null;
  let note = newNote();
  /** The picture that waits. A newer one takes its place: those who paint went on without this hand. */
  let waits: Extract<ToHand, { t: 'paint' }> | null = null;
  let isCalled = false;
  /** One picture after the other. */
  let before: Promise<unknown> = Promise.resolve();

  const open = async (message: Extract<ToHand, { t: 'open' }>): Promise<void> => {
    const { modelsDir, asks } = message;
    note = message.note;
    try {
      const opened = await openDesk(modelsDir, { asks });
      await warmUp(opened);
      desk = opened;
      send({ t: 'ready' });
    } catch (error) {
      send({ t: 'refused', reason: sentence(error) });
    }
  };

  const work = async (): Promise<void> => {
    isCalled = false;
    const picture = waits;
    waits = null;
    if (!desk || !canvas || !picture || isOver(picture.board)) return;
    const { of, stage, board } = picture;
    const layout = canvas.layouts[stage];
    if (!layout) return;
    await paint(canvas.frame, layout, desk, of, teamAt(board, PATIENCE_MS)).catch((error) => {
      if (!(error instanceof HandLost)) leave(note, sentence(error));
      close(board);
    });
  };

  return {
    hear(message) {
      if (message.t === 'open') before = open(message);
      else if (message.t === 'canvas') canvas = message;
      else {
        waits = message;
        if (!isCalled) before = before.then(work);
        isCalled = true;
      }
    },
    async settled() {
      await before;
      await desk?.matter.close().catch(() => {});
    },
  };
};
