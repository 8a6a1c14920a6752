import { keepTakes, type TakeKeeper, type TakeParts } from './state/keep-take.ts';
import type { VaultOpener } from './state/take-files.ts';
import { openUnderstudy } from './understudy/understudy.ts';

export interface OpenTakes extends Omit<TakeParts, 'onEnded'> {
  readonly vaultAt: VaultOpener;
}

/** Recording, and the understudy that plays from what was recorded. Open it before the sources. */
export const openTakes = (parts: OpenTakes): TakeKeeper => {
  const understudy = openUnderstudy(parts);
  const keeper = keepTakes({ ...parts, onEnded: understudy.renew });
  return {
    ...keeper,
    async close() {
      understudy.close();
      await keeper.close();
    },
  };
};
