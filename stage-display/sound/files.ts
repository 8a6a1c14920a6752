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
  readonly nowMs: () => number;
}

/** The sounds of the show, loaded before they are needed and let go after. */
export interface SoundFiles {
  /** These are wanted now or soon; all others are let go. */
  want(urls: readonly string[]): void;
  get(url: string): Loaded | null;
  /** A wanted file that cannot be had or played; null: none. */
  unplayable(): string | null;
  /** The show may have other files under the same names: looked at anew as soon as nobody plays them. */
  renew(playing: readonly string[]): void;
}

/** Longer than this a file streams: a minute of it decoded is 23 MB. */
export const LONGEST_S = 60;
const RETRY_MS = 10_000;

type Entry =
  | { readonly is: 'loading'; readonly isAgain: boolean }
  | { readonly is: 'here'; readonly loaded: Loaded }
  | { readonly is: 'failed'; readonly atMs: number };

export const soundFiles = (parts: FileParts): SoundFiles => {
  const all = new Map<string, Entry>();

  const read = async (url: string): Promise<Loaded> => {
    const durationS = await parts.durationOf(url);
    if (durationS !== null && durationS > LONGEST_S) return { kind: 'stream', durationS };
    return { kind: 'buffer', buffer: await parts.decode(await parts.fetch(url)) };
  };

  const load = (url: string): void => {
    const mine: Entry = { is: 'loading', isAgain: all.get(url)?.is === 'failed' };
    all.set(url, mine);
    const done = (entry: Entry): void => {
      // Meanwhile nobody wants it any more, or it was asked for anew.
      if (all.get(url) === mine) all.set(url, entry);
    };
    read(url).then(
      (loaded) => done({ is: 'here', loaded }),
      () => done({ is: 'failed', atMs: parts.nowMs() }),
    );
  };

  return {
    want(urls) {
      const wanted = new Set(urls);
      for (const url of all.keys()) if (!wanted.has(url)) all.delete(url);
      for (const url of wanted) {
        const entry = all.get(url);
        const isDue = entry?.is === 'failed' && parts.nowMs() - entry.atMs >= RETRY_MS;
        if (!entry || isDue) load(url);
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
    renew(playing) {
      for (const url of all.keys()) if (!playing.includes(url)) all.delete(url);
    },
  };
};
