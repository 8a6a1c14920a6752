import { LinearFilter, NoColorSpace, Texture, type WebGLRenderer } from 'three';
import type { SeenPicture } from '../../net/index.ts';

/** A picture on the card. */
export interface Slot {
  readonly texture: Texture;
  readonly picture: SeenPicture;
  /** Size of its file in pixels; a bitmap that was closed no longer knows it. */
  readonly columns: number;
  readonly rows: number;
}

/** The textures of the two pictures that are seen; null before the first. */
export interface PictureSlots {
  readonly from: Slot | null;
  readonly to: Slot | null;
  /** Puts a pair on the card, each picture once however many frames it is seen in. */
  take(renderer: WebGLRenderer, from: SeenPicture, to: SeenPicture): void;
  /** The GPU forgot its textures: the next pair is put there anew. */
  forget(): void;
}

const newTexture = (): Texture => {
  const texture = new Texture();
  texture.flipY = false;
  texture.generateMipmaps = false;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.colorSpace = NoColorSpace;
  return texture;
};

export const pictureSlots = (): PictureSlots => {
  let from: Slot | null = null;
  let to: Slot | null = null;
  /** Storage of a picture that is no longer seen: one of the same size takes it over. */
  let free: Slot | null = null;

  const storage = (columns: number, rows: number): Texture => {
    const found = free;
    free = null;
    if (found && found.columns === columns && found.rows === rows) return found.texture;
    found?.texture.dispose();
    return newTexture();
  };

  /** A bitmap is closed by whoever lent it: it goes to the card at once, not at the next draw. */
  const upload = (renderer: WebGLRenderer, picture: SeenPicture): Slot => {
    const { width: columns, height: rows } = picture.image;
    const texture = storage(columns, rows);
    texture.image = picture.image;
    texture.needsUpdate = true;
    renderer.initTexture(texture);
    return { texture, picture, columns, rows };
  };

  const release = (slot: Slot): void => {
    free?.texture.dispose();
    free = slot;
  };

  return {
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    take(renderer, a, b) {
      const held = new Map([from, to].flatMap((slot) => (slot ? [[slot.picture, slot]] : [])));
      for (const [picture, slot] of held) if (picture !== a && picture !== b) release(slot);
      from = held.get(a) ?? upload(renderer, a);
      to = a === b ? from : (held.get(b) ?? upload(renderer, b));
    },
    forget() {
      for (const slot of new Set([from, to, free])) slot?.texture.dispose();
      from = null;
      to = null;
      free = null;
    },
  };
};
