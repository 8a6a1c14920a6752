/** What a cue may name as its engine: those of the house, and `none`. A test holds it against the engines. */
export const ENGINE_NAMES = ['dream', 'none'] as const;
