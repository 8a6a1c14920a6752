import type { Text } from '#contracts/ids';
import { MADE, MADE_TEXT, type Made, SOURCE_TYPES } from '#contracts/picture-label';
import { VERSION } from '../version.ts';

/** What a file says of itself. No word of a memory is in it. */
export interface PictureLabel {
  readonly made: Made;
  /** Title of the show. */
  readonly title: Text;
  /** Null where none painted. */
  readonly engine: string | null;
  readonly seed: number;
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** Text for XML 1.0 on one line: what no XML may hold is left out. */
const xml = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');

const bothLanguages = (name: string, { en, ko }: Text): string => {
  const line = (lang: string, text: string) => `<rdf:li xml:lang="${lang}">${xml(text)}</rdf:li>`;
  const lines = [line('x-default', en), line('en', en), line('ko', ko)].join('');
  return `<${name}><rdf:Alt>${lines}</rdf:Alt></${name}>`;
};

const property = (name: string, value: string | number): string =>
  `<${name}>${xml(String(value))}</${name}>`;

/** An XMP packet (ISO 16684-1) that says a picture is made by a machine, by which, and how to make it again. */
export const xmpOf = ({ made, title, engine, seed }: PictureLabel): string => {
  const system = engine === null ? [] : [property('Iptc4xmpExt:AISystemUsed', `Yeoun ${engine}`)];
  const properties = [
    bothLanguages('dc:title', title),
    bothLanguages('dc:description', MADE_TEXT[made]),
    property('xmp:CreatorTool', `Yeoun ${VERSION}`),
    property('Iptc4xmpExt:DigitalSourceType', `${SOURCE_TYPES}${MADE[made]}`),
    ...system,
    ...(engine === null ? [] : [property('yeoun:engine', engine)]),
    property('yeoun:seed', seed),
  ];
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about=""',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    ' xmlns:yeoun="urn:yeoun:picture">',
    ...properties,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n');
};
