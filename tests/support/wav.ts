/** A sine as a mono WAV file of 16 bits at 48 kHz. */
export const sineWav = (hz: number, seconds: number, amplitude = 0.8): Buffer => {
  const rate = 48_000;
  const frames = Math.round(seconds * rate);
  const out = Buffer.alloc(44 + frames * 2);
  out.write('RIFF', 0, 'ascii');
  out.writeUInt32LE(36 + frames * 2, 4);
  out.write('WAVEfmt ', 8, 'ascii');
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(1, 22);
  out.writeUInt32LE(rate, 24);
  out.writeUInt32LE(rate * 2, 28);
  out.writeUInt16LE(2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36, 'ascii');
  out.writeUInt32LE(frames * 2, 40);
  for (let i = 0; i < frames; i++)
    out.writeInt16LE(
      Math.round(32_767 * amplitude * Math.sin((2 * Math.PI * hz * i) / rate)),
      44 + i * 2,
    );
  return out;
};
