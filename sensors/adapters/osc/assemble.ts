/** Puts vectors together whose axes come in messages of their own. */
export interface Assembly {
  /** Takes the values of one axis; frames x axes where all have come, else null. */
  put(axis: number, values: Float32Array): Float32Array | null;
}

/**
 * One round holds one message of each axis. An axis that comes twice begins a new round: the message of
 * another one was lost. Axes of unequal length give the newest frames that all have.
 */
export const assembly = (axes: number): Assembly => {
  let round: (Float32Array | undefined)[] = new Array(axes);
  return {
    put(axis, values) {
      if (round[axis]) round = new Array(axes);
      round[axis] = values;
      const all = round.filter((r) => r !== undefined);
      if (all.length < axes) return null;
      round = new Array(axes);
      const frames = Math.min(...all.map((r) => r.length));
      const out = new Float32Array(frames * axes);
      for (const [c, own] of all.entries()) {
        const from = own.length - frames;
        for (let i = 0; i < frames; i++) out[i * axes + c] = own[from + i] ?? 0;
      }
      return out;
    },
  };
};
