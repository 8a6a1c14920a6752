import type { EditStatus } from '#contracts/editing';
import type { Scope } from './kernel/scope.ts';
import type { Road } from './road.ts';
import type { EditDesk } from './show/edit/desk.ts';
import { openEditing } from './show/edit/open.ts';
import { type KeepShow, keepShow } from './show/keep-show.ts';

export interface ShowFileParts extends Omit<KeepShow, 'store' | 'changed' | 'road'> {
  readonly road: KeepShow['road'] & Pick<Road, 'stage'>;
  /** The file as it stands, for those who edit it. */
  show(status: EditStatus): void;
  /** What is opened is closed with it. */
  readonly all: Scope;
}

/** The file of the show that runs: watched, taken over when it changes, and in the hands of those who edit it. */
export const openShowFile = ({ all, show, ...kept }: ShowFileParts): EditDesk => {
  const { loaded, road, tell, timing } = kept;
  const { nowMs } = timing;
  const { store, desk } = openEditing({
    folder: loaded.folder,
    state: kept.kept,
    nowMs,
    road,
    tell,
    show,
  });
  all.add(keepShow({ ...kept, store, changed: () => void desk.look() }));
  return desk;
};
