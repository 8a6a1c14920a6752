import { describe, expect, it } from 'vitest';
import { openEar } from '../../../conductor/memory/speech/ear.ts';
import type { Recogniser } from '../../../conductor/memory/speech/recogniser.ts';
import { HOP, type VoiceNet } from '../../../conductor/memory/speech/voice-net.ts';

/** Hears a voice where there is sound at all. */
const net: VoiceNet = {
  hear: async (block) => (block.some((x) => x !== 0) ? 0.99 : 0.01),
  reset() {},
  async close() {},
};
const HZ = 16_000;
const voice = (seconds: number): Float32Array =>
  new Float32Array(Math.round(seconds * HZ)).fill(0.2);
const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * HZ));

const listening = (understand: Recogniser['understand'] | null) => {
  const told: string[] = [];
  const lengths: number[] = [];
  const ear = openEar({
    net,
    recogniser: understand && {
      understand: (pcm, goesOn) => {
        lengths.push(pcm.length / HZ);
        return understand(pcm, goesOn);
      },
      async close() {},
    },
    nowMs: () => 0,
    partial: (text) => told.push(`p ${text}`),
    final: (text) => told.push(`F ${text}`),
    voice: (is) => told.push(is ? 'voice' : 'silence'),
    lost: () => told.push('lost'),
    failed: (error) => told.push(`failed ${String(error)}`),
  });
  /** In frames as pages send them. */
  const hear = async (...stretches: readonly Float32Array[]): Promise<void> => {
    for (const pcm of stretches)
      for (let at = 0; at < pcm.length; at += 1600) {
        ear.push(pcm.slice(at, at + 1600));
        await ear.settled();
      }
  };
  return { ear, told, lengths, hear };
};

const sure = (text: string) => ({ text, logProbs: [-0.01, -0.02, -0.01], isWhole: true });

describe('the ear', () => {
  it('tells a voice, a growing text and a text that is done', async () => {
    const { told, hear, lengths } = listening(async (pcm) =>
      sure(`words ${Math.round(pcm.length / HZ)}`),
    );
    await hear(silence(0.5), voice(3), silence(1.2));
    expect(told[0]).toBe('voice');
    expect(told[1]).toMatch(/^p words 1/);
    expect(told.filter((line) => line.startsWith('F'))).toEqual(['F words 4']);
    expect(told).toContain('silence');
    // The first is asked for before a second has passed.
    expect(lengths[0]).toBeLessThan(1);
  });

  it('understands the end once, while the pause still runs', async () => {
    const { told, hear, lengths } = listening(async () => sure('one two three'));
    await hear(voice(2), silence(0.4));
    const before = lengths.length;
    expect(told.some((line) => line.startsWith('F'))).toBe(false);
    await hear(silence(0.8));
    expect(told).toContain('F one two three');
    expect(lengths.length).toBe(before);
  });

  it('says nothing of what is no words, and takes back what it showed', async () => {
    const { told, hear } = listening(async (pcm) =>
      pcm.length < 1.5 * HZ ? sure('hello there') : { ...sure('hello there'), logProbs: [-2, -2] },
    );
    await hear(voice(3), silence(1.2));
    expect(told.filter((line) => line.startsWith('F'))).toEqual([]);
    expect(told.filter((line) => line.startsWith('p')).at(-1)).toBe('p ');
  });

  it('ends an utterance where sound was lost', async () => {
    const { ear, told, hear } = listening(async () => sure('half a sentence'));
    await hear(voice(1.5));
    ear.gap();
    await ear.settled();
    expect(told.filter((line) => line.startsWith('F'))).toHaveLength(1);
    await hear(voice(1.5), silence(1));
    expect(told.filter((line) => line.startsWith('F'))).toHaveLength(2);
  });

  it('finishes what was begun when it is told to end', async () => {
    const { ear, told, hear } = listening(async () => sure('the last words'));
    await hear(voice(1.2));
    await ear.end();
    expect(told.at(-1)).toBe('F the last words');
  });

  it('lets all go when it is closed', async () => {
    const { ear, told, hear } = listening(async () => sure('nothing of it'));
    await hear(voice(0.4));
    ear.close();
    ear.push(voice(3));
    await ear.settled();
    expect(told.filter((line) => /^[pF]/.test(line))).toEqual([]);
  });

  it('hears a voice where no model understands it', async () => {
    const { told, hear } = listening(null);
    await hear(voice(1), silence(1));
    expect(told).toEqual(['voice', 'silence']);
  });

  it('drops the oldest sound of a flood, and goes on', async () => {
    const { ear, told, hear } = listening(async () => sure('after the flood'));
    for (let i = 0; i < 100; i++) ear.push(voice(0.5));
    expect(told).toContain('lost');
    await ear.settled();
    await hear(silence(1));
    expect(told).toContain('F after the flood');
  });

  it('goes on where the model fails', async () => {
    let calls = 0;
    const { told, hear } = listening(async () => {
      calls++;
      if (calls < 3) throw new Error('of the graph');
      return sure('it came back');
    });
    await hear(voice(2), silence(1.5));
    expect(told.some((line) => line.startsWith('failed'))).toBe(true);
    expect(told).toContain('F it came back');
  });

  it('takes frames of any length, and numbers that are none', async () => {
    const { ear, told } = listening(async () => sure('still here'));
    for (const length of [1, HOP - 1, HOP, HOP + 1, 7, 8000])
      ear.push(new Float32Array(length).fill(Number.NaN));
    ear.push(voice(1));
    await ear.end();
    expect(told.some((line) => line.startsWith('failed'))).toBe(false);
  });
});
