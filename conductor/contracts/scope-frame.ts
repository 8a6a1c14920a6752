import { frameType, HEAD, head, plain, text, viewOf } from './frame-bytes.ts';
import { FRAME, type ScopeFrame } from './wire.ts';

/** Encodes a stretch of a stream for the scopes. */
export const encodeScope = (scope: ScopeFrame, seq: number): Uint8Array => {
  const names = text.encode([scope.sourceId, scope.bodyId, scope.stream, scope.kind].join('\n'));
  const padded = (names.length + 3) & ~3;
  const bytes = new Uint8Array(HEAD + 8 + padded + scope.data.length * 4);
  const view = viewOf(bytes);
  head(view, FRAME.scope, scope.channels, seq, scope.atMs);
  view.setFloat32(HEAD, scope.rateHz, true);
  view.setUint16(HEAD + 4, names.length, true);
  bytes.set(names, HEAD + 8);
  new Float32Array(bytes.buffer, HEAD + 8 + padded).set(scope.data);
  return bytes;
};

/** Reads a scope frame. */
export const decodeScope = (bytes: ArrayBufferView): ScopeFrame | null => {
  if (frameType(bytes) !== FRAME.scope || bytes.byteLength < HEAD + 8) return null;
  const view = viewOf(bytes);
  const length = view.getUint16(HEAD + 4, true);
  const dataAt = HEAD + 8 + ((length + 3) & ~3);
  const channels = view.getUint16(2, true);
  const values = (bytes.byteLength - dataAt) / 4;
  if (channels === 0 || values < 0 || values % channels !== 0) return null;
  const names = plain
    .decode(new Uint8Array(bytes.buffer, bytes.byteOffset + HEAD + 8, length))
    .split('\n');
  const [sourceId, bodyId, stream, kind] = names;
  if (sourceId === undefined || bodyId === undefined || stream === undefined || kind === undefined)
    return null;
  const data = new Float32Array(values);
  for (let i = 0; i < values; i++) data[i] = view.getFloat32(dataAt + 4 * i, true);
  return {
    sourceId,
    bodyId,
    stream,
    kind,
    channels,
    rateHz: view.getFloat32(HEAD, true),
    atMs: view.getFloat64(8, true),
    data,
  };
};
