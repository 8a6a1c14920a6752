import type { SampleBlock, StreamInfo } from '#contracts/sensor';
import type { Draw } from './drawing.ts';
import type { Presence } from './presence.ts';
import { amplified, gainOf } from './settings.ts';
import type { SourceDesk } from './source-desk.ts';
import type { StandIn } from './stand-in.ts';
import type { StreamDesk } from './stream-desk.ts';
import type { HubLog } from './types.ts';
import type { Worn } from './worn.ts';

export interface TakingParts {
  readonly nowMs: () => number;
  readonly log: HubLog;
  readonly stand: StandIn;
  readonly worn: Worn;
  readonly presence: Presence;
  readonly draw: Draw;
  refuse(where: string, what: string): void;
  failed(error: unknown): void;
  outOfOrder(): void;
}

/** From what an adapter hands over to a block that counts: checked, amplified, stamped, on its body. */
export const taking = (parts: TakingParts): ((desk: SourceDesk, raw: SampleBlock) => void) => {
  const { log, stand, presence, draw, worn } = parts;
  const accept = (desk: SourceDesk, stream: StreamDesk, given: SampleBlock): void => {
    const nowMs = parts.nowMs();
    const { setting, info } = desk;
    // A take was recorded with the gain of its day already on it.
    const raw = amplified(given, info.mended ? 1 : gainOf(setting, given.stream));
    const { atMs, jumped } = stream.arrived(raw, nowMs);
    if (jumped)
      log.seldom(
        `${info.id}/${raw.stream}`,
        'the clock of the sender jumped; its samples are re-stamped',
      );
    if (atMs === null) {
      parts.outOfOrder();
      return;
    }
    desk.heard(raw, nowMs);
    if (setting.muted) return;
    stand.heard(info.kind, info.bodyId, raw.kind, nowMs);
    if (!presence.aside(desk, nowMs) && worn.counts(info, raw.kind))
      draw(desk, stream, named(placed(raw, info.id, info.bodyId, atMs), stream.info), nowMs);
  };
  return (desk, raw) => {
    const stream = desk.streams.get(raw.stream);
    const fault = stream ? stream.fault(raw) : 'is of a stream that was not announced';
    if (!stream || fault) {
      parts.refuse(`${desk.info.id}/${raw.stream}`, `a block ${fault}`);
      return;
    }
    try {
      accept(desk, stream, raw);
    } catch (error) {
      parts.failed(error);
    }
  };
};

/** With the names of its channels where they are places on a body; the list is the stream's own, the same each time. */
const named = (block: SampleBlock, { kind, channels }: StreamInfo): SampleBlock =>
  kind === 'eeg' && block.names !== channels ? { ...block, names: channels } : block;

const placed = (raw: SampleBlock, sourceId: string, bodyId: string, atMs: number): SampleBlock =>
  raw.atMs === atMs && raw.sourceId === sourceId && raw.bodyId === bodyId
    ? raw
    : { ...raw, atMs, sourceId, bodyId };
