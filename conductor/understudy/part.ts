import type { Text } from '#contracts/ids';
import type { SampleBlock, StreamKind } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import type { StreamLine } from '../../sensors/recording/format.ts';
import type { SourceContext } from '../../sensors/source.ts';
import type { Choice } from './choose.ts';
import { openReel, type Reel } from './reel.ts';

/** One recording that speaks for one sensor. */
export interface Part {
  readonly choice: Choice;
  /** Recorded time that is now. */
  nowIn(nowMs: number): number;
  /** Hands on what is due; `lets` says whether a kind may speak now. */
  play(nowMs: number, lets: (kind: StreamKind) => boolean): void;
  /** The body it speaks for. */
  readonly bodyId: string;
  /** Whether it was announced, by itself or by the part whose place it took. */
  readonly spoke: boolean;
  readonly over: boolean;
  settled(): Promise<void>;
  /** Ends it: what it said decays as usual. */
  end(reason: Text): void;
  close(): void;
}

const MOST_ID = 64;

/** The id under which a recording speaks for a sensor. */
export const idFor = (sourceId: string): string => `understudy.${sourceId}`.slice(0, MOST_ID);

/** The day of a take, `2026-05-01`, in the machine's own time zone. */
export const dayOf = (ms: number): string => {
  const day = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

export const labelFor = (name: Text, startMs: number): Text => ({
  en: `Understudy for ${name.en} (recorded ${dayOf(startMs)})`,
  ko: `${name.ko}의 대역 (${dayOf(startMs)} 녹화)`,
});

const fits = (line: StreamLine, block: SampleBlock): boolean =>
  line.name === block.stream &&
  line.kind === block.kind &&
  line.rateHz === block.rateHz &&
  line.channels.length === block.channels;

/** @param hasSpoken whether a part that it takes over from was announced already under the same id */
export const beginPart = (
  source: SourceStatus,
  choice: Choice,
  nowMs: number,
  context: SourceContext,
  onError: (error: unknown) => void,
  hasSpoken = false,
): Part => {
  const id = idFor(source.id);
  const shiftMs = nowMs - choice.atMs;
  const reel: Reel = openReel(choice, choice.atMs, onError);
  const announced = new Map<string, StreamLine>();

  /** Streams change their layout within a take; the hub must know before the first block of the new one. */
  const announce = (block: SampleBlock): boolean => {
    const known = announced.get(block.stream);
    if (known && fits(known, block)) return true;
    const line = choice.lines.find((l) => fits(l, block));
    if (!line) return false;
    announced.set(line.name, line);
    const info = {
      id,
      kind: 'understudy',
      bodyId: source.bodyId,
      label: labelFor(source.label, choice.index.take.startMs),
      recorded: true,
      mended: true,
      take: choice.index.take.id,
    };
    const streams = [...announced.values()].map(({ name, kind, channels, rateHz }) => ({
      name,
      kind,
      channels,
      rateHz,
    }));
    context.announce(info, streams);
    return true;
  };
  const spoke = (): boolean => announced.size > 0 || hasSpoken;
  return {
    choice,
    bodyId: source.bodyId,
    get spoke() {
      return spoke();
    },
    nowIn: (atMs) => atMs - shiftMs,
    play(atMs, lets) {
      for (const block of reel.upTo(atMs - shiftMs)) {
        if (!lets(block.kind) || !announce(block)) continue;
        context.emit({
          ...block,
          sourceId: id,
          bodyId: source.bodyId,
          atMs: block.atMs + shiftMs,
          recorded: true,
        });
      }
    },
    get over() {
      return reel.over;
    },
    settled: reel.settled,
    end(reason) {
      reel.close();
      if (spoke()) context.state(id, 'ended', reason);
    },
    close: reel.close,
  };
};
