const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** RIFF WAVE: bytes of `data` by bytes a second of `fmt `. */
const wav = (bytes: Uint8Array): number | null => {
  const view = viewOf(bytes);
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = ascii(bytes, at, 4);
    const size = view.getUint32(at + 4, true);
    if (id === 'fmt ' && at + 20 <= bytes.length) rate = view.getUint32(at + 16, true);
    if (id === 'data') return rate > 0 ? Math.min(size, bytes.length - at - 8) / rate : null;
    at += 8 + size + (size % 2);
  }
  return null;
};

/** FLAC: samples and rate of the STREAMINFO block, which is always the first. */
const flac = (bytes: Uint8Array): number | null => {
  if (bytes.length < 26) return null;
  const view = viewOf(bytes);
  const rate = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
  return rate > 0 && samples > 0 ? samples / rate : null;
};

const lastPage = (bytes: Uint8Array): number => {
  for (let at = bytes.length - 27; at >= 0; at--)
    if (bytes[at] === 0x4f && ascii(bytes, at, 4) === 'OggS') return at;
  return -1;
};

/** Ogg: the granule of the last page; 48,000 a second in Opus, the rate of its header in Vorbis. */
const ogg = (bytes: Uint8Array): number | null => {
  const at = lastPage(bytes);
  if (at < 0 || bytes.length < 64) return null;
  const view = viewOf(bytes);
  const first = 27 + view.getUint8(26);
  const isOpus = ascii(bytes, first, 8) === 'OpusHead';
  const isVorbis = ascii(bytes, first + 1, 6) === 'vorbis';
  if (!isOpus && !isVorbis) return null;
  const rate = isOpus ? 48_000 : view.getUint32(first + 12, true);
  const granule = Number(view.getBigUint64(at + 6, true));
  return rate > 0 ? granule / rate : null;
};

/** How long an audio file plays, in seconds; null where it does not tell (MP3, or nothing that is known). */
export const soundSeconds = (bytes: Uint8Array): number | null => {
  if (bytes.length < 12) return null;
  const head = ascii(bytes, 0, 4);
  if (head === 'RIFF') return wav(bytes);
  if (head === 'fLaC') return flac(bytes);
  return head === 'OggS' ? ogg(bytes) : null;
};
