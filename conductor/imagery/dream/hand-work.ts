import { sentence } from '../../kernel/errors.ts';
import type { Served } from '../../kernel/thread-side.ts';
import { type Desk, openDesk } from './desk.ts';
import type { FromHand, ToHand } from './hand-protocol.ts';
import { paint } from './paint.ts';
import { spoil, teamAt } from './team.ts';
import { warmUp } from './warm.ts';

/** The engine may wait for its network; nobody waits longer than this for it. */
const PATIENCE_MS = 2000;

/** Another hand at the engine's pictures: takes the parts that are free. */
export const handWork = (send: (message: FromHand) => void): Served<ToHand> => {
  let desk: Desk | null = null;
  let canvas: Extract<ToHand, { t: 'canvas' }> | null = null;
  /** One picture after the other. */
  let before: Promise<unknown> = Promise.resolve();

  const open = async ({ modelsDir, asks }: Extract<ToHand, { t: 'open' }>): Promise<void> => {
    try {
      const opened = await openDesk(modelsDir, { asks });
      await warmUp(opened);
      desk = opened;
      send({ t: 'ready' });
    } catch (error) {
      send({ t: 'refused', reason: sentence(error) });
    }
  };

  const work = async ({ of, board }: Extract<ToHand, { t: 'paint' }>): Promise<void> => {
    if (!desk || !canvas) return;
    const { frame, layout } = canvas;
    await paint(frame, layout, desk, of, teamAt(board, PATIENCE_MS)).catch(() => spoil(board));
  };

  return {
    hear(message) {
      if (message.t === 'open') before = open(message);
      else
        before = before.then(() => {
          if (message.t === 'paint') return work(message);
          canvas = message;
        });
    },
    async settled() {
      await before;
      await desk?.matter.close().catch(() => {});
    },
  };
};
