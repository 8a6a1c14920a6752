/** Numbers that every hand at a picture sees, whichever thread it is in. */
export const floats = (n: number): Float32Array =>
  new Float32Array(new SharedArrayBuffer(n * Float32Array.BYTES_PER_ELEMENT));

export const bytes = (n: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(n));
