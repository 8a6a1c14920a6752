import { describe, expect, it } from 'vitest';
import type { ScoreNote } from '#contracts/score';
import { liveMusic } from '../../conductor/music/live.ts';
import type { MusicWish } from '../../conductor/show/director.ts';
import { LONGING } from './support.ts';

const level = { from: 0.7, to: 0.7, startMs: 0, seconds: 0, curve: 'linear' } as const;
const PLAYS: MusicWish = { plays: true, isHeld: false, level };
const STEP_MS = 200;

const piece = () => {
  const live = liveMusic({ instruments: ['piano', 'strings'], seed: () => 4, theme: () => null });
  let nowMs = 1_000_000;
  return {
    /** Looks on for so long; gives the notes, each with the time at which it was told. */
    play(wish: MusicWish | null, seconds: number) {
      const notes: (ScoreNote & { readonly toldMs: number })[] = [];
      let desk = null as ReturnType<typeof live.look>['desk'];
      for (let ms = 0; ms < seconds * 1000; ms += STEP_MS) {
        nowMs += STEP_MS;
        const looked = live.look(wish, LONGING, nowMs);
        notes.push(...looked.notes.map((note) => ({ ...note, toldMs: nowMs })));
        desk = looked.desk ?? desk;
      }
      return { notes, desk, nowMs };
    },
    pass(seconds: number) {
      nowMs += seconds * 1000;
    },
  };
};

describe('SHOW-191 live music', () => {
  it('is silent until it is asked for, and shows its instruments', () => {
    const { notes, desk } = piece().play({ ...PLAYS, plays: false }, 5);
    expect(notes).toEqual([]);
    expect(desk?.playing).toBe(false);
    expect(desk?.parts.map(({ id }) => id)).toEqual(['piano', 'strings']);
  });

  it('tells its notes two seconds ahead, each once', () => {
    const { notes } = piece().play(PLAYS, 60);
    expect(notes.length).toBeGreaterThan(60);
    expect(new Set(notes.map(({ n }) => n)).size).toBe(notes.length);
    // The first bar is wanted sooner.
    const rest = notes.slice(20);
    expect(Math.min(...rest.map(({ atMs, toldMs }) => atMs - toldMs))).toBeGreaterThan(2000);
    expect(Math.max(...rest.map(({ atMs, toldMs }) => atMs - toldMs))).toBeLessThan(9000);
  });

  it('ends with its phrase, and begins anew when it is asked for again', () => {
    const music = piece();
    const first = music.play(PLAYS, 20);
    const end = music.play({ ...PLAYS, plays: false }, 60);
    expect(end.desk?.playing).toBe(false);
    expect(music.play({ ...PLAYS, plays: false }, 20).notes).toEqual([]);
    const again = music.play(PLAYS, 10);
    expect(again.notes.length).toBeGreaterThan(0);
    expect(again.desk?.run).toBeGreaterThan(first.desk?.run ?? 0);
  });

  it('SHOW-192 stands still while it is held and goes on with its next bar', () => {
    const music = piece();
    const before = music.play(PLAYS, 20);
    const held = music.play({ ...PLAYS, isHeld: true }, 30);
    expect(held.notes).toEqual([]);
    expect(held.desk?.playing).toBe(false);
    expect(held.desk?.run).toBeGreaterThan(before.desk?.run ?? 0);
    const after = music.play(PLAYS, 5);
    expect(after.desk?.run).toBeGreaterThan(held.desk?.run ?? 0);
    const firstMs = Math.min(...after.notes.map(({ atMs }) => atMs));
    expect(firstMs).toBeGreaterThan(held.nowMs);
    expect(firstMs).toBeLessThan(held.nowMs + 5000);
  });

  it('comes back from a process that stood still without notes that are over', () => {
    const music = piece();
    music.play(PLAYS, 10);
    music.pass(40);
    const { notes } = music.play(PLAYS, 5);
    expect(Math.min(...notes.map(({ atMs, toldMs }) => atMs - toldMs))).toBeGreaterThan(200);
  });
});
