import { Counter, Gauge, Registry } from 'prom-client';
import { TROUBLES } from '#contracts/picture';
import { type Health, RUNGS } from '#contracts/status';

/** What /metrics counts beyond what Health already knows; each is read when it is scraped. */
export interface Counters {
  /** Clients connected now, by role. */
  clients(): Readonly<Record<string, number>>;
  /** Messages left out because a reader was slow, since the start, by what they were. */
  drops(): Readonly<Record<string, number>>;
  /** How often the supervisor has restarted this conductor. */
  readonly restarts: number;
}

export interface Metrics {
  /** The Prometheus text format, 0.0.4. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** One metric: its rows are pulled from Health at scrape time, so nothing is counted twice. */
interface MetricRecord {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly labels: readonly string[];
  rows(health: Health, counters: Counters): Iterable<readonly [number, Record<string, string>]>;
}

const one = (value: number) => [[value, {}]] as const;
const counted = (label: string, values: Readonly<Record<string, number>>) =>
  Object.entries(values).map(([key, value]) => [value, { [label]: key }] as const);

const RECORDS: readonly MetricRecord[] = [
  {
    name: 'yeoun_up_seconds',
    help: 'Seconds since the conductor started.',
    type: 'gauge',
    labels: [],
    rows: (h) => one(h.uptimeS),
  },
  {
    name: 'yeoun_status',
    help: 'How the conductor is: 1 for the one that holds.',
    type: 'gauge',
    labels: ['status'],
    rows: (h) =>
      (['ok', 'degraded', 'safe'] as const).map((s) => [Number(h.status === s), { status: s }]),
  },
  {
    name: 'yeoun_tick_work_seconds',
    help: "The tick's own work over the last 10 s, by quantile.",
    type: 'gauge',
    labels: ['quantile'],
    rows: (h) => [
      [h.tick.p50Ms / 1000, { quantile: '0.5' }],
      [h.tick.p99Ms / 1000, { quantile: '0.99' }],
      [h.tick.worstMs / 1000, { quantile: '1' }],
    ],
  },
  {
    name: 'yeoun_tick_rate_hertz',
    help: 'Ticks a second, as kept.',
    type: 'gauge',
    labels: [],
    rows: (h) => one(h.tick.rateHz),
  },
  {
    name: 'yeoun_ticks_late_total',
    help: 'Ticks left out because the conductor could not keep up.',
    type: 'counter',
    labels: [],
    rows: (h) => one(h.tick.late),
  },
  {
    name: 'yeoun_clients',
    help: 'Clients connected, by role.',
    type: 'gauge',
    labels: ['role'],
    rows: (_, c) => counted('role', c.clients()),
  },
  {
    name: 'yeoun_dropped_messages_total',
    help: 'Messages left out because a reader was slow, by kind.',
    type: 'counter',
    labels: ['kind'],
    rows: (_, c) => counted('kind', c.drops()),
  },
  {
    name: 'yeoun_door_received_messages_total',
    help: 'Messages that came in, by door (osc, wire ...).',
    type: 'counter',
    labels: ['door'],
    rows: (h) => h.doors.map((d) => [d.received, { door: d.id }]),
  },
  {
    name: 'yeoun_door_refused_messages_total',
    help: 'Messages that were malformed or unknown, by door.',
    type: 'counter',
    labels: ['door'],
    rows: (h) => h.doors.map((d) => [d.refused, { door: d.id }]),
  },
  {
    name: 'yeoun_affect_ratio',
    help: 'The feeling as shown: positive, negative, arousal, confidence 0..1, valence -1..1.',
    type: 'gauge',
    labels: ['dimension'],
    rows: ({ affect }) =>
      (['positive', 'negative', 'arousal', 'valence', 'confidence'] as const).map((d) => [
        affect[d],
        { dimension: d },
      ]),
  },
  {
    name: 'yeoun_source_rate_hertz',
    help: "Frames a second of a source's fastest stream, as measured.",
    type: 'gauge',
    labels: ['source', 'body'],
    rows: (h) => h.sources.map((s) => [s.rateHz, { source: s.id, body: s.bodyId }]),
  },
  {
    name: 'yeoun_source_quality_ratio',
    help: "The worst quality among a source's streams, 0..1.",
    type: 'gauge',
    labels: ['source', 'body'],
    rows: (h) => h.sources.map((s) => [s.quality, { source: s.id, body: s.bodyId }]),
  },
  {
    name: 'yeoun_display_frames_total',
    help: 'Pictures a display has drawn since it joined.',
    type: 'counter',
    labels: ['display'],
    rows: (h) => h.displays.map((d) => [d.frames, { display: d.id }]),
  },
  {
    name: 'yeoun_display_rung',
    help: 'The rung of the ladder that a display draws from: 1 for the one that holds.',
    type: 'gauge',
    labels: ['display', 'rung'],
    rows: (h) =>
      h.displays.flatMap((d) =>
        RUNGS.map((rung) => [Number(d.rung === rung), { display: d.id, rung }] as const),
      ),
  },
  {
    name: 'yeoun_imagery_rung',
    help: 'Where the pictures of the conductor come from: 1 for the rung that holds; no rows without an engine.',
    type: 'gauge',
    labels: ['rung'],
    rows: ({ imagery }) =>
      imagery ? RUNGS.map((rung) => [Number(imagery.rung === rung), { rung }] as const) : [],
  },
  {
    name: 'yeoun_imagery_wanted',
    help: '1 while a scene on stage, or the next one, shows pictures.',
    type: 'gauge',
    labels: [],
    rows: ({ imagery }) => (imagery ? one(Number(imagery.wanted)) : []),
  },
  {
    name: 'yeoun_imagery_rate_hertz',
    help: 'Pictures of the film a second, as sent.',
    type: 'gauge',
    labels: [],
    rows: ({ imagery }) => (imagery ? one(imagery.fps) : []),
  },
  {
    name: 'yeoun_imagery_latency_seconds',
    help: 'From the request of a picture to its bytes on the wire over the last 10 s, by quantile.',
    type: 'gauge',
    labels: ['quantile'],
    rows: ({ imagery }) =>
      imagery
        ? [
            [imagery.p50Ms / 1000, { quantile: '0.5' }],
            [imagery.p95Ms / 1000, { quantile: '0.95' }],
          ]
        : [],
  },
  {
    name: 'yeoun_imagery_failures_total',
    help: 'Failures of the engine that paints, by kind.',
    type: 'counter',
    labels: ['kind'],
    rows: ({ imagery }) =>
      imagery ? TROUBLES.map((kind) => [imagery.troubles[kind] ?? 0, { kind }] as const) : [],
  },
  {
    name: 'yeoun_imagery_retries_total',
    help: 'How often the engine that paints was tried again.',
    type: 'counter',
    labels: [],
    rows: ({ imagery }) => (imagery ? one(imagery.retries) : []),
  },
  {
    name: 'yeoun_imagery_safety_total',
    help: 'Pictures at the safety gate: looked at, of those held back (refused), and such as nobody could look at (unseen).',
    type: 'counter',
    labels: ['fate'],
    rows: ({ imagery }) =>
      imagery?.safety
        ? (['looked', 'refused', 'unseen'] as const).map(
            (fate) => [imagery.safety?.[fate] ?? 0, { fate }] as const,
          )
        : [],
  },
  {
    name: 'yeoun_restarts_total',
    help: 'How often the supervisor has restarted the conductor.',
    type: 'counter',
    labels: [],
    rows: (_, c) => one(c.restarts),
  },
];

/**
 * The numbers for Prometheus (base units in names, as its naming guide asks).
 * @param sources `health` is called once a scrape
 */
export const metrics = (sources: { health(): Health; counters: Counters }): Metrics => {
  const registry = new Registry();
  const instruments = RECORDS.map((record) => {
    const { name, help, labels } = record;
    const options = { name, help, labelNames: [...labels], registers: [registry] };
    const made = record.type === 'counter' ? new Counter(options) : new Gauge(options);
    return { record, made };
  });
  const pull = (): void => {
    const health = sources.health();
    for (const { record, made } of instruments) {
      made.reset();
      for (const [value, labels] of record.rows(health, sources.counters))
        if (Number.isFinite(value) && (record.type === 'gauge' || value >= 0))
          made.inc(labels, value);
    }
  };
  return {
    async text() {
      pull();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};
