import { expect, it } from 'vitest';
import type { Health } from '#contracts/status';
import { metrics } from '../../conductor/state/metrics.ts';
import { NO_TAKE } from '../../conductor/state/take-status.ts';

const health = (more: Partial<Health> = {}): Health => ({
  status: 'ok',
  show: 'first-light',
  cue: '1',
  scene: 'sea',
  affect: {
    positive: 0.5,
    negative: 0.2,
    arousal: 0.4,
    valence: 0.3,
    confidence: 0.6,
    source: 'live',
    atMs: 1,
  },
  sources: [
    {
      id: 'synthetic',
      kind: 'synthetic',
      bodyId: 'dancer',
      label: { en: 'x', ko: '가' },
      state: 'live',
      rateHz: 256,
      quality: 0.9,
      streams: [],
      remarks: [],
      feeds: [],
      muted: false,
      autoRange: false,
      recorded: false,
    },
  ],
  displays: [{ id: 'wall', state: 'live', frames: 1200, rung: 'local', fps: 60 }],
  uptimeS: 61,
  version: '0.1.0',
  pid: 1,
  standby: null,
  doors: [{ id: 'osc', state: 'open', address: 'udp', received: 100, refused: 3 }],
  lamps: [],
  bodies: [],
  take: NO_TAKE,
  tick: { rateHz: 60, p50Ms: 0.5, p99Ms: 1.5, worstMs: 3, late: 2 },
  ...more,
});
const counters = {
  clients: () => ({ stage: 2, console: 1 }),
  drops: () => ({ state: 7 }),
  restarts: 3,
};

it('tells Prometheus what Health tells, in base units', async () => {
  const text = await metrics({ health: () => health(), counters }).text();
  for (const line of [
    'yeoun_up_seconds 61',
    'yeoun_status{status="ok"} 1',
    'yeoun_status{status="safe"} 0',
    'yeoun_tick_work_seconds{quantile="0.99"} 0.0015',
    'yeoun_ticks_late_total 2',
    'yeoun_clients{role="stage"} 2',
    'yeoun_dropped_messages_total{kind="state"} 7',
    'yeoun_door_received_messages_total{door="osc"} 100',
    'yeoun_door_refused_messages_total{door="osc"} 3',
    'yeoun_affect_ratio{dimension="valence"} 0.3',
    'yeoun_source_rate_hertz{source="synthetic",body="dancer"} 256',
    'yeoun_display_frames_total{display="wall"} 1200',
    'yeoun_restarts_total 3',
    'yeoun_display_rung{display="wall",rung="local"} 1',
    'yeoun_display_rung{display="wall",rung="engine"} 0',
  ])
    expect(text.split('\n')).toContain(line);
  // No engine, no rung of it.
  expect(text).not.toMatch(/^yeoun_imagery_rung/m);
});

it('tells how the film is: rung, pace, failures by kind, retries', async () => {
  const imagery = {
    engine: 'dream',
    rung: 'evolved',
    wanted: true,
    lines: 256,
    fps: 29.5,
    p50Ms: 31,
    p95Ms: 48,
    failures: 3,
    troubles: { hang: 2, threw: 1 },
    retries: 2,
    retryMs: 5,
  } as const;
  const text = await metrics({ health: () => health({ imagery }), counters }).text();
  for (const line of [
    'yeoun_imagery_rung{rung="evolved"} 1',
    'yeoun_imagery_rung{rung="engine"} 0',
    'yeoun_imagery_wanted 1',
    'yeoun_imagery_rate_hertz 29.5',
    'yeoun_imagery_latency_seconds{quantile="0.95"} 0.048',
    'yeoun_imagery_failures_total{kind="hang"} 2',
    'yeoun_imagery_failures_total{kind="repeat"} 0',
    'yeoun_imagery_retries_total 2',
  ])
    expect(text.split('\n')).toContain(line);
});

it('counts nothing twice, and forgets what is gone', async () => {
  let now = health();
  const numbers = metrics({ health: () => now, counters });
  expect(await numbers.text()).toBe(await numbers.text());
  now = health({ sources: [], displays: [], affect: { ...now.affect, valence: -0.4 } });
  const text = await numbers.text();
  expect(text).not.toContain('synthetic');
  expect(text).not.toContain('wall');
  expect(text).toContain('yeoun_affect_ratio{dimension="valence"} -0.4');
});

it('is well formed: every metric has help, type, the prefix, and finite values', async () => {
  const odd = health({ tick: { rateHz: Number.NaN, p50Ms: 0, p99Ms: 0, worstMs: 0, late: 0 } });
  const lines = (await metrics({ health: () => odd, counters }).text()).trim().split('\n');
  for (const line of lines.filter((l) => l !== ''))
    expect(line).toMatch(/^(# (HELP|TYPE) yeoun_\w+ .+|yeoun_\w+(\{.*\})? -?[\d.e+-]+)$/);
});
