import { DEFAULT_BODY } from '#contracts/ids';
import type { SourceInfo } from '#contracts/sensor';
import type { Report } from './e4-file.ts';
import type { OpenAs } from './format.ts';
import { heldCursor } from './held.ts';
import type { Found } from './probe.ts';
import { type Plan, readRows } from './rows.ts';
import type { Tape } from './tape.ts';

/** Opens a file of rows as a tape of one source. `what`: the device, as it is shown. Throws as {@link readRows}. */
export const rowTape = async (
  found: Found,
  plan: Plan,
  what: { readonly en: string; readonly ko: string },
  as: OpenAs,
  report: Report,
): Promise<Tape> => {
  const { streams, startMs } = await readRows(found.path, plan, report);
  const id = as.id ?? idOf(found.name);
  const info: SourceInfo = {
    id,
    kind: 'replay',
    bodyId: as.body ?? DEFAULT_BODY,
    label: { en: `${what.en} recording ${id}`, ko: `${what.ko} 녹화 ${id}` },
    recorded: true,
  };
  const source = { info, streams: streams.map((s) => s.info) };
  return { startMs, cursor: (fromMs) => heldCursor(source, streams, fromMs) };
};

const idOf = (name: string): string =>
  name
    .replace(/\.gz$/i, '')
    .replace(/\.[A-Za-z]+$/, '')
    .replaceAll(/[^A-Za-z0-9._-]/g, '-')
    .slice(0, 60) || 'recording';
