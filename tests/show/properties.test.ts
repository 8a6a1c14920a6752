import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent } from '#contracts/intent';
import type { StageState } from '#contracts/stage';
import { fadeSeconds } from '../../conductor/show/cues.ts';
import {
  begin,
  type DirectorState,
  nextDeadline,
  panicStands,
  step,
} from '../../conductor/show/director.ts';
import { STEEPEST } from '../../conductor/show/fades.ts';
import {
  affect,
  asked,
  conduct,
  cue,
  expectSame,
  feature,
  heard,
  makeShow,
  numbersOf,
  T0,
} from './support.ts';

const CURVES = ['linear', 'smooth', 'ease-in', 'ease-out'] as const;
const wide = (k: number) => ({
  fade: { seconds: 0.3 + ((k * 7) % 5), curve: CURVES[k % 4] },
  look: { light: (k % 5) / 5 },
  palette: k % 3 === 0 ? { accent: '#ff8000' } : {},
  levelCap: k % 4 === 1 ? 0.5 : 1,
  black: k % 7 === 3,
  cut: k % 9 === 8,
  preWaitS: k % 5 === 4 ? 1.3 : 0,
  postWaitS: (k % 3) * 0.7,
  follow: (['manual', 'follow', 'continue'] as const)[k % 3],
  ...(k % 6 === 5 ? { master: { level: 0.7, seconds: 1 } } : {}),
});

const BIG = makeShow(
  Array.from({ length: 23 }, (_, k) => cue(`${k + 1}`, k % 2 ? 'b' : 'a', wide(k))),
  { loop: true, panicS: 0.8 },
);

/** A seeded stream of numbers in [0, 1) (mulberry32, Tommy Ettinger, public domain). */
const random = (seed: number) => {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const anyIntent = (r: () => number): Intent => {
  const x = r();
  if (x < 0.45) return { do: 'go' };
  if (x < 0.6) return { do: 'go-cue', number: `${Math.floor(r() * 26)}` };
  if (x < 0.7) return { do: 'back' };
  if (x < 0.75) return { do: 'panic' };
  if (x < 0.83) return { do: 'blackout' };
  if (x < 0.9) return { do: 'freeze' };
  return { do: 'master', level: r(), seconds: r() * 3 };
};

const sumOfWeights = (stage: StageState) => stage.layers.reduce((sum, l) => sum + l.weight, 0);

/** The steepest change a second that any fade of the show may make to a share, a look or a colour. */
const STEEP = Math.max(
  ...BIG.cues.filter((c) => !c.cut).map((c) => STEEPEST[c.fade.curve] / fadeSeconds(c)),
);

const isDark = (s: StageState) => s.panic >= 1 || s.master <= 0;

const expectNoJump = (before: StageState, after: StageState): void => {
  const dtS = (after.atMs - before.atMs) / 1000;
  const [old, now] = [numbersOf(before), numbersOf(after)];
  const shared = new Set(before.layers.map((l) => l.entry));
  for (const [name, x] of now) {
    if (name === 'master' || name === 'blackout' || name === 'panic' || name === 'beats') continue;
    const entry = name.split(' ')[0] ?? '';
    const isLook = !name.endsWith(' share') && after.layers.some((l) => l.entry === entry);
    // A look may be anything while its entry had no share.
    if (isLook && !shared.has(entry)) continue;
    const jump = Math.abs(x - (old.get(name) ?? 0));
    if (jump > STEEP * dtS + 1e-9) expect(`${name} jumped by ${jump} in ${dtS} s`).toBe('no jump');
  }
};

describe('properties of the director', () => {
  it('SHOW-30 10,000 random steps: shares add up to 1, no NaN, nothing jumps but cuts', () => {
    const r = random(7);
    let state = begin(BIG, T0);
    let before: StageState | null = null;
    let now = T0;
    let cuts = 0;
    const seen = new Set<string | null>();
    const inputs = { affectOf: () => affect(), features: () => new Map() };
    for (let i = 0; i < 10_000; i++) {
      // Steps fall on deadlines too, as the composer makes them.
      const wanted = now + (r() < 0.02 ? 4000 * r() : 40 * r());
      now = Math.min(wanted, Math.max(now, nextDeadline(state) ?? wanted));
      const intents = r() < 0.04 ? [asked(anyIntent(r), now - 20 * r())] : [];
      const out = step(BIG, state, { ...inputs, asked: intents }, now);
      const stage = out.stage;
      expect(Math.abs(sumOfWeights(stage) - 1)).toBeLessThan(1e-9);
      for (const [name, x] of numbersOf(stage))
        if (!(x >= 0 && x <= 4096)) expect(`${name} is ${x}`).toBe('in range');
      // A long step may pass through black and out again; short ones are held to the letter.
      if (before && !stage.cut && now - before.atMs <= 40 && !isDark(before) && !isDark(stage))
        expectNoJump(before, stage);
      if (stage.cut) cuts++;
      seen.add(stage.cue);
      before = stage;
      state = out.state;
    }
    expect(cuts).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(20);
  });

  it('SHOW-20 one GO calls one cue, from every state that random intents lead to', () => {
    const manual = makeShow(
      Array.from({ length: 9 }, (_, k) => cue(`${k + 1}`, k % 2 ? 'b' : 'a')),
      { loop: true },
    );
    const r = random(11);
    const d = conduct(manual);
    for (let i = 0, t = 0; i < 500; i++, t += 0.2 + 3 * r()) {
      d.to(t, [anyIntent(r)]);
      // The bounce of a finger is another rule.
      t += 0.2;
      const standby = d.to(t).standby;
      const notes = d.notes.length;
      expect(d.go(t).cue).toBe(standby);
      expect(d.notes.slice(notes).filter((n) => n.text.en.startsWith('Cue '))).toHaveLength(1);
    }
  });

  it('SHOW-62 no stuck states: from anywhere, GO and lifting what a person holds bring light and a cue', () => {
    const r = random(23);
    for (let run = 0; run < 60; run++) {
      const d = conduct(BIG);
      let t = 0;
      for (let i = 0; i < 12; i++, t += 2 * r()) d.to(t, [anyIntent(r)]);
      d.to(t, [
        { do: 'go-cue', number: '1' },
        { do: 'blackout', on: false },
        { do: 'master', level: 1, seconds: 0 },
      ]);
      expect(panicStands(d.state)).toBe(false);
      const stage = d.to(t + 0.31);
      expect(stage.frozen).toBe(false);
      expect(stage.cue).toBe('1');
      let bright = 0;
      for (let s = 0; s < 10; s += 0.1) bright = Math.max(bright, d.to(t + 0.31 + s).master);
      expect(bright).toBeGreaterThan(0.4);
    }
  });

  it('SHOW-10 the stage at a time does not depend on how often it was stepped', () => {
    const script = fc.array(
      fc.record({ atS: fc.double({ min: 0, max: 12, noNaN: true }), seed: fc.nat() }),
      { maxLength: 12 },
    );
    const run = (script: { atS: number; seed: number }[], times: number[]): StageState => {
      const list = script
        .map(({ atS, seed }) => asked(anyIntent(random(seed)), T0 + atS * 1000))
        .sort((a, b) => a.atMs - b.atMs);
      let state: DirectorState = begin(BIG, T0);
      let stage: StageState | null = null;
      const inputs = { affectOf: () => affect(), features: () => new Map() };
      let from = T0 - 1;
      for (const s of [0, ...times, 14]) {
        const now = T0 + s * 1000;
        const due = list.filter((a) => a.atMs > from && a.atMs <= now);
        ({ state, stage } = step(BIG, state, { ...inputs, asked: due }, now));
        from = now;
      }
      return stage as StageState;
    };
    const regular = Array.from({ length: 14 * 60 }, (_, i) => i / 60);
    const someTimes = fc.array(fc.double({ min: 0, max: 14, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(script, someTimes, (intents, times) => {
        const sorted = [...times].sort((a, b) => a - b);
        expectSame(run(intents, sorted), run(intents, regular));
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  it('SHOW-12 stepping exactly at the deadlines sees every cue of a list that runs by itself', () => {
    const show = makeShow(
      BIG.cues.map((c) => ({ ...c, follow: c.follow === 'manual' ? 'follow' : c.follow })) as never,
      { start: 'auto' },
    );
    let state = begin(show, T0);
    const started: string[] = [];
    for (let i = 0; i < 100; i++) {
      const at = nextDeadline(state);
      if (at === null) break;
      const out = step(
        show,
        state,
        { affectOf: () => affect(), features: () => new Map(), asked: [] },
        at,
      );
      started.push(...out.notes.map((n) => n.text.en.split(' ')[1] ?? ''));
      state = out.state;
    }
    expect(started).toEqual(show.cues.map((c) => c.number));
  });

  it('SHOW-10 the same inputs give the same stage, deeply equal', () => {
    const r = random(3);
    const intents = Array.from({ length: 300 }, (_, i) => asked(anyIntent(r), T0 + i * 50));
    const run = () => {
      let state = begin(BIG, T0);
      return intents.map((a, i) => {
        const inputs = heard(
          feature('heartRate', 70),
          feature('heartPhase', (i % 10) / 10, a.atMs),
        );
        const out = step(BIG, state, { ...inputs, asked: [a] }, a.atMs);
        state = out.state;
        return out.stage;
      });
    };
    expect(run()).toEqual(run());
  });
});
