import { describe, expect, it } from 'vitest';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { type LoadedShow, loadShow, type Problem } from '../../conductor/show/load.ts';
import { watchShow } from '../../conductor/show/watch.ts';
import { manualClock } from '../support/fake-clock.ts';
import { memoryFiles } from './support.ts';

const YAML = `format: 2
id: test
title: { en: Test, ko: 시험 }
scenes: { a: { scene: tide } }
cues:
  - { number: 1, title: { en: A, ko: 가 }, scene: a }
`;

const set = async () => {
  const disk = memoryFiles({ 'f/show.yaml': YAML, 'f/world.md': 'world' });
  const clock = manualClock();
  const shows: LoadedShow[] = [];
  const problems: (readonly Problem[])[] = [];
  const current = await loadShow('f', { files: disk.files });
  const stop = watchShow('f', {
    scheduler: scheduler(clock, (error) => {
      throw error;
    }),
    current,
    files: disk.files,
    onShow: (loaded) => shows.push(loaded),
    onProblems: (found) => problems.push(found),
  });
  /** Some beats, each with time for the reading it starts. */
  const beats = async (n: number) => {
    for (let i = 0; i < n; i++) {
      clock.advance(500);
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { ...disk, clock, shows, problems, stop, beats };
};

describe('watching a show', () => {
  it('SHOW-7 says nothing while nothing changes, nor for the same text anew', async () => {
    const w = await set();
    await w.beats(5);
    w.write('f/show.yaml', YAML);
    await w.beats(5);
    expect(w.shows).toEqual([]);
    expect(w.problems).toEqual([]);
  });

  it('SHOW-7 hands over a changed show within two beats, and a changed world', async () => {
    const w = await set();
    await w.beats(3);
    w.write('f/show.yaml', YAML.replace('en: Test', 'en: Other'));
    await w.beats(2);
    expect(w.shows.map((s) => s.show.title.en)).toEqual(['Other']);
    w.write('f/world.md', 'another world');
    await w.beats(2);
    expect(w.shows.at(-1)?.world).toBe('another world');
  });

  it('SHOW-7 a broken version is told once and not handed over; mending it is told too', async () => {
    const w = await set();
    await w.beats(3);
    w.write('f/show.yaml', YAML.replace('scene: a ', 'scene: b '));
    await w.beats(6);
    expect(w.shows).toEqual([]);
    expect(w.problems).toHaveLength(1);
    expect(w.problems[0]?.[0]?.code).toBe('show/unknown-scene');
    w.write('f/show.yaml', YAML);
    await w.beats(3);
    expect(w.problems).toHaveLength(2);
    expect(w.problems[1]).toEqual([]);
    expect(w.shows).toEqual([]);
  });

  it('SHOW-7 a file that is away for a moment while an editor saves it is not a problem', async () => {
    const w = await set();
    await w.beats(3);
    w.remove('f/show.yaml');
    await w.beats(1);
    w.write('f/show.yaml', YAML.replace('en: Test', 'en: Saved'));
    await w.beats(3);
    expect(w.problems).toEqual([]);
    expect(w.shows.map((s) => s.show.title.en)).toEqual(['Saved']);
  });

  it('SHOW-7 a change between loading and the first beat is not missed', async () => {
    const w = await set();
    w.write('f/show.yaml', YAML.replace('en: Test', 'en: Early'));
    await w.beats(3);
    expect(w.shows.map((s) => s.show.title.en)).toEqual(['Early']);
  });

  it('stops for good, twice if need be', async () => {
    const w = await set();
    w.stop();
    w.stop();
    w.write('f/show.yaml', YAML.replace('en: Test', 'en: Late'));
    await w.beats(4);
    expect(w.shows).toEqual([]);
    expect(w.clock.pending).toBe(0);
  });
});
