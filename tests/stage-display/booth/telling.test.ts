import { describe, expect, it } from 'vitest';
import { decodeVoice, encodeVoice, VOICE_HZ } from '#contracts/frames';
import { draft } from '../../../stage-display/booth/entry/draft.ts';
import {
  holds,
  LONG_MS,
  MOST_FINGERS,
  PALM_PX,
  REPEAT_AFTER_MS,
  REPEAT_MS,
} from '../../../stage-display/booth/entry/holds.ts';
import { refusalOf, TUNE_BYTES } from '../../../stage-display/booth/music/own-file.ts';
import { saidOf, type TellingState } from '../../../stage-display/booth/telling/said.ts';
import { FRAME_SAMPLES, loudness, voiceFrames } from '../../../stage-display/booth/voice/frames.ts';
import { resampler } from '../../../stage-display/booth/voice/resample.ts';
import { MUSIC, TELL } from '../../../stage-display/booth/words/telling.ts';

describe('two hands on one text', () => {
  it('takes what is heard, and keeps what is written', () => {
    const d = draft('');
    expect(d.hear('It was five.')).toBe(true);
    expect([d.text(), d.due()]).toEqual(['It was five.', null]);
    d.write('It was six.');
    expect(d.due()).toBe('It was six.');
    d.sent('It was six.');
    expect(d.due()).toBeNull();
    // Its own words come back, and then more is heard.
    expect(d.hear('It was six.')).toBe(false);
    expect(d.hear('It was six. The sun')).toBe(true);
    expect(d.text()).toBe('It was six. The sun');
  });

  it('puts what was heard meanwhile after what was corrected meanwhile', () => {
    const d = draft('the buss');
    d.write('the bus');
    // What is heard was added to the text before the correction.
    expect(d.hear('the buss climbs')).toBe(true);
    expect([d.text(), d.due()]).toEqual(['the bus climbs', 'the bus climbs']);
    d.sent('the bus climbs');
    d.write('the old bus climbs');
    expect(d.hear('the bus climbs up')).toBe(true);
    expect(d.text()).toBe('the old bus climbs up');
  });

  it('does not take the echo of half a word for something heard', () => {
    const d = draft('');
    for (const text of ['a', 'ab', 'abc']) {
      d.write(text);
      d.sent(text);
    }
    d.write('abcd');
    for (const echo of ['a', 'ab']) expect(d.hear(echo)).toBe(false);
    expect(d.text()).toBe('abcd');
    expect(d.due()).toBe('abcd');
    // The conductor never saw it: after a break all of it goes again.
    d.sent('abcd');
    expect(d.due()).toBeNull();
    d.forgetSent();
    expect(d.due()).toBe('abcd');
  });
});

describe('fingers on the letters', () => {
  const one = () => holds((key) => key === 'erase');

  it('gives the other letter once after a long press, and repeats what repeats', () => {
    const h = one();
    h.down(1, 'ㄱ', 0);
    h.down(2, 'erase', 0);
    expect(h.due(LONG_MS - 1)).toEqual([]);
    expect(h.due(LONG_MS)).toEqual([{ key: 'ㄱ', as: 'long' }]);
    expect(h.due(REPEAT_AFTER_MS)).toEqual([{ key: 'erase', as: 'repeat' }]);
    expect(h.due(REPEAT_AFTER_MS + REPEAT_MS)).toEqual([{ key: 'erase', as: 'repeat' }]);
    // A page that stood still for a second erases one letter, not fourteen.
    expect(h.due(REPEAT_AFTER_MS + REPEAT_MS + 1_000)).toHaveLength(1);
    h.up(2);
    expect(h.due(9_000)).toEqual([]);
  });

  it('ignores palms and whole hands', () => {
    const h = one();
    expect(h.down(1, 'a', 0, PALM_PX + 1)).toBe(false);
    for (let i = 0; i < MOST_FINGERS; i++) expect(h.down(10 + i, 'a', 0, 20)).toBe(true);
    expect(h.down(99, 'b', 0, 20)).toBe(false);
  });
});

describe('the microphone', () => {
  const tone = (hz: number, rate: number, s: number): Float32Array =>
    Float32Array.from(
      { length: Math.round(rate * s) },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate),
    );
  const rms = (x: Float32Array): number => Math.sqrt(x.reduce((s, v) => s + v * v, 0) / x.length);
  const inBlocks = (pcm: Float32Array, size: number, fn: (b: Float32Array) => Float32Array) => {
    const out: number[] = [];
    for (let i = 0; i < pcm.length; i += size) out.push(...fn(pcm.slice(i, i + size)));
    return Float32Array.from(out);
  };

  it.each([48_000, 44_100, 22_050, 16_000, 8_000])('gives %i Hz as 16 kHz', (rate) => {
    const from = tone(440, rate, 0.2);
    const got = inBlocks(from, 128, resampler(rate, VOICE_HZ));
    const wanted = tone(440, VOICE_HZ, 0.2);
    expect(wanted.length - got.length).toBeLessThan(60);
    let worst = 0;
    for (let i = 100; i < got.length; i++)
      worst = Math.max(worst, Math.abs((got[i] ?? 0) - (wanted[i] ?? 0)));
    expect(worst).toBeLessThan(0.004);
    // However it was cut into blocks.
    const whole = resampler(rate, VOICE_HZ)(from);
    const other = inBlocks(from, 441, resampler(rate, VOICE_HZ));
    const apart = whole.slice(0, other.length).map((x, i) => Math.abs(x - (other[i] ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });

  it('folds nothing from above the new band into it', () => {
    const got = resampler(48_000, VOICE_HZ)(tone(11_000, 48_000, 0.5));
    expect(20 * Math.log10(rms(got.slice(200)) / rms(tone(11_000, 48_000, 0.5)))).toBeLessThan(-50);
  });

  it('sends tenths of a second, each with the time of its last sample', () => {
    const sent: { n: number; endMs: number }[] = [];
    const push = voiceFrames((pcm, endMs) => {
      sent.push({ n: pcm.length, endMs });
      const frame = { seq: 1, atMs: endMs, pcm };
      expect(decodeVoice(encodeVoice(frame))?.pcm).toEqual(pcm);
    });
    for (let i = 1; i <= 10; i++) push(new Float32Array(480), i * 30);
    expect(sent.map((s) => s.n)).toEqual([FRAME_SAMPLES, FRAME_SAMPLES, FRAME_SAMPLES]);
    expect(sent.map((s) => Math.round(s.endMs))).toEqual([100, 200, 300]);
    expect([loudness(new Float32Array(480)), loudness(tone(200, 16_000, 0.1))]).toEqual([0, 1]);
  });
});

describe('what is said beside the words', () => {
  const CALM: TellingState = {
    mode: 'speak',
    hears: 'ready',
    ear: 'open',
    trouble: null,
    isDead: false,
    isEmpty: true,
    quietMs: 0,
    isFull: false,
  };
  it.each([
    [{}, TELL.listening],
    [{ quietMs: 12_000 }, TELL.takeTime],
    [{ quietMs: 30_000 }, TELL.nothingYet],
    [{ quietMs: 30_000, isEmpty: false }, TELL.takeTime],
    [{ isDead: true }, TELL.silent],
    [{ ear: 'closed' }, TELL.paused],
    [{ ear: 'opening' }, TELL.askingMic],
    [{ hears: 'opening' }, TELL.opening],
    [{ mode: 'write', hears: 'absent' }, TELL.absent],
    [{ mode: 'write', trouble: TELL.denied }, TELL.denied],
    [{ mode: 'write' }, null],
    [{ mode: 'choose' }, null],
    [{ isFull: true }, TELL.long],
  ] as const)('%j', (change, wanted) => expect(saidOf({ ...CALM, ...change })).toBe(wanted));

  it('refuses films and what is too large, before anything is sent', () => {
    expect(refusalOf({ type: 'video/mp4', size: 9 })).toBe(MUSIC.fileFilm);
    expect(refusalOf({ type: 'audio/mpeg', size: TUNE_BYTES + 1 })).toBe(MUSIC.fileBig);
    expect(refusalOf({ type: 'application/pdf', size: 9 })).toBe(MUSIC.fileNot);
    expect(refusalOf({ type: 'audio/mpeg', size: 0 })).toBe(MUSIC.fileNot);
    for (const type of ['audio/mpeg', 'audio/midi', ''])
      expect(refusalOf({ type, size: 9 })).toBeNull();
  });
});
