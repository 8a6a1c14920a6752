/** A sound as it was loaded. Long ones stream. */
export type Loaded =
  | { readonly kind: 'buffer'; readonly buffer: AudioBuffer }
  | { readonly kind: 'stream'; readonly durationS: number };

export interface FileParts {
  /** The whole file; throws where there is none. */
  readonly fetch: (url: string) => Promise<ArrayBuffer>;
  readonly decode: (bytes: ArrayBuffer) => Promise<AudioBuffer>;
  /** How long a file is, read from its head; null where the browser cannot say. */
  readonly durationOf: (url: string) => Promise<number | null>;
  /** What tells one content under this address from another; null where nobody says. */
  readonly tagOf: (url: string) => Promise<string | null>;
  readonly nowMs: () => number;
}

/** The sounds of the show, loaded before they are needed and let go after. */
export interface SoundFiles {
  /** These are wanted now or soon; all others are let go. One that is out of date and not among `playing` is loaded anew. */
  want(urls: readonly string[], playing?: readonly string[]): void;
  get(url: string): Loaded | null;
  /** A wanted file that cannot be had or played; null: none. */
  unplayable(): string | null;
  /** The show may have other files under the same names: those that are other are loaded anew, the others stay. */
  renew(): void;
}

/** Longer than this a file streams: a minute of it decoded is 23 MB. */
export const LONGEST_S = 60;
const RETRY_MS = 10_000;

interface Here {
  readonly is: 'here';
  readonly loaded: Loaded;
  readonly tag: string | null;
  /** There is another content under this address. */
  readonly isOld: boolean;
}
type Entry =
  | { readonly is: 'loading'; readonly isAgain: boolean }
  | Here
  | { readonly is: 'failed'; readonly atMs: number };

export const soundFiles = (parts: FileParts): SoundFiles => {
  const all = new Map<string, Entry>();
  /** To be looked at once they are loaded. */
  const doubted = new Set<string>();

  const read = async (url: string): Promise<Here> => {
    // Before the file itself: one that changes meanwhile is then old, never taken for new.
    const tag = await parts.tagOf(url);
    const durationS = await parts.durationOf(url);
    const loaded: Loaded =
      durationS !== null && durationS > LONGEST_S
        ? { kind: 'stream', durationS }
        : { kind: 'buffer', buffer: await parts.decode(await parts.fetch(url)) };
    return { is: 'here', loaded, tag, isOld: false };
  };

  const load = (url: string): void => {
    const mine: Entry = { is: 'loading', isAgain: all.get(url)?.is === 'failed' };
    all.set(url, mine);
    const done = (entry: Entry): void => {
      // Meanwhile nobody wants it any more, or it was asked for anew.
      if (all.get(url) !== mine) return;
      all.set(url, entry);
      if (doubted.delete(url)) look(url);
    };
    read(url).then(done, () => done({ is: 'failed', atMs: parts.nowMs() }));
  };

  /** Whether a file is still what it was; where nobody says, it is. */
  const look = (url: string): void => {
    const entry = all.get(url);
    if (entry?.is !== 'here') return;
    parts.tagOf(url).then(
      (tag) => {
        const isOther = tag !== null && tag !== entry.tag;
        if (isOther && all.get(url) === entry) all.set(url, { ...entry, isOld: true });
      },
      () => {},
    );
  };

  return {
    want(urls, playing = []) {
      const wanted = new Set(urls);
      for (const url of all.keys()) if (!wanted.has(url)) all.delete(url);
      for (const url of wanted) {
        const entry = all.get(url);
        const isDue = entry?.is === 'failed' && parts.nowMs() - entry.atMs >= RETRY_MS;
        const isOld = entry?.is === 'here' && entry.isOld && !playing.includes(url);
        if (!entry || isDue || isOld) load(url);
      }
    },
    get(url) {
      const entry = all.get(url);
      return entry?.is === 'here' ? entry.loaded : null;
    },
    unplayable: () =>
      [...all].find(
        ([, entry]) => entry.is === 'failed' || (entry.is === 'loading' && entry.isAgain),
      )?.[0] ?? null,
    renew() {
      for (const [url, entry] of all) {
        if (entry.is === 'failed') all.delete(url);
        else if (entry.is === 'loading') doubted.add(url);
        else look(url);
      }
    },
  };
};
