import { describe, expect, it } from 'vitest';
import { ResumePoint } from '#contracts/resume';
import type { Show } from '#contracts/show';
import { adopt, begin, panicStands, resumePoint, step } from '../../conductor/show/director.ts';
import { curved } from '../../conductor/show/fades.ts';
import {
  affect,
  conduct,
  cue,
  expectSame,
  feature,
  heard,
  look,
  makeShow,
  QUIET,
  share,
  T0,
} from './support.ts';

const show = makeShow([
  cue('1', 'a', { follow: 'follow', postWaitS: 2, look: { light: 0.9 } }),
  cue('2', 'b', { preWaitS: 3, levelCap: 0.5, palette: { accent: '#ff0000' } }),
  cue('3', 'a', { look: { light: 0.1 } }),
]);

/** Through JSON and the schema, as it is stored; the restart takes an hour. */
const stored = (of: Show, d: ReturnType<typeof conduct>, seconds: number) =>
  ResumePoint.parse(JSON.parse(JSON.stringify(resumePoint(of, d.state, T0 + seconds * 1000))));

describe('resume', () => {
  it.each([0, 1, 3, 5, 6.5, 8, 9.5, 12, 30])(
    'SHOW-70 goes on from second %d as if nothing had happened',
    (at) => {
      const d = conduct(show);
      d.go(0);
      d.to(at);
      const again = conduct(show, stored(show, d, at));
      for (const later of [0, 0.3, 1, 2.7, 6, 20]) expectSame(again.to(later), d.to(at + later));
    },
  );

  it('SHOW-70 comes back under PANIC, blackout and freeze, and with the master on its way', () => {
    const d = conduct(show);
    d.go(0);
    d.to(1, [{ do: 'master', level: 0.2, seconds: 4 }, { do: 'blackout' }, { do: 'panic' }]);
    d.to(3, [{ do: 'freeze' }]);
    const again = conduct(show, stored(show, d, 3));
    expect(again.to(0)).toMatchObject({ panic: 1, blackout: 1, frozen: true, intendedBlack: true });
    expect(panicStands(again.state)).toBe(true);
    expect(again.to(0).master).toBeCloseTo(0.6, 9);
    expect(again.to(1).master).toBeCloseTo(0.4, 9);
    expect(again.to(2).master).toBeCloseTo(0.2, 9);
    expect(again.go(3)).toMatchObject({ cue: '2', frozen: false });
  });

  it('SHOW-70 keeps what was felt and the pulse', () => {
    const scenes = {
      a: { scene: 'tide', map: [{ from: 'motionEnergy', to: 'light', attackS: 0 }] },
    };
    const felt = makeShow([cue('1', 'a')], { scenes });
    const d = conduct(felt);
    const moving = heard(feature('motionEnergy', 1), feature('heartRate', 60));
    d.to(0, [], moving);
    const before = d.to(10, [], moving);
    const after = conduct(felt, stored(felt, d, 10)).to(0);
    expect(look(after, 'a', 'light')).toBeCloseTo(look(before, 'a', 'light'), 9);
    expect(after.beats).toBe(before.beats);
  });

  it('SHOW-71 where the cue is gone, nothing starts, the picture stays, and what comes after it stands by', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    const before = d.to(20);
    const other = makeShow([cue('1', 'a'), cue('2.5', 'a'), cue('8', 'b')]);
    const again = conduct(other, stored(show, d, 20));
    const stage = again.to(0);
    expect(stage).toMatchObject({ cue: null, standby: '2.5', scene: 'b', master: before.master });
    expect(again.notes).toMatchObject([{ level: 'warn' }]);
    expect(again.said()).toMatch(/^Cue 2 is no longer .* stays as it is. Cue 2.5 .* stands by/);
    // Nothing of it turns to anything, also after an interval and another restart.
    expect(again.to(60).palette).toEqual(before.palette);
    again.to(70, [{ do: 'evening', state: 'interval' }]);
    again.to(80, [{ do: 'evening', state: 'show' }]);
    const third = conduct(other, stored(other, again, 100)).to(5);
    for (const late of [again.to(100), third]) {
      expect([share(late, 'b'), late.master, late.cue]).toEqual([1, 0.5, null]);
      expect(late.palette).toEqual(before.palette);
    }
    expect(again.started).toEqual([]);
    expect(again.go(101).cue).toBe('2.5');
  });

  it('SHOW-71 PANIC stands even if the cue is gone', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'go-cue', number: '3' }, { do: 'panic' }]);
    const again = conduct(makeShow([cue('7', 'a')]), stored(show, d, 5));
    expect(again.to(0)).toMatchObject({ panic: 1, cue: null, standby: '7' });
    expect(again.to(60).panic).toBe(1);
  });

  it('SHOW-71 a point of another show is not used', () => {
    const d = conduct(show);
    d.go(0);
    const other = makeShow([cue('1', 'a')], { id: 'other' });
    const again = conduct(other, stored(show, d, 5));
    expect(again.to(0).cue).toBeNull();
    expect(again.notes[0]?.text.en).toContain('"test"');
  });

  it('SHOW-7 a changed file keeps the cue, turns to the new values in a fade, and waits as it began', () => {
    const changed = makeShow([
      cue('1', 'a', { follow: 'follow', postWaitS: 9, look: { light: 0.1 } }),
      cue('2', 'b'),
    ]);
    const d = conduct(show);
    d.go(0);
    d.to(5, [{ do: 'master', level: 0.5, seconds: 0 }]);
    const now = T0 + 5000;
    let state = adopt(show, d.state, changed, now);
    const inputs = { affectOf: () => affect(), features: () => new Map(), asked: [] };
    const at = (ms: number) => {
      const out = step(changed, state, inputs, now + ms);
      state = out.state;
      return out.stage;
    };
    const first = at(0);
    expect(first).toMatchObject({ cue: '1', standby: '2', master: 0.5 });
    expect(first.seq).toBeGreaterThan(1);
    expect(look(first, 'a', 'light')).toBeCloseTo(0.9, 9);
    expect(look(at(900), 'a', 'light')).toBeCloseTo(0.9 - 0.8 * curved('smooth', 0.45), 9);
    expect(at(999).cue).toBe('1');
    // Cue 2 has lost its pre-wait meanwhile; the wait of the running cue stays as it was.
    expect(at(1000).cue).toBe('2');
  });

  it('SHOW-71 the running cue is taken out of the file: the picture stays, its acts are not sent again, nothing starts', () => {
    const osc = [{ to: 'desk', address: '/x' }];
    const devices = { desk: { kind: 'osc', port: 1 } };
    const list = ['1', '2', '3', 'x'].map((n, i) => cue(n, i % 2 ? 'b' : 'a', { osc }));
    const before = makeShow(list, { devices });
    const without = (...gone: string[]) =>
      makeShow(
        list.filter(({ number }) => !gone.includes(String(number))),
        { devices },
      );
    const d = conduct(before);
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    const then = d.to(1);
    const look = (show: Show, seconds = 0) => {
      const state = adopt(before, d.state, show, T0 + 1000);
      return step(show, state, { ...QUIET, asked: [] }, T0 + 1000 + seconds * 1000);
    };
    const out = look(without('2'));
    expect(out.stage).toMatchObject({ cue: null, standby: '3', layers: then.layers });
    expect([out.acts, out.started, out.affects]).toEqual([[], [], []]);
    // Its fade ends as it began.
    expect(share(look(without('2'), 3).stage, 'b')).toBe(1);
    expect(look(without('2', '3')).stage.standby).toBe('x');
    expect(look(without('2', '3', 'x')).stage.standby).toBeNull();
    // Renumbered it runs on under its new number, and is not called anew.
    const renamed = makeShow(
      list.map((c) => (c.number === '2' ? { ...c, number: '2.1' } : c)),
      { devices },
    );
    const on = look(renamed);
    expect(on.stage).toMatchObject({ cue: '2.1', standby: '3', layers: then.layers });
    expect([on.started, on.acts]).toEqual([[], []]);
  });

  /** A list while its cue 2 or 3 runs, and what an editor makes of it. */
  const edited = (list: readonly ReturnType<typeof cue>[], at: string, ...left: typeof list) => {
    const before = makeShow([...list]);
    const d = conduct(before);
    d.to(0, [{ do: 'go-cue', number: at }]);
    const was = d.to(10);
    const after = makeShow([...left]);
    const state = adopt(before, d.state, after, T0 + 10_000);
    return { was, after, d: conduct(after, stored(after, { ...d, state }, 10)) };
  };
  const three = [
    cue('1', 'a', { look: { light: 0.9 } }),
    cue('2', 'b', { look: { light: 0.7 }, levelCap: 0.6 }),
    cue('3', 'b', { levelCap: 0.4 }),
  ];
  const [one = {}, two = {}, last = {}] = three;

  it('SHOW-62 SHOW-71 where the running cue is gone at the end, GO and back lift PANIC, and nothing begins anew', () => {
    const { after, d } = edited(three, '3', one, two);
    for (const again of [d, conduct(after, stored(after, d, 20))]) {
      expect(again.to(0)).toMatchObject({ cue: null, standby: null });
      again.to(1, [{ do: 'panic' }]);
      expect(again.to(5).panic).toBe(1);
      again.go(6);
      expect(again.to(8)).toMatchObject({ panic: 0, master: 0.4, cue: null });
      expect(again.go(9).cue).toBeNull();
      again.to(10, [{ do: 'panic' }]);
      again.to(15, [{ do: 'back' }]);
      expect(again.to(20)).toMatchObject({ panic: 0, cue: '2' });
    }
    // A cue that is written after it later comes next.
    expect(
      conduct(makeShow([one, cue('9', 'a')]), stored(after, edited(three, '3', one).d, 1)).to(0),
    ).toMatchObject({ standby: '9' });
    const fresh = conduct(after);
    fresh.to(0, [{ do: 'panic' }]);
    fresh.to(3, [{ do: 'back' }]);
    expect(fresh.to(5)).toMatchObject({ panic: 0, cue: null, standby: '1' });
  });

  it('SHOW-71 nothing stands by at the end of the list, also while the last cue waits, and by a point that does not say what ran', () => {
    const { after, d } = edited(three, '3', one, two);
    const { gone, ...older } = stored(after, d, 20);
    expect(gone).toBe('3');
    expect(conduct(after, older).to(0).standby).toBeNull();
    const waits = makeShow([cue('1', 'a', { preWaitS: 5 })]);
    const called = conduct(waits);
    called.go(0);
    const again = conduct(waits, stored(waits, called, 2));
    expect(again.to(1)).toMatchObject({ cue: null, standby: null });
    expect(again.to(3)).toMatchObject({ cue: '1', standby: null });
    // Also where another cue is gone meanwhile.
    const late = makeShow([one, two, { ...last, preWaitS: 5 }]);
    const running = conduct(late);
    running.to(0, [{ do: 'go-cue', number: '1' }]);
    running.to(5, [{ do: 'go-cue', number: '3' }]);
    const left = conduct(makeShow([two, { ...last, preWaitS: 5 }]), stored(late, running, 6));
    expect(left.to(0).standby).toBeNull();
    expect(left.to(4)).toMatchObject({ cue: '3', standby: null });
  });

  it('SHOW-71 back from a cue that is gone finds the cue before it', () => {
    const { d } = edited(three, '2', one, last);
    expect(d.to(0)).toMatchObject({ cue: null, standby: '3' });
    expect(d.to(1, [{ do: 'back' }]).cue).toBe('1');
  });

  it('SHOW-71 a running cue that loses its scene leaves the picture as it is', () => {
    const { scene: _, look: __, fade: ___, levelCap: ____, ...bare } = two;
    const { was, after, d } = edited(three, '2', one, bare, last);
    for (const again of [d, conduct(after, stored(after, d, 1))])
      expect(again.to(30)).toMatchObject({ cue: '2', layers: was.layers, master: was.master });
  });

  it('SHOW-71 the picture of a cue that is gone comes back after a restart inside an interval too', () => {
    const d = conduct(makeShow(three));
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    const was = d.to(10);
    d.to(11, [{ do: 'evening', state: 'interval' }]);
    const again = conduct(makeShow([one, last]), stored(makeShow(three), d, 20));
    again.to(0, [{ do: 'evening', state: 'show' }]);
    expect(again.to(30)).toMatchObject({ cue: null, layers: was.layers, master: 0.6 });
  });

  it('SHOW-71 what was to follow by itself still does, in the place of a cue that is gone too', () => {
    const list = ['1', '2', '3'].map((n) => cue(n, 'a', { follow: 'follow', postWaitS: 2 }));
    const before = makeShow(list);
    const d = conduct(before);
    d.go(0);
    d.to(1);
    const after = makeShow([cue('3', 'b')]);
    const state = adopt(before, d.state, after, T0 + 1000);
    const at = (s: number) => step(after, state, { ...QUIET, asked: [] }, T0 + s * 1000);
    expect(at(5.9).stage.cue).toBeNull();
    expect(at(6).started).toEqual([{ number: '3', atMs: T0 + 6000 }]);
  });

  it('SHOW-7 a mapping that was taken out of the file lets go slowly', () => {
    const before = makeShow([cue('1', 'a')], {
      scenes: {
        a: {
          scene: 'tide',
          listen: false,
          map: [{ from: 'motionEnergy', to: 'light', attackS: 0 }],
        },
      },
    });
    const d = conduct(before);
    d.to(0, [], heard(feature('motionEnergy', 1)));
    d.to(1, [], heard(feature('motionEnergy', 1)));
    const after = makeShow([cue('1', 'a')], { scenes: { a: { scene: 'tide', listen: false } } });
    const inputs = { affectOf: () => affect(), features: () => new Map(), asked: [] };
    const first = step(after, adopt(before, d.state, after, T0 + 1000), inputs, T0 + 1016);
    expect(look(first.stage, 'a', 'light')).toBeGreaterThan(0.99);
    const late = step(after, first.state, inputs, T0 + 60_000);
    expect(look(late.stage, 'a', 'light')).toBeCloseTo(0.5, 3);
  });

  it('SHOW-70 the schema refuses what is not a resume point', () => {
    const point = resumePoint(show, begin(show, T0), T0);
    expect(ResumePoint.safeParse(point).success).toBe(true);
    expect(ResumePoint.safeParse({ ...point, format: 3 }).success).toBe(false);
    expect(ResumePoint.safeParse({ ...point, cueElapsedS: Number.NaN }).success).toBe(false);
    expect(ResumePoint.safeParse({ ...point, extra: 1 }).success).toBe(false);
  });
});
