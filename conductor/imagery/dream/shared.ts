/** Numbers that every hand at a picture sees, whichever thread it is in. */
export const floats = (n: number): Float32Array =>
  new Float32Array(new SharedArrayBuffer(n * Float32Array.BYTES_PER_ELEMENT));

export const bytes = (n: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(n));

/** Where such numbers come from. */
export interface Takes {
  floats(n: number): Float32Array;
  bytes(n: number): Uint8Array;
}

/** Each piece is memory of its own. */
export const OWN: Takes = { floats, bytes };

const WORD = Float32Array.BYTES_PER_ELEMENT;
const whole = (n: number): number => Math.ceil(n / WORD) * WORD;

/** Piece after piece out of one room. Throws a RangeError where it is too small. */
export const takesFrom = (room: SharedArrayBuffer): Takes => {
  let next = 0;
  const taken = (n: number): number => {
    next += whole(n);
    return next - whole(n);
  };
  return {
    floats: (n) => new Float32Array(room, taken(n * WORD), n),
    bytes: (n) => new Uint8Array(room, taken(n), n),
  };
};

/** How many bytes a room needs from which `take` takes. */
export const roomFor = (take: (takes: Takes) => void): number => {
  let size = 0;
  take({
    floats(n) {
      size += n * WORD;
      return new Float32Array(0);
    },
    bytes(n) {
      size += whole(n);
      return new Uint8Array(0);
    },
  });
  return size;
};
