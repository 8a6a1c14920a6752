import type { GivenPicture } from '#contracts/keepsake';
import type { PictureFrame, Remembered } from '#contracts/picture';
import { engineNamed } from '../../imagery/engines.ts';
import { openSheetPainter } from '../../sheet/painter.ts';
import type { FilmFrame, FilmPlan } from './plan.ts';
import { noPainter } from './trouble.ts';

/** What the engine paints for a film: so many pictures a second, each dissolving into the next. */
export interface FilmPainter {
  /** The new picture for this frame, where one is due, and how far the one before has given way to the newest. */
  at(frame: FilmFrame): Promise<{ readonly painted: GivenPicture | null; readonly blend: number }>;
  paintedBy(): string | null;
  close(): Promise<void>;
}

const PICTURES_A_SECOND = 8;

const sendable = ({ bytes, ...picture }: PictureFrame): GivenPicture => ({
  ...picture,
  file: Buffer.from(bytes).toString('base64'),
});

export interface FilmPainterOptions {
  readonly plan: FilmPlan;
  readonly memory: Remembered;
  /** Name of the engine; null: nobody paints. */
  readonly engine: string | null;
  readonly root: string;
  readonly fps: number;
  readonly lines: number;
}

/** Throws `film/engine` from `at` where the engine does not come up or fails at a picture. */
export const openFilmPainter = async (options: FilmPainterOptions): Promise<FilmPainter> => {
  const { plan, memory, root, fps, lines } = options;
  const engine = options.engine === null ? null : (engineNamed(options.engine) ?? null);
  const every = Math.max(1, Math.round(fps / PICTURES_A_SECOND));
  const painter = await openSheetPainter({
    show: { show: plan.show, memories: {} },
    engine,
    root,
    memory,
    lines,
    told: (reason) => {
      throw noPainter(reason);
    },
  });
  return {
    async at({ index, state, frames }) {
      const blend = (index % every) / every;
      if (index % every !== 0) return { painted: null, blend };
      const painted = await painter.at(state, frames, true);
      return { painted: painted && sendable(painted), blend };
    },
    paintedBy: painter.paintedBy,
    close: painter.close,
  };
};
