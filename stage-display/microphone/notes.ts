const NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

/** Name of the nearest note of twelve-tone equal temperament, A4 = 440 Hz: `A4`. */
export const noteName = (hz: number): string => {
  const midi = Math.round(69 + 12 * Math.log2(hz / 440));
  return `${NAMES[((midi % 12) + 12) % 12]}${Math.floor(midi / 12) - 1}`;
};
