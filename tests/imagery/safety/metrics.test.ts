import { expect, it } from 'vitest';
import { ImageryStatus } from '#contracts/picture';
import { metrics } from '../../../conductor/state/metrics.ts';
import { CALM, healthOf } from '../../support/feed-data.ts';
import { stageAt, T0 } from '../support.ts';

const status = (safety?: ImageryStatus['safety']): ImageryStatus =>
  ImageryStatus.parse({
    engine: 'diffusion',
    rung: 'evolved',
    wanted: true,
    lines: 512,
    fps: 12,
    p50Ms: 80,
    p95Ms: 120,
    failures: 0,
    troubles: {},
    retries: 0,
    retryMs: null,
    ...(safety && { safety }),
  });

const text = (imagery: ImageryStatus): Promise<string> =>
  metrics({
    health: () => ({ ...healthOf(T0, stageAt(T0), T0, CALM), imagery }),
    counters: { clients: () => ({}), drops: () => ({}), restarts: 0 },
  }).text();

it('what the safety gate did is counted where it stands, and nowhere else', async () => {
  const safety = {
    state: 'ready',
    looked: 90,
    refused: 4,
    unseen: 7,
    p50Ms: 50,
    p95Ms: 60,
  } as const;
  const told = await text(status(safety));
  expect(told).toContain('yeoun_imagery_safety_total{fate="looked"} 90');
  expect(told).toContain('yeoun_imagery_safety_total{fate="refused"} 4');
  expect(told).toContain('yeoun_imagery_safety_total{fate="unseen"} 7');
  expect(await text(status())).not.toContain('yeoun_imagery_safety_total{');
});
