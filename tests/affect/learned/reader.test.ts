import { describe, expect, it } from 'vitest';
import type { AffectEstimate } from '#contracts/affect';
import type { SampleBlock } from '#contracts/sensor';
import { cue } from '../../../conductor/affect/belief.ts';
import type { DecoderContext, DecoderRecord, Model } from '../../../conductor/affect/decoder.ts';
import { movementDecoder } from '../../../conductor/affect/decoders/movement.ts';
import { answers } from '../../../conductor/affect/learned/answers.ts';
import { type ModelHost, modelHost } from '../../../conductor/affect/learned/host.ts';
import { affectReader } from '../../../conductor/affect/reader.ts';
import { affectReaders } from '../../../conductor/affect/readers.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { inThisThread, tinyModel } from '../../support/models.ts';
import { feature, T0 } from '../support.ts';

const ASK_MS = 500;

/** Looks at windows of skin conductance and asks a model twice a second; speaks instead of `movement`. */
const learned: DecoderRecord = {
  id: 'learned',
  make(bodyId, context) {
    const model = context.model('skin');
    if (!model) return null;
    const heard = answers(model);
    let level = Number.NaN;
    let atMs = 0;
    let askedMs = Number.NEGATIVE_INFINITY;
    return {
      id: 'learned',
      modality: 'physiology',
      needs: ['edaTonic'],
      replaces: movementDecoder.id,
      hear(block) {
        if (block.kind !== 'eda') return;
        level = block.data.at(-1) ?? Number.NaN;
        atMs = block.atMs;
      },
      decode(_, nowMs) {
        if (nowMs - askedMs >= ASK_MS && atMs > 0) {
          askedMs = nowMs;
          heard.ask(Float32Array.of(level), { atMs, recorded: false }, nowMs);
        }
        const answer = heard.newest(nowMs);
        const arousal = answer && cue(answer.output[0] ?? Number.NaN, 0.6, 1);
        if (!answer || !arousal) return null;
        const { atMs: takenMs, recorded } = answer;
        return {
          decoder: 'learned',
          modality: 'physiology',
          bodyId,
          atMs: takenMs,
          recorded,
          arousal,
        };
      },
      reset: heard.reset,
    };
  },
};

/** Speaks for the person it was made for. */
const own: DecoderRecord = {
  id: 'own',
  make(bodyId, context) {
    const model = context.personal(bodyId, 'brain');
    if (!model) return null;
    return {
      id: 'own',
      modality: 'brain',
      needs: ['eegAlpha'],
      decode: (_, atMs) => ({
        decoder: 'own',
        modality: 'brain',
        bodyId,
        atMs,
        recorded: false,
        positive: { mean: 0.9, sd: 0.1 },
      }),
      reset: () => {},
    };
  },
};

const eda = (level: number, atMs: number, bodyId = 'dancer'): SampleBlock => ({
  sourceId: 'wrist',
  bodyId,
  stream: 'eda',
  kind: 'eda',
  channels: 1,
  rateHz: 4,
  atMs,
  data: Float32Array.of(level),
  recorded: false,
});

const TICK_MS = 1000 / 60;
const SECONDS = 20;

/** Plays some seconds of a wrist and a moving body on a manual clock; `turn` is awaited every `everyTicks` ticks. */
const played = async (everyTicks: number) => {
  const clock = manualClock(T0);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const host: ModelHost = modelHost({ start: inThisThread, timing, onDown: () => {} });
  const { card, bytes } = tinyModel('skin', [1.5], -2);
  const model = await host.load(card, bytes, 'skin.onnx');
  const reader = affectReader({
    bodyId: 'dancer',
    records: [movementDecoder, learned],
    decayS: 12,
    context: { model: () => model, personal: () => null },
  });
  const states: unknown[] = [];
  let ticks = 0;
  const stop = timing.every(TICK_MS, (nowMs) => {
    const s = (nowMs - T0) / 1000;
    if (ticks % 15 === 0) reader.hearBlock(eda(1 + Math.sin(s), nowMs));
    reader.hear([feature('motionEnergy', 0.5 + 0.4 * Math.sin(s / 3), nowMs)], nowMs);
    reader.tick(nowMs);
    states.push(reader.at(nowMs), reader.spoken(nowMs));
    ticks++;
  });
  for (let i = everyTicks; i <= SECONDS * 60; i += everyTicks) {
    clock.advanceTo(T0 + (i + 0.5) * TICK_MS);
    if (host.outstanding() > 0) await host.settled();
  }
  stop();
  await host.close();
  return { states: JSON.stringify(states), reader };
};

describe('learned decoders in a reader', () => {
  it('the same signals give the same states whether answers are waited for at every tick or every 100 ms', async () => {
    const live = await played(1);
    const replayed = await played(6);
    expect(replayed.states).toBe(live.states);
    expect(live.states).toContain('"decoder":"learned"');
  });

  it('speak instead of the rule they replace while they are fresh, and not after', async () => {
    const { reader } = await played(6);
    const endMs = T0 + SECONDS * 1000;
    const who = (nowMs: number) => reader.spoken(nowMs).map((e) => e.decoder);
    expect(who(endMs)).toEqual(['learned']);
    expect(who(endMs + 1_000)).toEqual(['learned']);
    expect(reader.estimates().map((e) => e.decoder)).toEqual([movementDecoder.id, 'learned']);
    expect(who(endMs + 11_000)).toEqual([movementDecoder.id, 'learned']);
  });

  it('are left out where their model is not there; the rules go on', () => {
    const reader = affectReader({
      bodyId: 'dancer',
      records: [movementDecoder, learned, own],
      decayS: 12,
    });
    reader.hear([feature('motionEnergy', 0.9, T0)], T0);
    reader.hearBlock(eda(1, T0));
    reader.tick(T0);
    expect(reader.estimates().map((e) => e.decoder)).toEqual([movementDecoder.id]);
    reader.at(T0);
    expect(reader.at(T0 + 1000).arousal).toBeGreaterThan(0.3);
  });

  it('say nothing of samples that are no numbers', async () => {
    const asked: number[] = [];
    const model: Model = {
      card: tinyModel('skin', [1]).card,
      ask: (input) => {
        asked.push(...input);
        return Promise.resolve(input);
      },
    };
    const reader = affectReader({
      bodyId: 'dancer',
      records: [learned],
      decayS: 12,
      context: { model: () => model, personal: () => null },
    });
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      for (let i = 0; i < 120; i++) {
        reader.hearBlock(eda(odd, T0 + i * 100));
        reader.tick(T0 + i * 100);
        await Promise.resolve();
      }
    expect(asked).toEqual([]);
    expect(reader.estimates()).toEqual([]);
    expect(reader.at(T0 + 12_000).confidence).toBe(0);
  });

  it('hear the samples of their own body only', () => {
    const heard: string[] = [];
    const listener: DecoderRecord = {
      id: 'listener',
      make: (bodyId) => ({
        id: 'listener',
        modality: 'physiology',
        needs: ['edaTonic'],
        hear: (block) => heard.push(`${bodyId} ${block.bodyId}`),
        decode: () => null,
        reset: () => {},
      }),
    };
    const readers = affectReaders({ bodies: ['ana', 'bo'], decayS: 12 }, [listener]);
    readers.hearBlock(eda(1, T0, 'bo'));
    readers.hearBlock(eda(1, T0, 'guest'));
    expect(heard).toEqual(['bo bo']);
  });
});

describe('a personal model that comes and goes', () => {
  it('makes its decoder anew and leaves the others as they are', () => {
    let model: Model | null = null;
    let made = 0;
    const counted: DecoderRecord = {
      id: movementDecoder.id,
      make(bodyId, context) {
        made++;
        return movementDecoder.make(bodyId, context);
      },
    };
    const context: DecoderContext = { model: () => null, personal: () => model };
    const readers = affectReaders({ bodies: ['ana', 'bo'], decayS: 12 }, [counted, own], {
      context,
    });
    const speak = (nowMs: number): string[] => {
      readers.hear(
        [
          feature('eegAlpha', 1, nowMs, { bodyId: 'ana' }),
          feature('motionEnergy', 0.5, nowMs, { bodyId: 'ana' }),
        ],
        nowMs,
      );
      return readers.estimates('ana').map((e) => e.decoder);
    };
    expect(speak(T0)).toEqual([movementDecoder.id]);
    model = { card: tinyModel('own', [1]).card, ask: (input) => Promise.resolve(input) };
    readers.remake('bo');
    expect(speak(T0 + 100)).toEqual([movementDecoder.id]);
    readers.remake('ana');
    expect(speak(T0 + 200)).toEqual([movementDecoder.id, 'own']);
    model = null;
    readers.remake();
    expect(speak(T0 + 300)).toEqual([movementDecoder.id]);
    expect(made).toBe(2);
  });
});

describe('a feeling from outside the features', () => {
  const words = (atMs: number): AffectEstimate => ({
    decoder: 'text',
    modality: 'text',
    bodyId: 'ana',
    atMs,
    recorded: false,
    negative: { mean: 0.9, sd: 0.1 },
    positive: { mean: 0.1, sd: 0.1 },
  });

  it('is joined to the body it is for, or to all', () => {
    const readers = affectReaders({ bodies: ['ana', 'bo'], decayS: 12 }, [movementDecoder]);
    readers.feel('bo', words(T0));
    expect(readers.estimates('ana')).toEqual([]);
    expect(readers.estimates('bo')).toMatchObject([{ bodyId: 'bo', decoder: 'text' }]);
    readers.feel(null, words(T0));
    expect(readers.estimates('ana')).toMatchObject([{ bodyId: 'ana' }]);
    readers.feel('nobody', words(T0));
    expect(readers.estimates('nobody')).toEqual([]);
  });

  it('without a time is none', () => {
    const reader = affectReader({ bodyId: 'ana', records: [], decayS: 12 });
    reader.feel(words(Number.NaN));
    expect(reader.estimates()).toEqual([]);
    expect(reader.at(T0).confidence).toBe(0);
  });
});
