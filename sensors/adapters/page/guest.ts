import type { Text } from '#contracts/ids';
import { type Announce, pageSourceId } from '#contracts/wire';
import type { PageEvent, SourceContext } from '../../source.ts';
import { type Line, line } from './line.ts';

export const MAX_PAGE_SOURCES = 16;

const LEFT: Text = {
  en: 'The page was closed, or its Wi-Fi is lost. It goes on by itself when the page is back.',
  ko: '페이지가 닫혔거나 와이파이가 끊겼습니다. 페이지가 돌아오면 저절로 이어집니다.',
};
const BACK: Text = {
  en: 'The page is open; nothing has come from it yet.',
  ko: '페이지는 열려 있지만 아직 들어온 신호가 없습니다.',
};

type Samples = Extract<PageEvent, { t: 'samples' }>;
type Said = Extract<PageEvent, { t: 'state' }>;

/** A name in both languages; two sources of one name are told apart by their ids, and the hub remarks on them. */
const named = (label: Text, id: string): Text => {
  const en = label.en.trim() || label.ko.trim() || id;
  return { en, ko: label.ko.trim() || en };
};

/** One sensor page with its sources. Each call returns what is wrong with what it said, or null. */
export interface Guest {
  announce(announce: Announce): string | null;
  samples(samples: Samples): string | null;
  state(said: Said): string | null;
  left(): void;
  readonly hasLeft: boolean;
}

export const guest = (page: string, body: string, context: SourceContext): Guest => {
  /** By the page's own name of a source: the handles of its streams. */
  const sources = new Map<string, readonly number[]>();
  const lines = new Map<number, Line>();
  const ended = new Set<string>();
  let hasLeft = false;

  const renew = (announce: Announce, sourceId: string, bodyId: string): void => {
    const before = new Map<number, Line>();
    for (const handle of sources.get(announce.source) ?? []) {
      const own = lines.get(handle);
      // Another source may have been given the handle since.
      if (own?.sourceId !== sourceId) continue;
      before.set(handle, own);
      lines.delete(handle);
    }
    for (const { handle, ...info } of announce.streams) {
      const old = before.get(handle);
      // A handle that another source had is this one's from now on.
      const kept = old?.isOf(info, bodyId) ? old : line({ sourceId, bodyId, info, context });
      lines.set(handle, kept);
    }
    sources.set(
      announce.source,
      announce.streams.map((s) => s.handle),
    );
  };

  return {
    announce(announce) {
      const { source, label, streams } = announce;
      const isNew = !sources.has(source);
      if (isNew && sources.size >= MAX_PAGE_SOURCES)
        return `announces source ${MAX_PAGE_SOURCES + 1}: ${source}`;
      const id = pageSourceId(page, source);
      const bodyId = announce.body ?? body;
      renew(announce, id, bodyId);
      const info = { id, kind: 'page', bodyId, label: named(label, id), recorded: false };
      context.announce(
        info,
        streams.flatMap(({ handle }) => lines.get(handle)?.info ?? []),
      );
      const isOver = ended.delete(source);
      if (hasLeft || isOver) {
        const back = hasLeft ? sources.keys() : [source];
        hasLeft = false;
        for (const known of back) context.state(pageSourceId(page, known), 'waiting', BACK);
      }
      return null;
    },
    samples({ handle, atMs, channels, data }) {
      const to = lines.get(handle);
      return to ? to.hear(data, channels, atMs) : `sends samples under handle ${handle}, unknown`;
    },
    state({ source, state, reason }) {
      if (!sources.has(source)) return `speaks of ${source}, which it did not announce`;
      context.state(pageSourceId(page, source), state, reason);
      if (state === 'waiting') ended.delete(source);
      else ended.add(source);
      return null;
    },
    left() {
      hasLeft = true;
      for (const source of sources.keys())
        context.state(pageSourceId(page, source), 'waiting', LEFT);
    },
    get hasLeft() {
      return hasLeft;
    },
  };
};
