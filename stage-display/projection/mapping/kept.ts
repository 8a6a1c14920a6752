import { OutputPatch } from '#contracts/output';

/** This display's output as it last was, so that the picture rises where it belongs before the conductor has spoken. */
export interface KeptOutput {
  read(): OutputPatch | null;
  write(output: OutputPatch | null): void;
}

export const keptOutput = (id: string): KeptOutput => {
  const key = `yeoun-output-${id}`;
  return {
    read() {
      try {
        const text = localStorage.getItem(key);
        const kept = text === null ? null : OutputPatch.parse(JSON.parse(text));
        // A pattern belongs to the hand that asked for it, not to the next evening.
        return kept && { ...kept, pattern: 'none' };
      } catch {
        // Spoilt, or storage is forbidden: the conductor tells it soon.
        return null;
      }
    },
    write(output) {
      try {
        if (output) localStorage.setItem(key, JSON.stringify(output));
        else localStorage.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
};
