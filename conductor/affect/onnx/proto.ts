/** Writes protocol buffers (proto3 wire format), as far as ONNX needs them. */
export interface Message {
  /** A whole number as a varint; left out where it is undefined. */
  int(field: number, value: number | undefined): Message;
  float(field: number, value: number | undefined): Message;
  text(field: number, value: string | undefined): Message;
  bytes(field: number, value: Uint8Array): Message;
  message(field: number, value: Message): Message;
  ints(field: number, values: readonly number[]): Message;
  floats(field: number, values: ArrayLike<number>): Message;
  done(): Uint8Array;
}

const VARINT = 0;
const LENGTH = 2;
const FIXED32 = 5;

/** A whole number, negative ones as 64-bit two's complement. */
const varint = (value: number): number[] => {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return out;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

export const message = (): Message => {
  const parts: Uint8Array[] = [];
  const head = (field: number, type: number): number[] => varint(field * 8 + type);
  const self: Message = {
    int(field, value) {
      if (value !== undefined)
        parts.push(Uint8Array.from([...head(field, VARINT), ...varint(value)]));
      return self;
    },
    float(field, value) {
      if (value === undefined) return self;
      parts.push(Uint8Array.from(head(field, FIXED32)), littleFloats([value]));
      return self;
    },
    text: (field, value) =>
      value === undefined ? self : self.bytes(field, new TextEncoder().encode(value)),
    bytes(field, value) {
      parts.push(Uint8Array.from([...head(field, LENGTH), ...varint(value.length)]), value);
      return self;
    },
    message: (field, value) => self.bytes(field, value.done()),
    ints: (field, values) => self.bytes(field, Uint8Array.from(values.flatMap(varint))),
    floats: (field, values) => self.bytes(field, littleFloats(values)),
    done: () => joined(parts),
  };
  return self;
};

/** float32, little-endian, whatever the machine is. */
export const littleFloats = (values: ArrayLike<number>): Uint8Array => {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i] ?? 0, true);
  return new Uint8Array(view.buffer);
};
