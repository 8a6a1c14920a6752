import type { DecoderRecord } from './decoder.ts';
import { brainDecoder } from './decoders/brain.ts';
import { movementDecoder } from './decoders/movement.ts';
import { movementRatingsDecoder } from './decoders/movement-ratings.ts';
import { musicDecoder } from './decoders/music.ts';
import { personalDecoders } from './decoders/personal.ts';
import { physiologyDecoder } from './decoders/physiology.ts';
import { voiceDecoder } from './decoders/voice.ts';
import { wristDecoder } from './decoders/wrist.ts';

/** Every decoder: adding one is one file and one line here. */
export const DECODERS: readonly DecoderRecord[] = [
  movementDecoder,
  movementRatingsDecoder,
  physiologyDecoder,
  wristDecoder,
  brainDecoder,
  musicDecoder,
  voiceDecoder,
  ...personalDecoders,
];
