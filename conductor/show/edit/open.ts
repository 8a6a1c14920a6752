import type { EditStatus } from '#contracts/editing';
import type { Text } from '#contracts/ids';
import type { Road } from '../../road.ts';
import type { Tell } from '../../tell.ts';
import { type EditDesk, keepsRunning, openEditDesk } from './desk.ts';
import { openShowStore, type ShowStore } from './store.ts';

export interface EditingParts {
  /** Folder of the show. */
  readonly folder: string;
  /** State folder of the machine. */
  readonly state: string;
  readonly nowMs: () => number;
  readonly road: Pick<Road, 'stage'>;
  readonly tell: Tell;
  /** The file as it stands, for those who edit it. */
  show(status: EditStatus): void;
}

/** The file of the show that runs: its one store in this process, and those who edit it at consoles. */
export interface Editing {
  /** Rejects while the folder of the show is gone. */
  store(): Promise<ShowStore>;
  readonly desk: EditDesk;
}

const PART = 'edit';

export const openEditing = ({ folder, state, nowMs, road, tell, show }: EditingParts): Editing => {
  const accept = keepsRunning(() => road.stage().cue);
  const warn = (text: Text): void => tell('warn', PART, text);
  let opened: ShowStore | null = null;
  const store = async (): Promise<ShowStore> => {
    opened ??= await openShowStore({ folder, state, nowMs, accept, tell: warn });
    return opened;
  };
  const desk = openEditDesk({
    folder,
    store,
    nowMs,
    show,
    tell: (text) => tell('info', PART, text),
  });
  return { store, desk };
};
