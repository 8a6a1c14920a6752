import type { DataTexture } from 'three';

/** Textures made once and shared by every scene that asks for them by name. */
export interface Library {
  get(name: string, make: () => DataTexture): DataTexture;
  dispose(): void;
}

export const library = (): Library => {
  const held = new Map<string, DataTexture>();
  return {
    get(name, make) {
      const found = held.get(name) ?? make();
      held.set(name, found);
      return found;
    },
    dispose() {
      for (const texture of held.values()) texture.dispose();
      held.clear();
    },
  };
};
