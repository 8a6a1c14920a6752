import type { FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import type { Patch } from '#contracts/patch';
import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';
import type { PageInlet, SourceContext } from '../source.ts';
import { board } from './board.ts';
import { drawing } from './drawing.ts';
import { listeners } from './listeners.ts';
import { namesakes } from './namesakes.ts';
import { presence } from './presence.ts';
import { type Chapter, roll } from './roll.ts';
import type { Sense } from './sense.ts';
import { settings } from './settings.ts';
import type { SourceDesk } from './source-desk.ts';
import { standIn } from './stand-in.ts';
import { statusOf } from './status.ts';
import { taking } from './taking.ts';
import type { HubOptions, SensorHub } from './types.ts';
import { wornSources } from './worn.ts';

const TICK_MS = 250;
const SILENT: PageInlet = { on: () => () => {} };

type Announced = { info: SourceInfo; streams: readonly StreamInfo[] };

/** Makes hubs that judge and draw features with `sense`. */
export const hubWith =
  (sense: Sense) =>
  ({ timing, osc, pages = SILENT, log, expectation }: HubOptions): SensorHub => {
    const failed = (error: unknown): void => log.seldom('hub', String(error));
    const features = listeners<readonly FeatureValue[]>(failed);
    const movement = listeners<MovementFrame>(failed);
    const blocks = listeners<SampleBlock>(failed);
    const announced = listeners<Announced>(failed);
    const patch = settings();
    const leaver = (): string | undefined => {
      const id = present.idlest(desks.values(), timing.nowMs())?.info.id;
      if (id === undefined) return undefined;
      present.forget(id);
      log.info('hub', `source ${id} is struck from the roll to make room`);
      return id;
    };
    const sources = roll(sense, patch, leaver);
    const { desks } = sources;
    const values = board();
    const stand = standIn();
    const worn = wornSources();
    const present = presence(stand, values, log);
    const counted = { refused: 0, outOfOrder: 0 };
    let closed = false;
    let tickedMs = Number.NEGATIVE_INFINITY;

    const refuse = (where: string, what: string): void => {
      counted.refused++;
      log.seldom(where, what);
    };
    const take = taking({
      nowMs: () => timing.nowMs(),
      log,
      stand,
      worn,
      presence: present,
      draw: drawing({ features, movement, blocks }, values, expectation, worn.isVisited, failed),
      refuse,
      failed,
      outOfOrder: () => void counted.outOfOrder++,
    });
    const tellOf = ({ info, streams }: SourceDesk): void =>
      announced.tell({ info, streams: [...streams.values()].map((s) => s.info) });

    const announce = (chapter: Chapter, kind: string, { info, streams }: Announced): void => {
      const body = chapter.desk(info.id)?.info.bodyId;
      const desk = chapter.enter(info, streams);
      if (typeof desk === 'string') {
        refuse(kind, desk);
        return;
      }
      if (body !== undefined && body !== desk.info.bodyId) {
        values.forget(desk.info.id);
        stand.left(body);
      }
      tellOf(desk);
    };
    const contextFor = (kind: string): SourceContext => {
      const chapter = sources.chapter(kind);
      return {
        timing,
        osc,
        pages,
        announce(info, streams) {
          if (!closed) announce(chapter, kind, { info, streams });
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

    /** A source that leaves a body, or falls mute, takes back what it said; the stand-in need not wait. */
    const obey = (desk: SourceDesk): void => {
      const before = { body: desk.info.bodyId, muted: desk.setting.muted ?? false };
      desk.obey();
      const moved = before.body !== desk.info.bodyId;
      if (!moved && before.muted === (desk.setting.muted ?? false)) return;
      values.forget(desk.info.id);
      stand.left(before.body);
      if (moved) tellOf(desk);
    };
    const setPatch = (next: Patch): void => {
      patch.set(next);
      for (const desk of desks.values()) obey(desk);
    };

    /** What was learned of one person is forgotten before another stands for the body. */
    const wear = (body: string, sources: readonly string[] | null): void => {
      const counted = (desk: SourceDesk): boolean =>
        [...desk.streams.values()].some((stream) => worn.counts(desk.info, stream.info.kind));
      const here = [...desks.values()].filter((desk) => desk.info.bodyId === body);
      const before = new Map(here.map((desk) => [desk, counted(desk)]));
      const isOther = worn.isVisited(body) !== (sources !== null);
      worn.wear(body, sources);
      for (const desk of here) {
        if (!isOther && before.get(desk) === counted(desk)) continue;
        values.forget(desk.info.id);
        for (const stream of desk.streams.values()) stream.restart();
      }
    };

    return {
      contextFor,
      setPatch,
      wear,
      onFeatures: features.on,
      onMovement: movement.on,
      onBlock: blocks.on,
      onSource: announced.on,
      statuses(nowMs) {
        const odd = namesakes(desks.values(), nowMs);
        return [...desks.values()].map((desk) =>
          statusOf(desk, values, odd.get(desk.info.id) ?? [], nowMs, present.aside(desk, nowMs)),
        );
      },
      featuresOf: values.of,
      tick(nowMs) {
        if (nowMs - tickedMs < TICK_MS) return;
        tickedMs = nowMs;
        for (const desk of desks.values()) present.notice(desk, nowMs);
      },
      counts: () => ({ ...counted }),
      close() {
        closed = true;
      },
    };
  };
