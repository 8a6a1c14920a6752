import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import type { SampleBlock, SourceInfo, SourceState, StreamInfo } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import type { OscInlet, PageInlet, SourceContext, Stop, Timing } from '../source.ts';
import { board } from './board.ts';
import { listeners } from './listeners.ts';
import { roll } from './roll.ts';
import { seenBeforeFelt } from './seen.ts';
import type { Sense } from './sense.ts';
import type { SourceDesk } from './source-desk.ts';
import { standIn } from './stand-in.ts';
import type { StreamDesk } from './stream-desk.ts';

/** Where the hub tells what happened; the kernel's log fits. */
export interface HubLog {
  info(where: string, text: string): void;
  warn(where: string, text: string): void;
  seldom(where: string, text: string): void;
}

export interface HubOptions {
  readonly timing: Timing;
  readonly osc: OscInlet;
  /** Nobody where absent. */
  readonly pages?: PageInlet;
  readonly log: HubLog;
}

/** All sources, their quality, and what is drawn from them. */
export interface SensorHub {
  /** The context for one adapter that is opened; `kind` is the adapter's. */
  contextFor(kind: string): SourceContext;
  /** Values as the extractors yield them, lowered in confidence by the stream's quality. */
  onFeatures(fn: (values: readonly FeatureValue[]) => void): Stop;
  /** Movement, told while the block arrives. */
  onMovement(fn: (frame: MovementFrame) => void): Stop;
  /** Every block that counts, stamped in show time. */
  onBlock(fn: (block: SampleBlock) => void): Stop;
  /** Every announcement, with the ids that the blocks carry. */
  onSource(fn: (source: { info: SourceInfo; streams: readonly StreamInfo[] }) => void): Stop;
  statuses(nowMs: number): SourceStatus[];
  /** The newest values of a body that are still true. */
  featuresOf(bodyId: string, nowMs: number): Map<FeatureName, FeatureValue>;
  /** Notices sources that fell silent or came back. Call it at least four times a second. */
  tick(nowMs: number): void;
  /** Messages and blocks that were refused, and blocks dropped because they came out of order. */
  counts(): { readonly refused: number; readonly outOfOrder: number };
  close: Stop;
}

const TICK_MS = 250;
const SILENT: PageInlet = { on: () => () => {} };

/** Makes hubs that judge and draw features with `sense`. */
export const hubWith =
  (sense: Sense) =>
  ({ timing, osc, pages = SILENT, log }: HubOptions): SensorHub => {
    const failed = (error: unknown): void => log.seldom('hub', String(error));
    const features = listeners<readonly FeatureValue[]>(failed);
    const movement = listeners<MovementFrame>(failed);
    const blocks = listeners<SampleBlock>(failed);
    const announced = listeners<{ info: SourceInfo; streams: readonly StreamInfo[] }>(failed);
    const sources = roll(sense);
    const { desks } = sources;
    const values = board();
    const stand = standIn();
    const eyes = seenBeforeFelt();
    const sentAside = new Set<string>();
    const states = new Map<string, SourceState>();
    let closed = false;
    let tickedMs = Number.NEGATIVE_INFINITY;
    let refused = 0;
    let outOfOrder = 0;

    const refuse = (where: string, what: string): void => {
      refused++;
      log.seldom(where, what);
    };

    /** Whether a source stands aside now; coming and going, it forgets. */
    const standsAside = (desk: SourceDesk, nowMs: number): boolean => {
      const { id, kind, bodyId } = desk.info;
      const aside = stand.aside(kind, bodyId, nowMs);
      if (aside === sentAside.has(id)) return aside;
      if (aside) {
        sentAside.add(id);
        values.forget(id);
      } else sentAside.delete(id);
      for (const stream of desk.streams.values()) stream.restart();
      return aside;
    };

    const draw = (
      desk: SourceDesk,
      stream: StreamDesk,
      block: SampleBlock,
      nowMs: number,
    ): void => {
      const frame = stream.movement(block);
      if (frame && eyes.lets(block, nowMs)) movement.tell({ ...frame, recorded: block.recorded });
      blocks.tell(block);
      const found = stream.features(block);
      if (found.length === 0) return;
      const { score } = desk.quality(stream, nowMs);
      const key = `${block.sourceId}/${block.stream}`;
      const heard = found
        .map((v) => ({ ...v, confidence: v.confidence * score, recorded: block.recorded }))
        .filter((v) => values.put(v, key, nowMs));
      if (heard.length > 0) features.tell(heard);
    };

    const accept = (desk: SourceDesk, stream: StreamDesk, raw: SampleBlock): void => {
      const nowMs = timing.nowMs();
      const { atMs, jumped } = stream.arrived(raw, nowMs);
      if (jumped)
        log.seldom(
          `${desk.info.id}/${raw.stream}`,
          'the clock of the sender jumped; its samples are re-stamped',
        );
      if (atMs === null) outOfOrder++;
      else {
        desk.heard(raw, nowMs);
        const { id, kind, bodyId } = desk.info;
        stand.heard(kind, bodyId, raw.kind, nowMs);
        if (!standsAside(desk, nowMs)) draw(desk, stream, placed(raw, id, bodyId, atMs), nowMs);
      }
    };

    const take = (desk: SourceDesk, raw: SampleBlock): void => {
      const stream = desk.streams.get(raw.stream);
      const fault = stream ? stream.fault(raw) : 'is of a stream that was not announced';
      if (!stream || fault) {
        refuse(`${desk.info.id}/${raw.stream}`, `a block ${fault}`);
        return;
      }
      try {
        accept(desk, stream, raw);
      } catch (error) {
        failed(error);
      }
    };

    const contextFor = (kind: string): SourceContext => {
      const chapter = sources.chapter(kind);
      return {
        timing,
        osc,
        pages,
        announce(info, streams) {
          if (closed) return;
          const body = chapter.desk(info.id)?.info.bodyId;
          const desk = chapter.enter(info, streams);
          if (typeof desk === 'string') {
            refuse(kind, desk);
            return;
          }
          if (body !== undefined && body !== info.bodyId) values.forget(desk.info.id);
          announced.tell({ info: desk.info, streams });
        },
        emit(block) {
          if (closed) return;
          const desk = chapter.desk(block.sourceId);
          if (desk) take(desk, block);
          else refuse(kind, `a block of ${block.sourceId}, which was not announced`);
        },
        state: (id, state, reason) => chapter.desk(id)?.say(state, reason),
        refuse,
      };
    };

    const notice = (desk: SourceDesk, nowMs: number): void => {
      const { id, bodyId } = desk.info;
      const state = desk.state(nowMs, standsAside(desk, nowMs));
      const before = states.get(id);
      states.set(id, state);
      if (before === state) return;
      const text = `source ${id} of ${bodyId} is ${state}`;
      if (state === 'stale' || state === 'failed') log.warn('hub', text);
      else log.info('hub', text);
    };

    return {
      contextFor,
      onFeatures: features.on,
      onMovement: movement.on,
      onBlock: blocks.on,
      onSource: announced.on,
      statuses: (nowMs) =>
        [...desks.values()].map((desk) => desk.status(nowMs, standsAside(desk, nowMs))),
      featuresOf: values.of,
      tick(nowMs) {
        if (nowMs - tickedMs < TICK_MS) return;
        tickedMs = nowMs;
        for (const desk of desks.values()) notice(desk, nowMs);
      },
      counts: () => ({ refused, outOfOrder }),
      close() {
        closed = true;
      },
    };
  };

const placed = (raw: SampleBlock, sourceId: string, bodyId: string, atMs: number): SampleBlock =>
  raw.atMs === atMs && raw.sourceId === sourceId && raw.bodyId === bodyId
    ? raw
    : { ...raw, atMs, sourceId, bodyId };
