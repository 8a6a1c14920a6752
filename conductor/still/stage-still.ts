import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Remembered } from '#contracts/picture';
import type { EngineRecord } from '../imagery/engine.ts';
import type { Remembers } from '../imagery/memory.ts';
import { openSheetPainter } from '../sheet/painter.ts';
import { stepsTo } from '../sheet/plan.ts';
import type { SheetRun } from '../sheet/run.ts';
import { type Drawing, openSheetPage } from '../sheet/stage-page.ts';
import { stageShow } from '../show/stage-show.ts';

export interface StageStill {
  readonly show: Remembers;
  /** Null: nobody paints. */
  readonly engine: EngineRecord | null;
  readonly root: string;
  readonly run: SheetRun;
  readonly browser: Browser;
  readonly memory: Remembered | null;
  readonly lines: number;
  readonly profile: string;
  readonly width: number;
  readonly height: number;
  readonly atS: number;
  /** Somebody moves. */
  readonly isMoved: boolean;
  readonly told: (atS: number) => void;
  /** Told where the engine does not come up. */
  readonly warned: (reason: string) => void;
}

/** Pictures handed to the browser at once. */
const BATCH = 30;
/** What the stage remembers: where bodies move, what they tore; where nobody does, afterglow and film alone. */
const SEEN_S = { moved: 40, alone: 6 } as const;

/** The stage at one moment, in a real browser: PNG, and who painted in it (null: nobody). */
export const stageStill = async (
  still: StageStill,
): Promise<{ readonly png: Buffer; readonly engine: string | null }> => {
  const { show, engine, root, run, browser, memory, lines, width, height } = still;
  const painter = await openSheetPainter({ show, engine, root, told: still.warned, memory, lines });
  try {
    const page = await openSheetPage(browser, {
      assetsDir: join(root, 'dist', 'pages'),
      show: stageShow(show.show, 1),
      profile: still.profile,
      width,
      height,
    });
    let batch: Drawing[] = [];
    const fromS = Math.max(0, still.atS - (still.isMoved ? SEEN_S.moved : SEEN_S.alone));
    for (const step of stepsTo([still.atS], fromS)) {
      const { state, frames } = run.to(step.atS);
      const painted = await painter.at(state, frames, step.fine);
      batch.push({ state, frames, dtMs: step.dtS * 1000, fine: step.fine, painted });
      still.told(step.atS);
      if (batch.length < BATCH && !step.kept) continue;
      await page.draw(batch);
      batch = [];
    }
    const { url } = await page.grab();
    const png = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    return { png, engine: painter.paintedBy() };
  } finally {
    await painter.close();
  }
};
