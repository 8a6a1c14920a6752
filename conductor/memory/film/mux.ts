import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  type MetadataTags,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import type { EncodedPart, EncodedTrack } from '#contracts/keepsake';
import type { FilmFile } from '../parts.ts';
import type { FilmSize } from './size.ts';

export interface Muxed {
  readonly bytes: Uint8Array;
  readonly mime: FilmFile['mime'];
}

const packetOf = (part: EncodedPart, sequence: number): EncodedPacket =>
  new EncodedPacket(
    Buffer.from(part.data, 'base64'),
    part.isKey ? 'key' : 'delta',
    part.timestamp / 1e6,
    part.duration / 1e6,
    sequence,
  );

const described = (track: EncodedTrack) =>
  track.description === null
    ? {}
    : { description: new Uint8Array(Buffer.from(track.description, 'base64')) };

const SOUND = { sampleRate: 48_000, numberOfChannels: 2 } as const;

/** The stretches of a film, one after the other, and its sound, as one file that plays while it is loaded. */
export const muxed = async (
  pictures: readonly EncodedTrack[],
  sound: EncodedTrack | null,
  size: FilmSize,
  tags: MetadataTags,
): Promise<Muxed> => {
  const [first] = pictures;
  if (!first) throw new Error('A film without pictures.');
  const isMp4 = first.codec.startsWith('avc1');
  const target = new BufferTarget();
  const format = isMp4 ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const video = new EncodedVideoPacketSource(isMp4 ? 'avc' : 'vp9');
  output.addVideoTrack(video);
  const audio = sound ? new EncodedAudioPacketSource('opus') : null;
  if (audio) output.addAudioTrack(audio);
  output.setMetadataTags(tags);
  await output.start();
  const config = {
    codec: first.codec,
    codedWidth: size.width,
    codedHeight: size.height,
    ...described(first),
  };
  let n = 0;
  for (const { parts } of pictures)
    for (const part of parts) {
      await video.add(packetOf(part, n), n === 0 ? { decoderConfig: config } : undefined);
      n++;
    }
  for (const [i, part] of (sound?.parts ?? []).entries()) {
    const meta = { decoderConfig: { codec: 'opus', ...SOUND, ...(sound && described(sound)) } };
    await audio?.add(packetOf(part, i), i === 0 ? meta : undefined);
  }
  await output.finalize();
  if (!target.buffer) throw new Error('The file was not written.');
  return { bytes: new Uint8Array(target.buffer), mime: isMp4 ? 'video/mp4' : 'video/webm' };
};
