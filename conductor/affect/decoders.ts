import type { DecoderRecord } from './decoder.ts';
import { brainDecoder } from './decoders/brain.ts';
import { movementDecoder } from './decoders/movement.ts';
import { physiologyDecoder } from './decoders/physiology.ts';

/** Every decoder: adding one is one file and one line here. */
export const DECODERS: readonly DecoderRecord[] = [
  movementDecoder,
  physiologyDecoder,
  brainDecoder,
];
