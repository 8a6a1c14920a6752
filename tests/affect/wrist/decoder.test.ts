import { describe, expect, it } from 'vitest';
import type { AffectEstimate } from '#contracts/affect';
import type { SampleBlock } from '#contracts/sensor';
import type { Decoder, DecoderContext, Model } from '../../../conductor/affect/decoder.ts';
import { WRIST_MODEL, wristDecoder } from '../../../conductor/affect/decoders/wrist.ts';
import { VECTOR_NAMES } from '../../../conductor/affect/wrist/vector.ts';
import { shippedModels } from '../../support/models.ts';
import { made, T0, viewOf } from '../support.ts';
import { blocksOf, type Stream, wrist } from './signals.ts';

const shipped = await shippedModels();
const half = { seconds: () => 0.5 };
const VIEW = viewOf([]);

/** Plays blocks; what is said after each second. */
const play = async (decoder: Decoder, blocks: readonly SampleBlock[]) => {
  const said: (AffectEstimate | null)[] = [];
  let second = 0;
  for (const block of blocks) {
    decoder.hear?.(block);
    if (block.atMs < T0 + second * 1000) continue;
    second = Math.ceil((block.atMs - T0 + 1) / 1000);
    decoder.decode(VIEW, block.atMs);
    await shipped.settled();
    said.push(decoder.decode(VIEW, block.atMs + 200));
  }
  return said;
};
const listen = (streams: readonly Stream[]) =>
  play(made(wristDecoder, shipped.context), blocksOf(streams, half));
const last = (said: readonly (AffectEstimate | null)[]) => said.at(-1) ?? null;
const only = (...kinds: string[]) => wrist(90).filter((s) => kinds.includes(s.kind));

describe('the decoder of the wrist', () => {
  it('says arousal with the time of its window, and nothing else', async () => {
    const said = last(await listen(wrist(90)));
    expect(said?.decoder).toBe('wrist');
    expect(said?.modality).toBe('physiology');
    expect((said?.atMs ?? 1) % 5000).toBe(0);
    expect(said?.arousal).toBeDefined();
    expect(said?.positive).toBeUndefined();
  });

  it('reads a stirred skin and a faster heart as more arousal than rest', async () => {
    const calm = last(await listen(wrist(240)))?.arousal?.mean ?? Number.NaN;
    const stirred = last(await listen(wrist(240, 170)))?.arousal?.mean ?? Number.NaN;
    expect(stirred).toBeGreaterThan(calm + 0.1);
  });

  it('says the same twice', async () => {
    expect(await listen(wrist(60))).toEqual(await listen(wrist(60)));
  });

  it('is less sure without skin or heart, goes on without movement, and is silent without both', async () => {
    const width = async (streams: readonly Stream[]) =>
      last(await listen(streams))?.arousal?.sd ?? Number.POSITIVE_INFINITY;
    const whole = await width(only('eda', 'ppg', 'acc', 'temp'));
    expect(await width(only('eda', 'ppg'))).toBeLessThan(1.5 * whole);
    expect(await width(only('eda'))).toBeGreaterThan(1.2 * whole);
    expect(await width(only('ppg', 'acc'))).toBeGreaterThan(1.2 * whole);
    expect(await width(only('acc', 'temp'))).toBe(Number.POSITIVE_INFINITY);
  });

  it('is silent over dead sensors and after its signal went', async () => {
    const dead = wrist(60).map((s) => ({ ...s, data: s.data.slice().fill(0.5) }));
    expect((await listen(dead)).every((e) => e === null)).toBe(true);
    const decoder = made(wristDecoder, shipped.context);
    expect(last(await play(decoder, blocksOf(wrist(60), half)))).not.toBeNull();
    expect(decoder.decode(VIEW, T0 + 90_000)).toBeNull();
  });

  it('forgets its person', async () => {
    const decoder = made(wristDecoder, shipped.context);
    const first = await play(decoder, blocksOf(wrist(60), half));
    decoder.reset();
    expect(await play(decoder, blocksOf(wrist(60), half))).toEqual(first);
  });

  it('is not made without its model, nor from a card for other features', () => {
    const none: DecoderContext = { model: () => null, personal: () => null };
    expect(wristDecoder.make('dancer', none)).toBeNull();
    const whole = shipped.context.model(WRIST_MODEL) as Model;
    expect(whole.card.features).toHaveLength(VECTOR_NAMES.length);
    const other = (card: Partial<Model['card']>): DecoderContext => ({
      ...none,
      model: () => ({ ...whole, card: { ...whole.card, ...card } }),
    });
    expect(wristDecoder.make('dancer', other({ features: ['one'] }))).toBeNull();
    expect(wristDecoder.make('dancer', other({ settings: {} }))).toBeNull();
    expect(wristDecoder.make('dancer', other({}))).not.toBeNull();
  });
});
