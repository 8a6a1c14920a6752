import { describe, expect, it } from 'vitest';
import { emptyModel } from '../../../stage-display/console/model.ts';
import { healthLines } from '../../../stage-display/console/panels/health.ts';
import { saidLine } from '../../../stage-display/console/said.ts';
import { viewOf } from '../../../stage-display/console/view.ts';
import { CALM, healthOf, type Scenario, showOf, stateOf } from '../../support/feed-data.ts';

const T = 1_700_000_000_000;
const scenario: Scenario = { ...CALM, sourceKind: 'osc', confidence: 1 };
const run = { cue: 0, blackout: false, panic: false, frozen: false, master: 1 };
const health = (part: object = {}) => ({
  ...healthOf(T, stateOf(T, 1, showOf(0), run, scenario), T, scenario),
  ...part,
});
const view = viewOf(emptyModel, T, 'en', false);
const levelOf = (h: ReturnType<typeof health>, key: string) =>
  healthLines(h, view).find((l) => l.key === key)?.level;

describe('the health panel', () => {
  it('has a line for the conductor, every source, display and door', () => {
    expect(healthLines(health(), view).map((l) => l.key)).toEqual([
      'conductor',
      'source/body',
      'display/stage-main',
      'door/osc',
      'door/wire',
    ]);
  });

  it('puts warnings first and says in words that no display is there', () => {
    const lamps = [{ part: 'engine', level: 'fail' as const, text: { en: 'gone', ko: '없음' } }];
    const lines = healthLines(health({ lamps, displays: [] }), view);
    expect(lines[0]).toMatchObject({ level: 'fail', name: 'engine', detail: 'gone' });
    expect(lines.find((l) => l.key === 'displays/none')).toMatchObject({
      level: 'warn',
      state: 'no display connected',
    });
  });

  it('warns when the tick takes more than half of its beat', () => {
    const tick = (p99Ms: number) => ({
      tick: { rateHz: 60, p50Ms: 0.1, p99Ms, worstMs: p99Ms, late: 0 },
    });
    expect(levelOf(health(tick(8)), 'conductor')).toBe('good');
    expect(levelOf(health(tick(8.5)), 'conductor')).toBe('warn');
  });

  it('warns of a live source whose signal is bad', () => {
    const sources = health().sources.map((s) => ({ ...s, quality: 0.4 }));
    expect(levelOf(health({ sources }), 'source/body')).toBe('warn');
  });
});

describe('the line under the buttons', () => {
  const later = (ms: number) => viewOf(emptyModel, T + ms, 'en', false);

  it('goes away, and stays longer when something was not sent', () => {
    const sent = { word: 'go', sent: true, atMs: T } as const;
    const unsent = { word: 'panic', sent: false, atMs: T } as const;
    expect(saidLine(sent, later(100))).toEqual({ text: 'GO sent', fail: false });
    expect(saidLine(sent, later(5_000)).text).toBe('');
    expect(saidLine(unsent, later(5_000))).toMatchObject({ fail: true });
    expect(saidLine(unsent, later(5_000)).text).toContain('at the stage display');
    expect(saidLine(null, later(0)).text).toBe('');
    const denied = { ...sent, denied: { en: 'The show is locked.', ko: '잠김' } };
    expect(saidLine(denied, later(5_000))).toEqual({ text: 'GO: The show is locked.', fail: true });
  });
});
