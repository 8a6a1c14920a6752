/** The road of all voices to the loudspeaker. */
export interface Road {
  readonly context: AudioContext;
  readonly master: GainNode;
  readonly over: GainNode;
  readonly quiet: GainNode;
  /** The device it was sent to; null: the default. */
  device: string | null;
  hasRun: boolean;
  /** Nothing was said to its gains yet. */
  isFresh: boolean;
}

export const openRoad = (context: AudioContext): Road => {
  const [master, over, quiet] = [context.createGain(), context.createGain(), context.createGain()];
  master.connect(over).connect(quiet).connect(context.destination);
  return { context, master, over, quiet, device: null, hasRun: false, isFresh: true };
};
