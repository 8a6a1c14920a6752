import type { Remembered } from '#contracts/picture';
import type { StartThread, Thread } from '../kernel/thread.ts';
import type { EngineInfo, PaintRequest, ProviderWish } from './engine.ts';
import type { FromStudio, ToStudio } from './studio-protocol.ts';

export interface StudioParts {
  readonly start: StartThread<ToStudio, FromStudio>;
  /** Null: the first there is. */
  readonly engine: string | null;
  readonly modelsDir: string;
  readonly provider?: ProviderWish;
  readonly on: {
    ready(info: EngineInfo): void;
    /** It cannot be opened, and why; its thread is of no use any more. */
    refused(reason: string): void;
    free(): void;
    /** It is painted, and the next one may not be asked for yet. */
    held(): void;
    painted(painted: Extract<FromStudio, { t: 'painted' }>): void;
    failed(trouble: 'threw' | 'degenerate'): void;
    /** Painted, and nobody may see it. */
    withheld(id: number): void;
    gone(): void;
  };
}

/** The engine's thread as the film sees it. */
export interface Studio {
  /** Which engine is opened next; null: the first there is. */
  choose(engine: string | null): void;
  /** Starts the thread and opens the engine; a thread that runs is ended first, however it is. */
  open(): void;
  /** What is remembered from now on, also where no picture is asked for: what was remembered before is let go. */
  know(memory: Remembered): void;
  /** Asks for a picture; its number. */
  paint(request: PaintRequest, sizes: readonly number[]): number;
  /** Ends the thread. Twice is harmless. */
  close(): Promise<void>;
}

export const openStudio = ({
  start,
  engine: first,
  modelsDir,
  provider = 'auto',
  on,
}: StudioParts): Studio => {
  let thread: Thread<ToStudio> | null = null;
  let known: Remembered | null = null;
  let next = 1;
  let engine = first;

  const hear = (message: FromStudio): void => {
    if (message.t === 'ready') on.ready(message.info);
    else if (message.t === 'refused') on.refused(message.reason);
    else if (message.t === 'free') on.free();
    else if (message.t === 'held') on.held();
    else if (message.t === 'painted') on.painted(message);
    else if (message.t === 'withheld') on.withheld(message.id);
    else if (message.t === 'failed') on.failed(message.trouble);
  };

  const end = async (): Promise<void> => {
    const ending = thread;
    thread = null;
    known = null;
    await ending?.end();
  };

  const know = (memory: Remembered): void => {
    if (memory !== known) thread?.post({ t: 'memory', memory });
    known = thread && memory;
  };

  return {
    know,
    choose(next) {
      engine = next;
    },
    open() {
      void end();
      const mine: Thread<ToStudio> = start({
        message: (message) => {
          if (thread === mine) hear(message);
        },
        gone() {
          if (thread !== mine) return;
          thread = null;
          known = null;
          on.gone();
        },
      });
      thread = mine;
      mine.post({ t: 'open', engine, modelsDir, provider });
    },
    paint({ memory, ...request }, sizes) {
      know(memory);
      const id = next++;
      thread?.post({ t: 'paint', id, request, sizes });
      return id;
    },
    close: end,
  };
};
