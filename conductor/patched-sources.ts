import type { Text } from '#contracts/ids';
import { parseSource } from '../sensors/registry.ts';
import type { SourceContext, Stop } from '../sensors/source.ts';
import { sentence } from './kernel/errors.ts';
import type { LampBoard } from './state/lamps.ts';
import type { Tell } from './tell.ts';

export interface PatchedSources {
  readonly lamps: LampBoard;
  readonly tell: Tell;
  readonly contextFor: (kind: string) => SourceContext;
  /** Sources of the command line, as written: what runs already is not opened again. */
  readonly running: readonly string[];
}

interface Entry {
  readonly context: SourceContext;
  /** Adapter's own ids of what it announced. */
  readonly ids: ReadonlySet<string>;
  stop: Stop | null;
  /** Counts openings and closings: what finishes opening after that is closed again. */
  turn: number;
}

const ENDED: Text = {
  en: 'Closed at the console.',
  ko: '콘솔에서 닫았습니다.',
};

/** `patch-` and the source as written, as far as a lamp's name allows. */
const partOf = (text: string): string =>
  `source-${text.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}`.slice(0, 64);

/**
 * Keeps the sources open that the patch names, while it changes. One that cannot begin lights a lamp and is
 * told; nothing here throws. A source that is opened again goes on under its old names.
 */
export const patchedSources = ({ lamps, tell, contextFor, running }: PatchedSources) => {
  const entries = new Map<string, Entry>();
  const written = new Set(running);
  let wanted: ReadonlySet<string> = new Set();

  const failed = (text: string, error: unknown): void => {
    const part = partOf(text);
    const said = {
      en: `The source ${text} cannot be opened: ${sentence(error)}`,
      ko: `입력 ${text} 을(를) 열 수 없습니다: ${sentence(error)}`,
    };
    lamps.set(part, { part, level: 'warn', text: said });
    tell('warn', 'patch', said);
  };

  const watched = (context: SourceContext, ids: Set<string>): SourceContext => ({
    ...context,
    announce(info, streams) {
      ids.add(info.id);
      context.announce(info, streams);
    },
  });

  const entryOf = (text: string, kind: string): Entry => {
    const old = entries.get(text);
    if (old) return old;
    const ids = new Set<string>();
    const made = { context: watched(contextFor(kind), ids), ids, stop: null, turn: 0 };
    entries.set(text, made);
    return made;
  };

  const shut = ({ context, ids }: Entry, stop: Stop): void => {
    stop();
    for (const id of ids) context.state(id, 'ended', ENDED);
  };

  const open = async (text: string): Promise<void> => {
    try {
      const source = parseSource(text);
      const entry = entryOf(text, source.kind);
      const turn = ++entry.turn;
      const stop = await source.open(entry.context);
      if (entry.turn === turn) entry.stop = stop;
      else shut(entry, stop);
    } catch (error) {
      if (wanted.has(text)) failed(text, error);
    }
  };

  const close = (text: string): void => {
    lamps.set(partOf(text), null);
    const entry = entries.get(text);
    if (!entry) return;
    const { stop } = entry;
    entry.turn++;
    entry.stop = null;
    if (stop) shut(entry, stop);
  };

  /** Opens what is new in the list and closes what is no longer there. */
  const set = (list: readonly string[]): void => {
    const before = wanted;
    wanted = new Set(list.filter((text) => !written.has(text)));
    for (const text of before) if (!wanted.has(text)) close(text);
    for (const text of wanted) if (!before.has(text)) void open(text);
  };

  return { set, close: (): void => set([]) };
};
