import { sentence } from '../../kernel/errors.ts';
import type { Served } from '../../kernel/thread-side.ts';
import { type Judge, openJudge } from './judge.ts';
import type { FromSafety, ToSafety } from './protocol.ts';

/** The thread's side of the safety gate: one picture at a time, in order. */
export const safetyWork = (
  send: (message: FromSafety) => void,
  open: (modelsDir: string) => Promise<Judge> = openJudge,
): Served<ToSafety> => {
  let judge: Judge | null = null;
  let before: Promise<unknown> = Promise.resolve();

  const hear = async (message: ToSafety): Promise<void> => {
    if (message.t === 'open') {
      judge = await open(message.modelsDir);
      return send({ t: 'ready' });
    }
    const scores = (await judge?.look(message.file).catch(() => null)) ?? null;
    send({ t: 'looked', id: message.id, scores });
  };

  return {
    hear(message) {
      before = before
        .then(() => hear(message))
        .catch((error: unknown) => send({ t: 'refused', reason: sentence(error) }));
    },
    async settled() {
      await before;
      await judge?.close().catch(() => {});
    },
  };
};
