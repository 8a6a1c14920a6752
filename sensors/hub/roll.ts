import { SourceInfo, StreamInfo } from '#contracts/sensor';
import type { Sense } from './sense.ts';
import type { Settings } from './settings.ts';
import { type SourceDesk, sourceDesk } from './source-desk.ts';

/** Who is there: every announced source under an id of its own. */
export interface Roll {
  readonly desks: ReadonlyMap<string, SourceDesk>;
  /** The names of one adapter: its own ids, and those under which they are kept. */
  chapter(kind: string): Chapter;
}

export interface Chapter {
  /** The desk of a source by the adapter's own id. */
  desk(id: string): SourceDesk | undefined;
  /** Enters or renews a source; returns its desk, or what is wrong with the announcement. */
  enter(info: SourceInfo, streams: readonly StreamInfo[]): SourceDesk | string;
}

export const MAX_SOURCES = 256;
const MAX_STREAMS = 64;

/** `leaver` names the source that makes room where the roll is full, and forgets it elsewhere. */
export const roll = (
  sense: Sense,
  settings: Settings,
  leaver: () => string | undefined = () => undefined,
): Roll => {
  const desks = new Map<string, SourceDesk>();
  /** Takes a source out of the chapter that entered it. */
  const strike = new Map<string, () => void>();
  const makeRoom = (): boolean => {
    const id = leaver();
    if (id === undefined) return false;
    strike.get(id)?.();
    strike.delete(id);
    return desks.delete(id);
  };
  const chapter = (kind: string): Chapter => {
    const ids = new Map<string, string>();
    const desk = (id: string): SourceDesk | undefined => desks.get(ids.get(id) ?? '');
    return {
      desk,
      enter(info, streams) {
        const fault = faultOf(info, streams);
        if (fault) return fault;
        const known = ids.get(info.id);
        if (known === undefined && desks.size >= MAX_SOURCES && !makeRoom())
          return `source ${info.id} is left out: ${MAX_SOURCES} sources are the most`;
        const id = known ?? freeId(info.id, desks);
        const named = { ...info, id, kind };
        const entered = desks.get(id) ?? sourceDesk(named, sense, () => settings.of(id));
        entered.announce(named, streams);
        desks.set(id, entered);
        ids.set(info.id, id);
        strike.set(id, () => void ids.delete(info.id));
        return entered;
      },
    };
  };
  return { desks, chapter };
};

/** `id`, or with a number behind it where another adapter has that name. */
const freeId = (id: string, taken: ReadonlyMap<string, unknown>): string => {
  let free = id;
  for (let n = 2; taken.has(free); n++) free = `${id.slice(0, 60)}-${n}`;
  return free;
};

const faultOf = (info: SourceInfo, streams: readonly StreamInfo[]): string | null => {
  if (!SourceInfo.safeParse(info).success)
    return `source ${String(info.id).slice(0, 80)} is malformed`;
  if (streams.length > MAX_STREAMS) return `source ${info.id} has more than ${MAX_STREAMS} streams`;
  if (new Set(streams.map((s) => s.name)).size !== streams.length)
    return `source ${info.id} has two streams of one name`;
  const bad = streams.find((s) => !StreamInfo.safeParse(s).success);
  return bad ? `stream ${String(bad.name).slice(0, 80)} of ${info.id} is malformed` : null;
};
