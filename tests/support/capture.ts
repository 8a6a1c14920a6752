import type { SampleBlock, SourceInfo, StreamInfo } from '../../conductor/contracts/sensor.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import type {
  OscArgument,
  OscInlet,
  PageEvent,
  PageInlet,
  SourceContext,
} from '../../sensors/source.ts';

type Message = { address: string; args: readonly OscArgument[]; from: string };

/** An OSC inlet that a test speaks into. */
export const inlet = (): OscInlet & {
  say(address: string, ...args: OscArgument[]): void;
  sayFrom(from: string, address: string, ...args: OscArgument[]): void;
} => {
  const listeners = new Set<(message: Message) => void>();
  const sayFrom = (from: string, address: string, ...args: OscArgument[]): void => {
    for (const fn of listeners) fn({ address, args, from });
  };
  return {
    on(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
    say: (address, ...args) => sayFrom('127.0.0.1:1', address, ...args),
    sayFrom,
  };
};

/** Sensor pages that a test speaks for. */
export const pageInlet = (): PageInlet & { say(event: PageEvent): void } => {
  const listeners = new Set<(event: PageEvent) => void>();
  return {
    on(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
    say(event) {
      for (const fn of listeners) fn(event);
    },
  };
};

/** Everything an adapter says, on a manual clock. */
export const capture = (startMs?: number) => {
  const clock = manualClock(startMs);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const osc = inlet();
  const pages = pageInlet();
  const announced: { info: SourceInfo; streams: readonly StreamInfo[] }[] = [];
  const blocks: SampleBlock[] = [];
  const states: { id: string; state: string }[] = [];
  const refusals: string[] = [];
  const order: string[] = [];
  const context: SourceContext = {
    timing,
    osc,
    pages,
    announce(info, streams) {
      announced.push({ info, streams });
      order.push(`announce ${info.id}`);
    },
    emit(block) {
      blocks.push(block);
      order.push(`emit ${block.sourceId}`);
    },
    state: (id, state) => void states.push({ id, state }),
    refuse: (where, what) => void refusals.push(`${where}: ${what}`),
  };
  /** All values of a channel of a stream, one after the other. */
  const values = (stream: string, channel = 0): number[] =>
    blocks
      .filter((b) => b.stream === stream)
      .flatMap((b) => Array.from(b.data).filter((_, i) => i % b.channels === channel));
  return { clock, timing, osc, pages, context, announced, blocks, states, refusals, order, values };
};
