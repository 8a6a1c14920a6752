import type { MetadataTags } from 'mediabunny';
import type { Text } from '#contracts/ids';
import { MADE, MADE_TEXT, SOURCE_TYPES } from '#contracts/picture-label';
import { xmpOf } from '../../pictures-out/xmp.ts';
import { VERSION } from '../../version.ts';
import type { Muxed } from './mux.ts';

export interface FilmLabel {
  readonly title: Text;
  readonly engine: string | null;
  readonly seed: number;
}

const madeOf = ({ engine }: FilmLabel) => (engine === null ? 'stage' : 'stageWithEngine');

/** What players show of it: that a machine made it, and which. No word of a memory. */
export const filmTags = (label: FilmLabel): MetadataTags => {
  const made = madeOf(label);
  const { en, ko } = MADE_TEXT[made];
  return {
    title: `${label.title.ko} · ${label.title.en}`,
    description: `${ko} ${en}`,
    comment: `AI-made. ${SOURCE_TYPES}${MADE[made]}`,
    artist: `Yeoun ${VERSION}`,
  };
};

/** The UUID under which XMP lies in an MP4 file (XMP Specification Part 3, 1.2.4). */
const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac';

/** The same for machines: an XMP packet with IPTC's DigitalSourceType at the end of an MP4; a WebM keeps to its tags. */
export const labelled = ({ bytes, mime }: Muxed, label: FilmLabel): Muxed => {
  if (mime !== 'video/mp4') return { bytes, mime };
  const packet = Buffer.from(xmpOf({ ...label, made: madeOf(label) }));
  const head = Buffer.alloc(24);
  head.writeUInt32BE(head.length + packet.length);
  head.write('uuid', 4, 'latin1');
  head.write(XMP_UUID, 8, 'hex');
  return { bytes: Buffer.concat([bytes, head, packet]), mime };
};
