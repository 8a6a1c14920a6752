import { describe, expect, it } from 'vitest';
import type { Intent } from '#contracts/intent';
import { panicStands } from '../../conductor/show/director.ts';
import { conduct, cue, feature, heard, look, makeShow, share, side } from './support.ts';

const devices = {
  lamp: { kind: 'projector', host: 'beamer' },
  desk: { kind: 'osc', port: 53_000 },
};
const sounds = { sea: { file: 'sea.wav' }, hall: { file: 'hall.wav' } };
const list = [
  cue('1', 'a', { sounds: [{ do: 'play', sound: 'sea' }] }),
  cue('2', 'b', { fade: { seconds: 20, curve: 'linear' }, follow: 'follow', postWaitS: 5 }),
  cue('3', 'a', { preWaitS: 2 }),
];
const standing = {
  interval: {
    scene: 'b',
    fade: { seconds: 2, curve: 'linear' },
    levelCap: 0.5,
    master: { level: 0.6, seconds: 2 },
    sounds: [{ do: 'play', sound: 'hall', loop: true }],
    osc: [{ to: 'desk', address: '/house/up' }],
    affect: { mode: 'manual', arousal: 0.2, seconds: 1 },
  },
};
const show = makeShow(list, { devices, sounds, standing });
const evening = (state: Extract<Intent, { do: 'evening' }>['state']): Intent => ({
  do: 'evening',
  state,
});

describe('states of the evening', () => {
  it('SHOW-130 keeps the place of the list, and goes on from there', () => {
    const d = conduct(show);
    d.go(0);
    d.go(10);
    expect(d.to(15, [evening('interval')])).toMatchObject({ cue: '2', standby: '3', scene: 'b' });
    expect(d.desk(16)).toMatchObject({ evening: 'interval', running: { number: '2', sinceS: 5 } });
    expect(d.to(17)).toMatchObject({ master: 0.3, grandMaster: 0.6 });
    expect(d.to(900).cue).toBe('2');
    expect(d.desk(900).running).toEqual({ number: '2', sinceS: 5, leftS: 20 });
    d.to(1000, [evening('show')]);
    // The cue had 15 s of its fade left: the way back takes no less.
    expect(share(d.to(1007.5), 'b')).toBeCloseTo(1, 9);
    expect(d.to(1014.9).master).toBeLessThan(1);
    expect(d.to(1015).master).toBe(1);
    d.to(1100);
    expect(d.started.at(-1)).toEqual(['3', 1022]);
  });

  it('SHOW-130 does what it names, once', () => {
    const d = conduct(show);
    d.go(0);
    d.to(5, [evening('interval')]);
    d.to(6, [evening('interval')]);
    expect(d.acts).toMatchObject([{ cause: 'interval', act: { address: '/house/up' } }]);
    expect(d.affects).toMatchObject([{ mode: 'manual', arousal: 0.2 }]);
  });

  it('SHOW-131 what a show says nothing of is its picture, low', () => {
    const d = conduct(show);
    d.to(0, [evening('preset')]);
    expect(d.to(10)).toMatchObject({ cue: null, standby: '1', scene: 'a', grandMaster: 1 });
    expect(d.to(10).master).toBeCloseTo(0.3, 9);
    d.to(11, [evening('bows')]);
    expect(d.to(20).master).toBeCloseTo(1, 9);
  });

  it('SHOW-131 stopped is calm, and nobody moves it', () => {
    const scenes = {
      a: { scene: 'tide', map: [{ from: 'motionEnergy', to: 'light', attackS: 0 }] },
    };
    const moved = makeShow([cue('1', 'a', { look: { pace: 0.9 } })], { scenes });
    const moving = heard(feature('motionEnergy', 1));
    const d = conduct(moved);
    d.go(0);
    const before = d.to(5, [], moving);
    expect(look(before, 'a', 'light')).toBeGreaterThan(0.9);
    d.to(6, [evening('stopped')], moving);
    const stopped = d.to(120, [], moving);
    expect(look(stopped, 'a', 'pace')).toBeLessThan(0.2);
    expect(look(stopped, 'a', 'touch')).toBe(0);
    expect(look(stopped, 'a', 'light')).toBeCloseTo(0.5, 3);
    expect(stopped.master).toBeCloseTo(0.25, 9);
  });

  it('SHOW-131 one without a scene leaves the picture as it is', () => {
    const plain = makeShow(list, { sounds, standing: { house: { sounds: [] } } });
    const d = conduct(plain);
    d.go(0);
    const before = d.to(10);
    const after = d.to(20, [evening('house')]);
    expect(d.to(30).layers).toEqual(before.layers);
    expect(after.master).toBe(before.master);
  });

  it('SHOW-132 GO goes to the show with the cue that stands by; its picture waits for the start', () => {
    const d = conduct(makeShow([cue('1', 'a', { preWaitS: 3 }), cue('2', 'b')], { standing }));
    d.to(0, [evening('interval')]);
    const dim = d.to(10);
    expect(share(dim, 'b')).toBe(1);
    d.go(20);
    expect(d.desk(20).evening).toBe('show');
    expect(share(d.to(22.9), 'b')).toBe(1);
    expect(d.to(23).cue).toBe('1');
    expect(share(d.to(25), 'b')).toBeCloseTo(0.5, 9);
    expect(share(d.to(27), 'a')).toBe(1);
  });

  it('SHOW-132 a cue without a picture out of a state turns back to the picture of the list', () => {
    const d = conduct(makeShow([cue('1', 'a'), side('2'), cue('3', 'b')], { standing }));
    d.go(0);
    d.to(10, [evening('interval')]);
    d.go(20);
    expect(share(d.to(30), 'a')).toBe(1);
    expect(d.to(30)).toMatchObject({ cue: '2', scene: 'a', master: 1 });
  });

  it.each([
    { do: 'go' },
    { do: 'go-cue', number: '3' },
    { do: 'back' },
    { do: 'jump', number: '3', afterS: 0 },
  ] as const)('SHOW-132 stopped: $do is refused, with a note that names who', (intent) => {
    const d = conduct(show);
    d.go(0);
    d.to(5, [evening('stopped')]);
    const after = d.to(6, [intent], undefined, { door: 'osc', from: '10.0.0.7' });
    expect(after).toMatchObject({ cue: '1', standby: '2' });
    expect(d.desk(6).evening).toBe('stopped');
    expect(d.said()).toMatch(/stopped.*10\.0\.0\.7/);
    expect(d.to(7, [{ do: 'standby', number: '3' }]).standby).toBe('3');
    d.to(8, [evening('show')]);
    expect(d.go(9).standby).toBeNull();
  });

  it('SHOW-133 the master goes back, unless a hand has moved it', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'master', level: 0.8, seconds: 0 }]);
    d.to(1, [evening('interval')]);
    expect(d.to(10).grandMaster).toBe(0.6);
    d.to(11, [evening('house')]);
    expect(d.to(20).grandMaster).toBe(0.8);
    d.to(21, [evening('interval')]);
    d.to(30, [{ do: 'master', level: 0.3, seconds: 0 }]);
    d.to(31, [evening('show')]);
    expect(d.to(60).grandMaster).toBe(0.3);
  });

  it('SHOW-133 what cues hold of the feeling is theirs again', () => {
    const held = makeShow(
      [side('1', { affect: { mode: 'manual', arousal: 0.9, seconds: 2 } }), cue('2', 'a')],
      { standing, devices, sounds },
    );
    const d = conduct(held);
    d.go(0);
    d.to(10, [evening('interval')]);
    d.to(20, [evening('show')]);
    expect(d.affects.map(({ mode, arousal }) => [mode, arousal])).toEqual([
      ['manual', 0.9],
      ['manual', 0.2],
      ['live', undefined],
      ['manual', 0.9],
    ]);
  });

  it('SHOW-134 lets go of freeze and of PANIC', () => {
    const d = conduct(show);
    d.go(0);
    d.to(5, [{ do: 'panic' }]);
    d.to(6, [{ do: 'freeze' }]);
    d.to(10, [evening('house')]);
    expect(panicStands(d.state)).toBe(false);
    expect(d.to(20)).toMatchObject({ panic: 0, frozen: false });
    d.to(21, [{ do: 'panic' }]);
    d.to(25, [evening('show')]);
    expect(d.to(40)).toMatchObject({ panic: 0, cue: '1', master: 1 });
  });
});
