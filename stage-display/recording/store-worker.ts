import { FOLDER, type FromStore, type ToStore } from './store-messages.ts';

// Writes the recording piece by piece into the browser's own storage: no dialog on the projector, and after a
// crash everything but the last seconds is there. Only a worker may write into a file in its place.

interface AccessHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}
interface OpenableFile {
  createSyncAccessHandle(): Promise<AccessHandle>;
}

const answer = (message: FromStore): void => postMessage(message);
const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

let file: AccessHandle | null = null;
let before: Promise<void> = Promise.resolve();

const open = async (name: string): Promise<void> => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const handle = await folder.getFileHandle(name, { create: true });
  // Named here because the DOM library of TypeScript has it for workers only.
  file = await (handle as unknown as OpenableFile).createSyncAccessHandle();
  answer({ t: 'opened' });
};

const hear = async (message: ToStore): Promise<void> => {
  if (message.t === 'open') return open(message.name);
  if (message.t === 'write') {
    const { at, bytes } = message;
    const wrote = file?.write(bytes, { at }) ?? 0;
    if (wrote !== bytes.length)
      throw new Error(`only ${wrote} of ${bytes.length} bytes were taken`);
    file?.flush();
    return answer({ t: 'written', bytes: wrote });
  }
  file?.close();
  file = null;
  answer({ t: 'closed' });
};

addEventListener('message', ({ data }: MessageEvent<ToStore>) => {
  before = before
    .then(() => hear(data))
    .catch((error: unknown) => answer({ t: 'failed', why: reasonOf(error) }));
});
