import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { takeFiles, vaults } from '../../conductor/state/take-files.ts';
import { type TakeItem, takeDecoder } from '../../sensors/recording/decode.ts';
import { parseSource } from '../../sensors/registry.ts';
import { capture } from './capture.ts';

/** What a plain take holds. */
export const itemsIn = (folder: string): TakeItem[] =>
  readFileSync(join(folder, 'blocks.jsonl'), 'utf8').trimEnd().split('\n').map(takeDecoder());

export const eventsIn = (folder: string) => itemsIn(folder).filter((i) => i.t === 'event');

/** Plays 20 s of a take as `--source replay:` does, on a day of the caller's choosing. */
export const heardFrom = async (folder: string, passphrase: string | null, todayMs?: number) => {
  const heard = capture();
  const files = takeFiles(
    vaults(async () => passphrase),
    manualClock(todayMs).nowMs,
  );
  await parseSource(`replay:${folder}`).open({ ...heard.context, takeFiles: files });
  heard.clock.advance(20_000);
  return heard;
};
