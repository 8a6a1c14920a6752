import type { WallSheet } from '#contracts/wall';
import type { Stop } from '../../kernel/clock.ts';
import { emitter } from '../../kernel/emitter.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { People } from '../../state/people/index.ts';
import { DARK_MS, freePlace, type Gone, type Hanging, placed, wallOf } from './hang.ts';
import { PIECE, read } from './pieces.ts';
import { StoredSheet } from './sheet.ts';

export interface WallParts {
  readonly people: People;
  readonly timing: Pick<Scheduler, 'nowMs' | 'after'>;
}

/** The wall as it hangs now. It is in memory: what of a sheet is kept lies in the store alone. */
export const liveWall = ({ people, timing }: WallParts) => {
  const hanging = new Map<string, Hanging>();
  const changes = emitter<readonly WallSheet[]>();
  let gone: readonly Gone[] = [];
  let sheets: readonly WallSheet[] = [];
  let said = '[]';
  let stopLight: Stop = () => {};

  const show = (): void => {
    sheets = wallOf([...hanging.values()], gone);
    const now = JSON.stringify(sheets);
    if (now === said) return;
    said = now;
    changes.emit(sheets);
  };
  /** A dark place is free again after a while. */
  const lighten = (): void => {
    stopLight();
    const nowMs = timing.nowMs();
    gone = gone.filter(({ goneMs }) => nowMs - goneMs < DARK_MS);
    const next = Math.min(...gone.map(({ goneMs }) => goneMs + DARK_MS - nowMs));
    if (gone.length > 0) stopLight = timing.after(Math.max(1, next), lighten);
    show();
  };
  const takeDown = (memory: string): void => {
    const one = hanging.get(memory);
    if (!one) return;
    // Where it hangs now, which is not always where it was kept to hang.
    const { id, sinceMs } = one.sheet;
    const hung = sheets.find((sheet) => sheet.id === id);
    hanging.delete(memory);
    if (hung) gone = [...gone, { id, place: hung.place, sinceMs, goneMs: timing.nowMs() }];
  };
  const hang = async (memory: string): Promise<void> => {
    const sheet = read(StoredSheet, await people.get(memory, 'wall', PIECE.sheet));
    const names = await people.names(memory, 'wall');
    if (sheet) hanging.set(memory, { sheet, hasPicture: names.includes(PIECE.picture) });
  };

  return {
    sheets: () => sheets,
    on: (fn: (sheets: readonly WallSheet[]) => void): Stop => changes.on(fn),
    /** For a sheet that comes. */
    place(): number {
      const all = placed([...hanging.values()], gone);
      const taken = new Set(all.map(({ sheet }) => sheet.place));
      const dark = new Set(gone.map(({ place }) => place));
      // Where all are taken the oldest gives way.
      const [oldest] = all.sort((a, b) => a.sheet.sinceMs - b.sheet.sinceMs);
      return freePlace(taken, dark) ?? oldest?.sheet.place ?? 0;
    },
    /** As the store says now. `stale`: of these the picture may have changed. */
    async follow(stale?: string): Promise<void> {
      const having = new Set(await people.shelf.having('wall'));
      for (const memory of [...hanging.keys()]) if (!having.has(memory)) takeDown(memory);
      for (const memory of having) {
        if (hanging.has(memory) && memory !== stale) continue;
        await hang(memory).catch(() => {});
      }
      lighten();
    },
    /** At once, before it is gone from the store. */
    takeDown(memory: string): void {
      takeDown(memory);
      lighten();
    },
    memoryOf: (id: string): string | null =>
      [...hanging].find(([, { sheet }]) => sheet.id === id)?.[0] ?? null,
    stop: (): void => stopLight(),
  };
};
export type LiveWall = ReturnType<typeof liveWall>;
