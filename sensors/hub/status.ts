import type { Text } from '#contracts/ids';
import type { SourceStatus } from '#contracts/status';
import type { Board } from './board.ts';
import { gainOf } from './settings.ts';
import type { SourceDesk } from './source-desk.ts';

const MAX_REMARKS = 16;

/** Everything the console shows of a source. `odd`: what is odd about it beside others. */
export const statusOf = (
  desk: SourceDesk,
  values: Board,
  odd: readonly Text[],
  nowMs: number,
  aside: boolean,
): SourceStatus => {
  const { info, setting, reason } = desk;
  const desks = [...desk.streams.values()];
  const streams = desks.map((s) => ({
    name: s.info.name,
    kind: s.info.kind,
    quality: desk.quality(s, nowMs),
    ...s.delay(),
    gain: gainOf(setting, s.info.name),
  }));
  return {
    id: info.id,
    kind: info.kind,
    bodyId: info.bodyId,
    label: info.label,
    state: desk.state(nowMs, aside),
    rateHz: Math.max(0, ...streams.map((s) => s.quality.rateHz)),
    quality: desk.worst(nowMs),
    streams,
    remarks: [...odd, ...desks.flatMap((s) => s.remarks())].slice(0, MAX_REMARKS),
    feeds: values.feeds(info.id, info.bodyId, nowMs),
    muted: setting.muted ?? false,
    autoRange: setting.autoRange ?? false,
    recorded: info.recorded,
    ...(reason && { reason }),
  };
};
