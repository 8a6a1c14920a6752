import { COURSE_HZ, type Course } from '#contracts/remembrance';
import type { Entry } from '../../state/people/index.ts';
import { Course as CourseSchema, Drawn, PIECE, read, Tuned, Words } from './pieces.ts';

/** A file of what a visitor takes with them. */
export interface OutFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value, null, 2)}\n`);
const SIDE = 1000;

const svgLine = (points: Drawn['strokes'][number]['points'], height: number): string => {
  const places = points.map(
    ([x, y]) => `${(x * SIDE).toFixed(1)},${((1 - y) * height).toFixed(1)}`,
  );
  const pressure = points.reduce((sum, [, , p]) => sum + p, 0) / points.length;
  // A dot is a line to itself.
  const line = places.length === 1 ? [...places, ...places] : places;
  return `<polyline points="${line.join(' ')}" stroke-width="${(2 + 6 * pressure).toFixed(1)}"/>`;
};

/** A drawing as any program shows it. `aspect`: width to height of what it was drawn on. */
export const svgOf = ({ strokes }: Drawn, aspect: number): string => {
  const height = Math.round(SIDE / aspect);
  const lines = strokes.map(({ points }) => svgLine(points, height)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${height}">
<rect width="100%" height="100%" fill="#f1ece2"/>
<g fill="none" stroke="#3a4148" stroke-linecap="round" stroke-linejoin="round">
${lines}
</g>
</svg>
`;
};

const columnsOf = (course: Course): Readonly<Record<string, readonly number[]>> => ({
  positive: course.positive,
  negative: course.negative,
  arousal: course.arousal,
  confidence: course.confidence,
  decodedPositive: course.decoded.positive,
  decodedNegative: course.decoded.negative,
  decodedArousal: course.decoded.arousal,
  pleasant: course.reported.pleasant,
  painful: course.reported.painful,
  breath: course.breath,
  beats: course.beats,
  movedX: course.moved.x,
  movedY: course.moved.y,
  movedEnergy: course.moved.energy,
});

/** A step a line, seconds first (RFC 4180). */
export const csvOf = (course: Course): string => {
  const columns = columnsOf(course);
  const rows = course.positive.map((_, i) =>
    [i / COURSE_HZ, ...Object.values(columns).map((list) => list[i] ?? '')].join(','),
  );
  return `${['seconds', ...Object.keys(columns)].join(',')}\r\n${rows.map((row) => `${row}\r\n`).join('')}`;
};

const wordsOf = (bytes: Uint8Array): OutFile[] => {
  const [memory, ...answers] = read(Words, bytes)?.parts ?? [];
  const answered = answers.map(({ text }, i) => `${i + 1}.\n${text}\n`).join('\n');
  return [
    { name: 'words.txt', bytes: utf8(`${memory?.text ?? ''}\n`) },
    ...(answered === '' ? [] : [{ name: 'answers.txt', bytes: utf8(answered) }]),
  ];
};

type Unpack = (bytes: Uint8Array, aspect: number) => OutFile[];
const UNPACK: Readonly<Record<string, Unpack>> = {
  [`words/${PIECE.words}`]: wordsOf,
  [`sketch/${PIECE.sketch}`]: (bytes, aspect) => {
    const drawn = read(Drawn, bytes);
    if (!drawn) return [];
    return [
      { name: 'sketch.svg', bytes: utf8(svgOf(drawn, aspect)) },
      { name: 'strokes.json', bytes: json(drawn) },
    ];
  },
  [`tune/${PIECE.tune}`]: (bytes) => [{ name: 'tune.json', bytes: json(read(Tuned, bytes)) }],
  [`recall/${PIECE.recall}`]: (bytes) => {
    const course = read(CourseSchema, bytes);
    return course ? [{ name: 'recall.csv', bytes: utf8(csvOf(course)) }] : [];
  },
  // Its key is of use to nobody outside: the film itself is beside it.
  [`film/${PIECE.film}`]: () => [],
  [`film/${PIECE.curve}`]: (bytes) => [{ name: 'film.json', bytes }],
  [`wall/${PIECE.sheet}`]: (bytes) => [{ name: 'wall.json', bytes }],
  [`wall/${PIECE.picture}`]: (bytes) => [{ name: 'wall.jpg', bytes }],
  [`making/${PIECE.making}`]: (bytes) => [{ name: 'making.json', bytes }],
  [`memory/${PIECE.card}`]: (bytes) => [{ name: 'card.json', bytes }],
};

/** What is kept, as files that other programs read; what nobody here knows comes as it lies. Pure. */
export const unpackedMemory = (entries: readonly Entry[], aspect: number): OutFile[] =>
  entries.flatMap(({ kind, name, bytes }, i) => {
    const unpack = UNPACK[`${kind}/${name}`];
    return unpack ? unpack(bytes, aspect) : [{ name: `other-${i + 1}.bin`, bytes }];
  });
