/**
 * A WebAssembly module out of a few words of stack code: what the kernels here need and no more. Words are written as
 * in the text format, without brackets (WebAssembly core specification 2.0, chapters 5 and 6); locals by their names.
 */

const TYPES = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
type Type = keyof typeof TYPES;

/** Words that stand alone. */
const PLAIN: Readonly<Record<string, readonly number[]>> = {
  loop: [0x03, 0x40],
  again: [0x0d, 0x00],
  end: [0x0b],
  'i32.lt_u': [0x49],
  'i32.add': [0x6a],
  'i32.and': [0x71],
  'i32.shl': [0x74],
  'i32.shr_u': [0x76],
  'f32.add': [0x92],
  'f32.sub': [0x93],
  'f32.mul': [0x94],
  'f32.min': [0x96],
  'f32.max': [0x97],
  'f64.add': [0xa0],
  'f64.sub': [0xa1],
  'f64.mul': [0xa2],
  'f32.demote_f64': [0xb6],
  'f64.convert_i32_s': [0xb7],
  'f64.promote_f32': [0xbb],
  'i32.trunc_sat_f64_s': [0xfc, 0x02],
  'f32x4.splat': [0xfd, 0x13],
  'f32x4.first': [0xfd, 0x1f, 0x00],
  'f32x4.second': [0xfd, 0x1f, 0x01],
  'f32x4.put-second': [0xfd, 0x20, 0x01],
  'f32x4.put-third': [0xfd, 0x20, 0x02],
  'f32x4.add': [0xfd, 0xe4, 0x01],
  'f32x4.sub': [0xfd, 0xe5, 0x01],
  'f32x4.mul': [0xfd, 0xe6, 0x01],
  'f32x4.min': [0xfd, 0xe8, 0x01],
  'f32x4.max': [0xfd, 0xe9, 0x01],
  'i32x4.trunc_sat_f32x4_s': [0xfd, 0xf8, 0x01],
  'i32x4.first': [0xfd, 0x1b, 0x00],
  'i32x4.second': [0xfd, 0x1b, 0x01],
  'i32x4.third': [0xfd, 0x1b, 0x02],
};

/** Words that read or write memory: code and alignment (a power of two); the offset is always 0. */
const MEMORY: Readonly<Record<string, readonly number[]>> = {
  'i32.load8_u': [0x2d, 0, 0],
  'i32.load16_u': [0x2f, 1, 0],
  'i32.store8': [0x3a, 0, 0],
  'f32.load': [0x2a, 2, 0],
  'f64.load': [0x2b, 3, 0],
  'f64.store': [0x39, 3, 0],
  'v128.load': [0xfd, 0x00, 2, 0],
  'v128.store': [0xfd, 0x0b, 2, 0],
};

/** A function that returns nothing. */
export interface Routine {
  readonly name: string;
  readonly takes: readonly (readonly [name: string, type: Type])[];
  readonly keeps: readonly (readonly [name: string, type: Type])[];
  /** `get x`, `set x`, `tee x`, `i32 5`, and the words above. */
  readonly code: string;
}

/** The module's bytes. It imports one memory, `env.memory`. @throws Error where a word is unknown */
export function assembled(routines: readonly Routine[]): Uint8Array<ArrayBuffer> {
  const types = routines.map(({ takes }) => [0x60, ...vector(takes.map(([, t]) => [TYPES[t]])), 0]);
  const memory = [...text('env'), ...text('memory'), 0x02, 0x00, 0x01];
  const exported = routines.map(({ name }, k) => [...text(name), 0x00, k]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(routines.map((_, k) => [k]))),
    ...section(7, vector(exported)),
    ...section(10, vector(routines.map(body))),
  ]);
}

function body({ takes, keeps, code }: Routine): number[] {
  const names = [...takes, ...keeps].map(([name]) => name);
  const locals = vector(keeps.map(([, type]) => [1, TYPES[type]]));
  const bytes = [...locals, ...words(code, names), 0x0b];
  return [...unsigned(bytes.length), ...bytes];
}

function words(code: string, names: readonly string[]): number[] {
  const out: number[] = [];
  const queue = code.trim().split(/\s+/);
  for (let at = 0; at < queue.length; at += 1) {
    const word = queue[at] as string;
    const plain = PLAIN[word] ?? MEMORY[word];
    if (plain) out.push(...plain);
    else {
      at += 1;
      out.push(...withOperand(word, queue[at] ?? '', names));
    }
  }
  return out;
}

function withOperand(word: string, operand: string, names: readonly string[]): number[] {
  if (word === 'i32') return [0x41, ...signed(Number(operand))];
  const code = { get: 0x20, set: 0x21, tee: 0x22 }[word];
  const local = names.indexOf(operand);
  if (code === undefined || local < 0) throw new Error(`Unknown word: ${word} ${operand}`);
  return [code, local];
}

const section = (id: number, bytes: readonly number[]): number[] => [
  id,
  ...unsigned(bytes.length),
  ...bytes,
];

const vector = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];

const text = (value: string): number[] => vector([...Buffer.from(value)].map((byte) => [byte]));

function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const last = value >= -64 && value < 64;
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
