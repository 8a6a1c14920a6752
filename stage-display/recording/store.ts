import { FOLDER, type FromStore, type ToStore } from './store-messages.ts';
import type { Placed } from './webm.ts';

/** A file that is being written. */
export interface RecordingStore {
  write(piece: Placed): void;
  /** Bytes handed over that are not on the disk yet. */
  readonly behind: number;
  readonly size: number;
  /** Done when everything is written. Rejects with what went wrong meanwhile. */
  close(): Promise<void>;
}

/** What a worker is to the store; a test answers by hand. */
export interface StoreWorker {
  post(message: ToStore, move: ArrayBuffer[]): void;
  end(): void;
}
export type StartStore = (hear: (message: FromStore) => void) => StoreWorker;

export const browserStore: StartStore = (hear) => {
  const worker = new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromStore>) => hear(data));
  worker.addEventListener('error', ({ message }) => hear({ t: 'failed', why: message }));
  return {
    post: (message, move) => worker.postMessage(message, move),
    end: () => worker.terminate(),
  };
};

const pending = () => {
  let resolve = (): void => {};
  let reject = (_: Error): void => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

/**
 * Begins a file of that name.
 * @param failed called once, when nothing more can be written
 */
export const openStore = async (
  start: StartStore,
  name: string,
  failed: (why: string) => void,
): Promise<RecordingStore> => {
  let behind = 0;
  let size = 0;
  let trouble: string | null = null;
  const opened = pending();
  const closed = pending();
  closed.promise.catch(() => {});
  const worker = start((message) => {
    if (message.t === 'opened') opened.resolve();
    else if (message.t === 'written') behind -= message.bytes;
    else if (message.t === 'closed') closed.resolve();
    else if (trouble === null) {
      trouble = message.why;
      opened.reject(new Error(trouble));
      closed.reject(new Error(trouble));
      failed(trouble);
    }
  });
  worker.post({ t: 'open', name }, []);
  try {
    await opened.promise;
  } catch (error) {
    worker.end();
    throw error;
  }
  return {
    write({ at, bytes }) {
      if (trouble !== null) return;
      behind += bytes.length;
      size = Math.max(size, at + bytes.length);
      worker.post({ t: 'write', at, bytes }, [bytes.buffer]);
    },
    get behind() {
      return behind;
    },
    get size() {
      return size;
    },
    async close() {
      worker.post({ t: 'close' }, []);
      await closed.promise.finally(() => worker.end());
    },
  };
};

const folder = async (): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory();
  return await root.getDirectoryHandle(FOLDER, { create: true });
};

interface Listed {
  values(): AsyncIterable<FileSystemHandle>;
}

/** Recordings that lie in the browser's storage, by name. */
export const storedFiles = async (): Promise<readonly FileSystemFileHandle[]> => {
  const found: FileSystemFileHandle[] = [];
  // Asynchronous iteration of folders is in every browser that has them; TypeScript's DOM library leaves it out.
  for await (const one of ((await folder()) as unknown as Listed).values())
    if (one.kind === 'file') found.push(one as FileSystemFileHandle);
  return found.sort((a, b) => a.name.localeCompare(b.name));
};

export const removeStored = async (name: string): Promise<void> => {
  await (await folder()).removeEntry(name);
};
