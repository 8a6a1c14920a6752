import type { SourceContext, Stop } from '../../source.ts';
import type { Cursor, Tape, TapeOutlet } from './tape.ts';

export interface PlayOptions {
  readonly speed: number;
  readonly loop: boolean;
  /** Seconds of the recording that are left out at its beginning. */
  readonly from: number;
}

const PERIOD_MS = 20;
/** After a longer stall the tape goes on from where it was, instead of rushing. */
const LONGEST_STALL_MS = 1000;
const OVER = { en: 'The recording is over.', ko: '녹화가 끝났습니다.' };

/**
 * Plays a tape in show time, its start mapped to now. As with a real tape, twice the speed is twice the
 * rate: a heart then beats twice as fast. To go through a recording quickly and rightly, run a manual clock.
 */
export const play = (tape: Tape, options: PlayOptions, context: SourceContext): Stop => {
  const { timing } = context;
  const { speed } = options;
  const fromMs = tape.startMs + options.from * 1000;
  const ids = new Set<string>();
  let stopped = false;
  let startMs = timing.nowMs();
  let lastMs = startMs;
  let cursor: Cursor = tape.cursor(fromMs);
  let heard = false;
  const outlet: TapeOutlet = {
    announce({ info, streams }) {
      ids.add(info.id);
      context.announce(
        info,
        streams.map((s) => ({ ...s, rateHz: s.rateHz * speed })),
      );
    },
    emit(block) {
      if (stopped) return;
      heard = true;
      const atMs = startMs + (block.atMs - fromMs) / speed;
      context.emit({ ...block, atMs, rateHz: block.rateHz * speed });
    },
    refuse: context.refuse,
  };
  const again = (now: number): void => {
    cursor.close();
    if (options.loop && heard) {
      startMs = now;
      heard = false;
      cursor = tape.cursor(fromMs);
      return;
    }
    cancel();
    for (const id of ids) context.state(id, 'ended', OVER);
  };
  const advance = (now: number): void => {
    if (now - lastMs > LONGEST_STALL_MS) startMs += now - lastMs - PERIOD_MS;
    lastMs = now;
    const more = cursor.play(fromMs + (now - startMs) * speed, outlet);
    if (!more && !stopped) again(now);
  };
  const cancel = timing.every(PERIOD_MS, () => advance(timing.nowMs()));
  advance(startMs);
  return () => {
    if (stopped) return;
    stopped = true;
    cancel();
    cursor.close();
  };
};
