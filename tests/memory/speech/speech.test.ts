import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SampleBlock } from '#contracts/sensor';
import { decodeVoice, encodeVoice } from '#contracts/voice-frame';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import type { Hears } from '../../../conductor/kernel/thread.ts';
import type { FromEar, ToEar, Weights } from '../../../conductor/memory/speech/protocol.ts';
import { openSpeech } from '../../../conductor/memory/speech/speech.ts';
import type { SourceContext } from '../../../sensors/source.ts';
import { manualClock } from '../../support/fake-clock.ts';

const EN: Weights = { is: 'moonshine', folder: '/models/moonshine' };

const house = (weights: () => Partial<Record<'en' | 'ko', Weights>> = () => ({ en: EN })) => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const threads: { hears: Hears<FromEar>; posted: ToEar[]; isEnded: boolean }[] = [];
  const blocks: SampleBlock[] = [];
  const lamps: (string | null)[] = [];
  const told: string[] = [];
  const nobody = { on: () => () => {} };
  const context: SourceContext = {
    timing,
    osc: nobody,
    pages: nobody,
    announce: () => {},
    emit: (block) => blocks.push(block),
    state: () => {},
    refuse: () => {},
  };
  const speech = openSpeech({
    start(hears) {
      const thread = { hears, posted: [] as ToEar[], isEnded: false };
      threads.push(thread);
      return {
        post: (message) => thread.posted.push(message),
        async end() {
          thread.isEnded = true;
        },
      };
    },
    timing,
    context,
    body: () => 'visitor',
    net: '/models/net.onnx',
    weights,
    lamp: (text) => lamps.push(text?.en ?? null),
  });
  const listen = (lang: 'en' | 'ko' = 'en') =>
    speech.listen({
      lang,
      partial: (text) => told.push(`p ${text}`),
      final: (text) => told.push(`F ${text}`),
      voice: (is) => told.push(is ? 'voice' : 'silence'),
      trouble: (text) => told.push(text ? `trouble ${text.en} ${text.ko}` : 'mended'),
    });
  const last = () => {
    const thread = threads.at(-1);
    if (!thread) throw new Error('no thread');
    return thread;
  };
  const say = (message: FromEar): void => last().hears.message(message);
  return { clock, speech, threads, blocks, lamps, told, listen, last, say };
};

const frame = (seq: number, atMs = 0) => ({ seq, atMs, pcm: new Int16Array(1600).fill(7) });

describe('speech', () => {
  it('says of each language whether it is heard', () => {
    const { speech, say } = house();
    expect(speech.hears()).toEqual({ en: 'opening', ko: 'absent' });
    let changes = 0;
    speech.onHears(() => changes++);
    say({ t: 'opened', lang: 'en' });
    expect(speech.hears()).toEqual({ en: 'ready', ko: 'absent' });
    expect(changes).toBe(1);
  });

  it('hands sound to the thread, and texts to who asked', () => {
    const { listen, last, say, told } = house();
    say({ t: 'opened', lang: 'en' });
    const heard = listen();
    heard.push(frame(0));
    expect(last().posted.at(-1)).toMatchObject({ t: 'sound', id: 0, seq: 0 });
    say({ t: 'voice', id: 0, is: true });
    say({ t: 'partial', id: 0, text: 'the dog' });
    say({ t: 'final', id: 0, text: 'the dog ran' });
    expect(told).toEqual(['voice', 'p the dog', 'F the dog ran']);
  });

  it('asks to write where no model hears the language, before anything is said', () => {
    const { listen, told } = house();
    listen('ko');
    expect(told[0]).toMatch(/Please write.*글로 써 주세요/);
  });

  it('tells that a model is damaged, and goes on', () => {
    const { speech, say, lamps, listen, told } = house();
    say({ t: 'refused', lang: 'en', reason: 'the file is cut short.' });
    expect(speech.hears().en).toBe('absent');
    expect(lamps[0]).toContain('the file is cut short.');
    listen();
    expect(told[0]).toMatch(/^trouble/);
  });

  it('comes back where its thread dies, and hears on whom it heard', () => {
    const { clock, speech, threads, listen, say, told, last } = house();
    say({ t: 'opened', lang: 'en' });
    const heard = listen();
    say({ t: 'voice', id: 0, is: true });
    last().hears.gone('out of memory');
    expect(speech.hears().en).toBe('opening');
    expect(told.at(-1)).toMatch(/^trouble .*coming back.*돌아오고/);
    heard.push(frame(3));
    clock.advance(600);
    expect(threads).toHaveLength(2);
    say({ t: 'opened', lang: 'en' });
    expect(told.at(-1)).toBe('mended');
    expect(last().posted.at(-1)).toEqual({ t: 'listen', id: 0, lang: 'en' });
    say({ t: 'final', id: 0, text: 'here again' });
    expect(told.at(-1)).toBe('F here again');
  });

  it('promises nothing any more of a thread that dies again and again, but tries', () => {
    const { clock, speech, threads, last } = house();
    for (let i = 0; i < 5; i++) {
      last().hears.gone('again');
      clock.advance(60_000);
    }
    expect(threads.length).toBe(6);
    expect(speech.hears().en).toBe('absent');
  });

  it('starts another where one hangs', () => {
    const { clock, threads, listen, say } = house();
    say({ t: 'opened', lang: 'en' });
    const heard = listen();
    for (let i = 0; i < 260; i++) {
      heard.push(frame(i));
      clock.advance(100);
    }
    expect(threads[0]?.isEnded).toBe(true);
    expect(threads.length).toBeGreaterThan(1);
  });

  it('ends when all is understood, also where the thread dies over it', async () => {
    const { listen, say, last, told } = house();
    say({ t: 'opened', lang: 'en' });
    const first = listen();
    let isDone = false;
    const done = first.end().then(() => {
      isDone = true;
    });
    await Promise.resolve();
    expect(isDone).toBe(false);
    say({ t: 'final', id: 0, text: 'the end' });
    say({ t: 'ended', id: 0 });
    await done;
    expect(told.at(-1)).toBe('F the end');
    const second = listen().end();
    last().hears.gone('now');
    await second;
  });

  it('hears one at a time: nothing of the one before comes to the next', () => {
    const { listen, say, told, last } = house();
    say({ t: 'opened', lang: 'en' });
    const first = listen();
    listen();
    expect(last().posted).toContainEqual({ t: 'drop', id: 0 });
    say({ t: 'final', id: 0, text: 'of the one before' });
    const posted = last().posted.length;
    first.push(frame(1));
    first.close();
    first.close();
    expect(told).toEqual([]);
    expect(last().posted.length).toBe(posted);
  });

  it('tells speaking as a source whose time never steps back, whatever the page believes', () => {
    const { clock, listen, say, blocks } = house();
    say({ t: 'opened', lang: 'en' });
    listen();
    const now = clock.nowMs();
    for (const atMs of [now - 50, now + 3_600_000, now - 3_600_000, 0, now - 40, now - 900]) {
      clock.advance(100);
      say({ t: 'drawn', id: 0, stream: 'speech', atMs, values: Float32Array.of(1, 0, 1, 4, 120) });
    }
    expect(blocks).toHaveLength(6);
    expect(blocks[0]).toMatchObject({
      sourceId: 'booth-voice',
      bodyId: 'visitor',
      kind: 'speech',
      channels: 5,
    });
    for (let i = 1; i < blocks.length; i++)
      expect(blocks[i]?.atMs).toBeGreaterThan(blocks[i - 1]?.atMs ?? 0);
    expect(Math.abs((blocks.at(-1)?.atMs ?? 0) - clock.nowMs())).toBeLessThan(3_000);
  });

  it('takes any bytes a page may send for a frame or for nothing', () => {
    const { listen, say } = house();
    say({ t: 'opened', lang: 'en' });
    const heard = listen();
    const good = encodeVoice(frame(4_294_967_295, 5));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(good.length - 1), (noise, at) => {
        for (const bytes of [
          noise,
          good.slice(0, at),
          Uint8Array.from(good, (x, i) => (i === at ? x ^ 255 : x)),
        ]) {
          const read = decodeVoice(bytes);
          if (read) heard.push(read);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('closes for good', async () => {
    const { clock, speech, threads, listen } = house();
    listen();
    await speech.close();
    await speech.close();
    clock.advance(100_000);
    expect(threads).toHaveLength(1);
    expect(threads[0]?.isEnded).toBe(true);
  });
});
