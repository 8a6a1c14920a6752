import type { Remembered } from '#contracts/picture';
import { sentence, YeounError } from '../kernel/errors.ts';
import type { Served } from '../kernel/thread-side.ts';
import type { Engine, EngineRecord, PaintRequest } from './engine.ts';
import { toFiles } from './file.ts';
import { NOTHING } from './memory.ts';
import { faultOf, printOf } from './painted.ts';
import type { FromStudio, ToStudio } from './studio-protocol.ts';

type Open = Extract<ToStudio, { t: 'open' }>;
type Paint = Extract<ToStudio, { t: 'paint' }>;

export interface StudioWork {
  readonly engines: readonly EngineRecord[];
  readonly nowMs: () => number;
  send(message: FromStudio): void;
}

/** The engine's side of the studio: opens one, paints one picture at a time, writes each while the next is painted. */
export const studioWork = ({ engines, nowMs, send }: StudioWork): Served<ToStudio> => {
  let engine: Engine | null = null;
  let memory: Remembered = NOTHING;
  /** How many threads painted when that was told last; undefined: the engine does not say. */
  let told: { readonly hands: number | undefined; readonly lost: string | null } = {
    hands: undefined,
    lost: null,
  };
  /** Pictures are painted in the order they were asked for. */
  let before: Promise<unknown> = Promise.resolve();
  /** Done when every file begun is written: a short one may be done before a long one. */
  let writing: Promise<unknown> = Promise.resolve();

  const open = async ({ engine: id, modelsDir, provider }: Open): Promise<void> => {
    const found = engines.find(({ info }) => id === null || info.id === id);
    try {
      if (!found) throw unknownEngine(id ?? 'engine', engines);
      const opened = found.open({ modelsDir, ...(provider && { provider }) });
      await opened.prepare();
      engine = opened;
      send({ t: 'ready', info: opened.info });
      tellHands();
    } catch (error) {
      send({ t: 'refused', reason: sentence(error) });
    }
  };

  const tellHands = (): void => {
    const { hands, handLost: lost = null } = engine?.info ?? {};
    if (hands === undefined || (told.hands === hands && told.lost === lost)) return;
    told = { hands, lost };
    send({ t: 'hands', hands, lost });
  };

  /** False: it failed. What an engine throws may quote the memory: it goes no further than here. */
  const paint = async ({ id, request, sizes }: Paint, remembered: Remembered): Promise<void> => {
    const fromMs = nowMs();
    const asked: PaintRequest = { ...request, memory: remembered };
    const painted = await engine?.paint(asked, fromMs).catch(() => null);
    tellHands();
    if (!painted) return send({ t: 'failed', id, trouble: 'threw' });
    if (faultOf(painted)) return send({ t: 'failed', id, trouble: 'degenerate' });
    const paintMs = nowMs() - fromMs;
    const print = printOf(painted);
    send({ t: 'free', id });
    const earlier = writing;
    writing = toFiles(painted, sizes)
      .then(
        (files) => send({ t: 'painted', id, files, print, paintMs }),
        () => send({ t: 'failed', id, trouble: 'degenerate' }),
      )
      .then(() => earlier);
  };

  return {
    hear(message) {
      if (message.t === 'open') before = open(message);
      else if (message.t === 'memory') memory = message.memory;
      else {
        const remembered = memory;
        before = before
          .then(() => paint(message, remembered))
          .catch(() => send({ t: 'failed', id: message.id, trouble: 'threw' }));
      }
    },
    async settled() {
      await before;
      await writing;
      await engine?.dispose().catch(() => {});
    },
  };
};

const unknownEngine = (id: string, engines: readonly EngineRecord[]): YeounError =>
  new YeounError(
    'imagery/engine',
    id,
    'there is no such engine.',
    `Known are ${engines.map(({ info }) => info.id).join(', ') || 'none'}.`,
  );
