import type { Lamp, RigPart } from '#contracts/status';
import type { LampBoard } from '../../state/lamps.ts';

/** The lamp of a part; null where it is well, off, or only waits. */
export const lampOf = ({ id, state, text }: RigPart): Lamp | null =>
  state === 'warn' || state === 'fail' ? { part: id, level: state, text } : null;

/** Lights the lamps of the rig, and puts out those of parts that are gone. */
export const rigLamps = (board: LampBoard) => {
  let lit: ReadonlySet<string> = new Set();
  return {
    show(parts: readonly RigPart[]): void {
      const now = new Set<string>();
      for (const part of parts) {
        const lamp = lampOf(part);
        if (lamp) now.add(part.id);
        if (lamp || lit.has(part.id)) board.set(part.id, lamp);
      }
      for (const id of lit) if (!now.has(id)) board.set(id, null);
      lit = now;
    },
  };
};
