import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkShow } from '../../conductor/show/check.ts';
import { latest } from '../../conductor/show/latest.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { conduct, cue, feature, heard, look, makeShow, T0 } from './support.ts';

const FOLDER = join(import.meta.dirname, '../../shows/sullae');
const { show } = await loadShow(FOLDER);
const minutes = (s: number): number => s / 60;
/** A dancer of whom so much is foreseen, at a moment. */
const known = (share: number, s: number) => heard(feature('foreseen', share, T0 + s * 1000));

/** Runs the piece with what is heard at each moment; what sounded and how dark it was on the way. */
const run = (hears: (s: number) => ReturnType<typeof heard> | undefined) => {
  const d = conduct(show);
  const seen: { s: number; cue: string | null; expect: number; begun: number; black: boolean }[] =
    [];
  for (let s = 0; s <= 740; s += 0.5) {
    const stage = d.to(s, [], hears(s));
    const top = stage.layers.reduce((a, b) => (a.weight > b.weight ? a : b));
    const begun = d
      .sound(s)
      .voices.filter((v) => v.playing && v.atMs > T0 + (s - 0.5) * 1000).length;
    const { intendedBlack: black, cue } = stage;
    seen.push({ s, cue, expect: top.look.expect ?? 0, begun, black });
    expect(stage.cut).toBe(false);
  }
  return { d, seen };
};

describe('sullae', () => {
  it('has fifteen to twenty cues, and nothing is said against it', async () => {
    expect(show.cues.length).toBeGreaterThanOrEqual(15);
    expect(show.cues.length).toBeLessThanOrEqual(20);
    const { ok, errors, warnings } = await checkShow(FOLDER);
    expect({ ok, errors, warnings }).toEqual({ ok: true, errors: [], warnings: [] });
  });

  it('goes through in twelve minutes where nobody is there, every cue of it, and ends dark', () => {
    const { d, seen } = run(() => undefined);
    const last = d.started.at(-1);
    expect(last?.[0]).toBe('18');
    expect(minutes(last?.[1] ?? 0)).toBeGreaterThan(11.5);
    expect(minutes((last?.[1] ?? 0) + (show.cues.at(-1)?.fade.seconds ?? 0))).toBeLessThan(12.2);
    expect(latest(show).seconds).toBeCloseTo(last?.[1] ?? 0, 3);
    expect(new Set(d.started.map(([number]) => number)).size).toBe(show.cues.length);
    expect(seen.filter((m) => m.black).every((m) => m.cue === '18')).toBe(true);
    expect(seen.at(-1)?.black).toBe(true);
  });

  it('counts four times to ten, the last time without a sound and for the stand alone', () => {
    const { d, seen } = run(() => undefined);
    const counted = (number: string) => d.started.filter(([n]) => n === number).length;
    expect(['2', '5', '13', '13.5', '17'].map(counted)).toEqual([10, 10, 5, 5, 10]);
    const from = d.started.find(([n]) => n === '16')?.[1] ?? 0;
    expect(seen.filter((m) => m.s > from + 0.5 && m.begun > 0)).toEqual([]);
    const strokes = d.acts.filter((a) => a.cause === '17' && a.act.kind === 'midi');
    expect(strokes).toHaveLength(10);
  });

  it('grows darker as she is learned, and light again where she is not foreseen', () => {
    const pageAt = (share: number): number => {
      const d = conduct(show);
      d.to(0);
      d.to(40, [{ do: 'go-cue', number: '3' }]);
      for (let s = 41; s < 118; s++) d.to(s, [], known(share, s));
      return look(d.to(118, [], known(share, 118)), 'hide', 'page');
    };
    const pages = [0.05, 0.2, 0.35, 0.6].map(pageAt);
    expect(pages[0]).toBeGreaterThan(0.6);
    for (const [i, page] of pages.entries())
      if (i > 0) expect(page).toBeLessThan(pages[i - 1] ?? 0);
    expect(pages.at(-1)).toBeLessThan(0.2);

    const d = conduct(show);
    d.to(0);
    d.to(1, [{ do: 'go-cue', number: '12' }]);
    for (let s = 2; s < 30; s++) d.to(s, [], known(0.6, s));
    const kept = look(d.to(30, [], known(0.6, 30)), 'both', 'page');
    for (let s = 31; s < 50; s++) d.to(s, [], known(0.1, s));
    expect(look(d.to(50, [], known(0.1, 50)), 'both', 'page')).toBeGreaterThan(kept + 0.1);
  });

  it('breathes with each stroke of the musician', () => {
    const pageAt = (velocity: number | null): number => {
      const d = conduct(show);
      d.to(0);
      const struck = (s: number) => ({
        ...heard(),
        features: (id: string) =>
          new Map(
            velocity === null || id !== 'musician'
              ? []
              : [['noteVelocity', feature('noteVelocity', velocity, T0 + s * 1000)] as const],
          ),
      });
      for (let s = 18; s <= 20; s += 0.1) d.to(s, [], struck(s));
      return look(d.to(20.1, [], struck(20.1)), 'wall', 'page');
    };
    expect(pageAt(0.9)).toBeGreaterThan(pageAt(null) + 0.1);
  });

  it('draws what is expected of her from the turn to her standing still, and at no other time', () => {
    const { seen } = run(() => undefined);
    const before = ['1', '2', '3', '4', '5', '6', '7', '8'];
    const drawn = ['10', '11', '12', '13', '13.5', '14'];
    for (const { cue: now, expect: shown } of seen) {
      if (now && before.includes(now)) expect(shown).toBe(0);
      if (now && drawn.includes(now)) expect(shown).toBe(1);
    }
    expect(
      seen.filter((m) => ['16', '17', '18'].includes(m.cue ?? '')).every((m) => m.expect === 0),
    ).toBe(true);
  });

  it('does not wait for its time where she is known before', () => {
    const { d } = run((s) => known(0.7, s));
    const at = (number: string) => d.started.find(([n]) => n === number)?.[1] ?? Number.NaN;
    const latestAt = (number: string) =>
      latest(show).starts[show.cues.findIndex((c) => c.number === number)] ?? Number.NaN;
    for (const number of ['4', '7', '11']) expect(at(number)).toBeLessThan(latestAt(number));
    expect(minutes(d.started.at(-1)?.[1] ?? 0)).toBeGreaterThan(10);
  });
});

describe('a list that nobody touches', () => {
  it('is as long as its groups and the cues that call themselves', () => {
    const waits = makeShow(
      [
        cue('1', 'a', { follow: 'continue', postWaitS: 5 }),
        cue('2', 'a', { follow: 'continue', postWaitS: 4 }),
        cue('3', 'b'),
        cue('4', 'a', { when: { all: [{ signal: 'arousal', above: 0.5 }], elseAfterS: 30 } }),
      ],
      { start: 'auto', groups: { round: { from: '2', to: '2', times: 3 } } },
    );
    expect(latest(waits)).toEqual({ starts: [0, 5, 17, 47], seconds: 47 });
    const forGo = makeShow([cue('1', 'a'), cue('2', 'b')], { start: 'auto' });
    expect(latest(forGo)).toEqual({ starts: [0, null], seconds: null });
    expect(latest(makeShow([cue('1', 'a')])).starts).toEqual([null]);
  });
});
