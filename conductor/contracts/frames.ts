/**
 * Binary frames of the wire, little-endian (WIRE.md). Every decoder returns null for a frame
 * that is too short, of another type or for another revision: the caller counts and drops it.
 */
export { frameType } from './frame-bytes.ts';
export { decodeMovement, encodeMovement } from './movement-frame.ts';
export { decodePicture, encodePicture, keepPictureCut } from './picture-frame.ts';
export { decodeSamples, encodeSamples, type SamplesFrame } from './samples-frame.ts';
export { decodeScope, encodeScope } from './scope-frame.ts';
export { decodeState, encodeState, keepCut, stateBytes } from './state-frame.ts';
export { decodeThumb, encodeThumb } from './thumb-frame.ts';
export { decodeVoice, encodeVoice, VOICE_HZ, type VoiceFrame } from './voice-frame.ts';
