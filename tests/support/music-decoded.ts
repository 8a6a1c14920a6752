import type { AffectEstimate } from '#contracts/affect';
import { type SampleBlock, STREAM_KIND_INFO } from '#contracts/sensor';
import { musicDecoder } from '../../conductor/affect/decoders/music.ts';
import { featureBook } from '../../conductor/affect/features.ts';
import { extractorFor } from '../../sensors/features/index.ts';
import type { HeardNote, Hearing } from '../music/listener/listener.ts';

interface Stroke {
  readonly atS: number;
  readonly note: number;
  readonly velocity: number;
}

const strokesOf = (notes: readonly HeardNote[]): Stroke[] =>
  notes
    .flatMap(({ atS, lastsS, note, velocity }) => [
      { atS, note, velocity },
      { atS: atS + lastsS, note, velocity: 0 },
    ])
    .sort((a, b) => a.atS - b.atS || a.velocity - b.velocity);

const blockOf = ({ atS, note, velocity }: Stroke): SampleBlock => ({
  sourceId: 'score',
  bodyId: 'musician',
  stream: 'note',
  kind: 'note',
  channels: STREAM_KIND_INFO.note.channels.length,
  rateHz: 0,
  atMs: atS * 1000,
  data: Float32Array.of(note, velocity, 1),
  recorded: true,
});

const STEP_S = 0.5;

/** What the decoder for MIDI hears in the same stretches, as the plain mean of what it says in them. */
export const decodedIn = (
  notes: readonly HeardNote[],
  stretches: readonly Hearing[],
  lengthS: number,
): Hearing[] => {
  const extractor = extractorFor('note', 'score', 'musician', 0);
  const book = featureBook('musician');
  const decoder = musicDecoder.make('musician', { model: () => null, personal: () => null });
  const said: { readonly atS: number; readonly estimate: AffectEstimate }[] = [];
  let newest: AffectEstimate | null = null;
  let nextS = 0;
  for (const stroke of strokesOf(notes)) {
    for (; nextS < stroke.atS; nextS += STEP_S)
      if (newest) said.push({ atS: nextS, estimate: newest });
    book.put(extractor?.push(blockOf(stroke)) ?? []);
    newest = decoder?.decode(book.view(stroke.atS * 1000), stroke.atS * 1000) ?? newest;
  }
  return stretches.flatMap(({ atS }): Hearing[] => {
    const mine = said.filter((s) => Math.abs(s.atS - atS) <= lengthS / 2);
    const mean = (of: (e: AffectEstimate) => number | undefined): number => {
      const all = mine.flatMap(({ estimate }) => of(estimate) ?? []);
      return all.reduce((a, b) => a + b, 0) / all.length;
    };
    const valence = mean((e) =>
      e.positive && e.negative ? e.positive.mean - e.negative.mean : undefined,
    );
    const arousal = mean((e) => e.arousal?.mean);
    return Number.isFinite(valence + arousal) ? [{ atS, valence, arousal }] : [];
  });
};
