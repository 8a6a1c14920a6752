import { fittingId, type Id } from '#contracts/ids';
import type { Show, ShowMemory } from '#contracts/show';

/** A name that no memory of the show has. */
const freeName = (memories: Show['memories'], wanted: string): Id => {
  let name = fittingId(wanted);
  while (Object.hasOwn(memories, name)) name = fittingId(`${name}_`);
  return name;
};

interface Line {
  readonly memory?: string | undefined;
  readonly prompt?: ShowMemory['text'] | undefined;
}

/**
 * A show in which every prompt of a cue, or of a state of the evening, is a memory of its own that the cue names: from
 * here on it goes the way of memories.
 */
export const withPrompts = (show: Show): Show => {
  const memories: Show['memories'] = { ...show.memories };
  const named = <L extends Line>(line: L, of: string): L => {
    if (line.prompt === undefined || line.memory !== undefined) return line;
    const memory = freeName(memories, `prompt-${of}`);
    memories[memory] = { text: line.prompt };
    return { ...line, memory };
  };
  const cues = show.cues.map((cue) => named(cue, cue.number));
  const standing = Object.fromEntries(
    Object.entries(show.standing).map(([state, look]) => [state, look && named(look, state)]),
  );
  return { ...show, cues, standing, memories };
};
