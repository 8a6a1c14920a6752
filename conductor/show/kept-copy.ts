import { mkdir, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { Id } from '#contracts/ids';
import { realDisk } from '../state/disk.ts';
import { isThere, replaceFile } from './edit/atomic.ts';
import { fingerprint } from './edit/fingerprint.ts';
import { historyFolder, withText } from './edit/folder.ts';
import { openHistory } from './edit/history.ts';
import { insideFolder } from './files.ts';
import { type LoadedShow, loadShow, SHOW_FILE, worldFile } from './load.ts';

const FOLDER = 'last-good';
const RAN = 'ran.json';

/** Which version ran last, and of which show. Its copy lies in a folder named by its hash. */
const Ran = z.strictObject({
  format: z.literal(1),
  show: Id,
  /** Folder of the show. */
  folder: z.string(),
  /** Of show, world and sketches together. */
  hash: z.string().length(64),
  /** Of show.yaml alone: the history names versions so. */
  sha256: z.string().length(64),
});
export type Ran = Readonly<z.infer<typeof Ran>>;

const real = (folder: string): Promise<string> => realpath(folder).catch(() => folder);

/** Every file of a show but its sounds, as it was read: what lies on the disk by now may be another version. */
const filesOf = ({ folder, show, text, world, memories }: LoadedShow): Map<string, string> => {
  const files = new Map([[SHOW_FILE, text]]);
  const worldAt = worldFile(folder, show.world);
  if (worldAt) files.set(relative(folder, worldAt), world);
  for (const [name, { sketch }] of Object.entries(show.memories)) {
    const at = typeof sketch === 'string' ? insideFolder(folder, sketch) : null;
    if (at) files.set(relative(folder, at), JSON.stringify(memories[name]?.sketch ?? []));
  }
  return files;
};

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await realDisk.write(file, text);
  await realDisk.sync(file);
  await realDisk.sync(dirname(file));
};

/** A folder of its own that takes its name when it is whole. */
const copyOf = async (loaded: LoadedShow, to: string): Promise<void> => {
  const draft = `${to}.new`;
  await rm(draft, { recursive: true, force: true });
  for (const [name, text] of filesOf(loaded)) await write(join(draft, name), text);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
  await realDisk.sync(dirname(to));
};

/**
 * Keeps a version that runs now: its copy, then the note that it is the one. Whenever the machine dies, the note names
 * a version that ran, and its copy is whole or not there. Rejects with a Node error; the note is then tried all the same.
 */
export const keepCopy = async (loaded: LoadedShow, state: string): Promise<void> => {
  const base = join(state, FOLDER);
  const ran: Ran = {
    format: 1,
    show: loaded.show.id,
    folder: await real(loaded.folder),
    hash: loaded.hash,
    sha256: fingerprint(loaded.text),
  };
  await mkdir(base, { recursive: true });
  const copied = copyOf(loaded, join(base, ran.hash));
  await copied.catch(() => {});
  await replaceFile(join(base, RAN), `${JSON.stringify(ran)}\n`);
  await copied;
  const old = (await readdir(base)).filter((name) => name !== RAN && name !== ran.hash);
  await Promise.all(old.map((name) => rm(join(base, name), { recursive: true, force: true })));
};

/** Which version ran last by this state folder; null: none is noted. Never throws. */
export const lastRan = async (state: string): Promise<Ran | null> => {
  try {
    return Ran.parse(JSON.parse(await readFile(join(state, FOLDER, RAN), 'utf8')));
  } catch {
    return null;
  }
};

/** Whether a version that ran is one of the show in this folder: by its place, or else by its name. */
export const isOf = async (ran: Ran, folder: string): Promise<boolean> => {
  if (ran.folder === (await real(folder))) return true;
  const now = await loadShow(folder, { sounds: false }).catch(() => null);
  return now?.show.id === ran.show;
};

/** The copy of a version that ran; null where it is not there whole. Sounds are not looked for. */
export const copyThatRan = async (ran: Ran, state: string): Promise<LoadedShow | null> => {
  const copy = join(state, FOLDER, ran.hash);
  if (!(await isThere(copy))) return null;
  const loaded = await loadShow(copy, { sounds: false }).catch(() => null);
  return loaded?.hash === ran.hash ? loaded : null;
};

/** The same from the history of the show, with the world and the sketches that lie in its folder. */
export const versionThatRan = async (
  ran: Ran,
  folder: string,
  state: string,
): Promise<LoadedShow | null> => {
  try {
    const { index, text } = await openHistory(await historyFolder(folder, state));
    const version = index.versions.findLast((v) => v.sha256 === ran.sha256);
    const kept = version ? await text(version.n) : null;
    if (kept === null) return null;
    return await loadShow(folder, {
      files: withText(join(folder, SHOW_FILE), kept),
      sounds: false,
    });
  } catch {
    return null;
  }
};
