import { it } from 'vitest';
import { playedTo } from '../../conductor/show/director.ts';
import { cue, makeShow, side, T0 } from './support.ts';
const q = (s: number) => ({ follow: 'continue', postWaitS: s, fade: { seconds: 0.5, curve: 'smooth' } });
const t = (name: string, f: () => unknown) => { const a = performance.now(); const r = f(); console.log(name, (performance.now() - a).toFixed(0), 'ms', r === null ? 'null' : 'ok'); };
it('times', () => {
  const nest = makeShow([cue('1', 'a', q(0.4)), cue('2', 'b', q(0.6))], { groups: { all: { from: '1', to: '2', times: 'until-go' }, inner: { from: '1', to: '1', times: 2 } } });
  t('warm', () => playedTo(nest, '1', 60, T0));
  for (const h of [0.1, 1, 6, 24]) t(`nest ${h}`, () => playedTo(nest, '1', h * 3600, T0));
  for (const [from, to] of [[1, 0], [1, 0.2], [0, 1]] as const) {
    const m = makeShow([side('0', { master: { level: from, seconds: 0 }, follow: 'continue' }), side('1', { master: { level: to, seconds: 80000 }, follow: 'continue', postWaitS: 0.1 }), cue('2', 'a', q(0.1)), cue('3', 'b', q(0.1))], { groups: { all: { from: '2', to: '3', times: 'until-go' } } });
    for (const h of [1, 20, 24]) t(`master ${from} ${to} ${h}`, () => playedTo(m, '1', h * 3600, T0));
  }
  const many = makeShow(Array.from({ length: 2000 }, (_, i) => cue(`${i + 1}`, i % 2 ? 'a' : 'b', q(0.1))));
  t('2000', () => playedTo(many, '2000', 10, T0));
  t('2000', () => playedTo(many, '1', 1000, T0));
  const odd = makeShow([cue('1', 'a', q(0.1)), cue('2', 'b', q(0.1)), cue('3', 'a', q(0.1)), cue('4', 'b', q(0.1))], { groups: { all: { from: '1', to: '4', times: 999 }, in: { from: '1', to: '3', times: 7 }, in2: { from: '1', to: '2', times: 5 } } });
  for (const s of [1, 30, 300, 3000, 8000]) t(`odd ${s}`, () => playedTo(odd, '1', s, T0));
  // Nothing is ever alike: sound begun anew at a place that moves
  const tempo = makeShow([cue('1', 'a', q(0.1)), cue('2', 'b', { ...q(0.1), fade: { seconds: 3000, curve: 'smooth' } })], { groups: { all: { from: '1', to: '2', times: 'until-go' } } });
  for (const s of [30, 300, 3000, 30000]) t(`slowfade ${s}`, () => playedTo(tempo, '1', s, T0));
}, 300000);
