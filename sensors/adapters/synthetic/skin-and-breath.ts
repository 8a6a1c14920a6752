import type { Random } from '../../random.ts';
import { type Body, GRID_HZ } from './body.ts';
import type { Signal } from './signal.ts';

/** Rise and decay of a skin conductance response, seconds (Benedek and Kaernbach 2010). */
const RISE_S = 0.75;
const DECAY_S = 2;
/** From the nerve to the skin. */
const LATENCY_S = 1.6;
/** Peak of the Bateman function with these constants, so that sizes are peak sizes. */
const PEAK_S = (Math.log(DECAY_S / RISE_S) * RISE_S * DECAY_S) / (DECAY_S - RISE_S);
const bateman = (t: number): number => Math.exp(-t / DECAY_S) - Math.exp(-t / RISE_S);
const PEAK = bateman(PEAK_S);

/**
 * Skin conductance in microsiemens: a tonic level that drifts and follows effort over a minute, and
 * responses shaped like the Bateman function, 2 a minute at rest, more in a burst, and one
 * whenever effort jumps (orienting).
 */
export const eda = (body: Body, rateHz: number, rng: Random): Signal => {
  const base = rng.range(3, 6);
  let level = base;
  const turns = [rng.range(0, 6.28), rng.range(0, 6.28)] as const;
  let calm = 0;
  const responses: { bornS: number; size: number }[] = [];
  return (n) => {
    const tS = n / rateHz;
    const dtS = 1 / rateHz;
    const { effort } = body.at(Math.floor(tS * GRID_HZ)).qualities;
    const drift = 0.3 * Math.sin(tS / 23 + turns[0]) + 0.2 * Math.sin(tS / 9.7 + turns[1]);
    level += ((base + 3 * effort - level) * dtS) / 45;
    const rise = effort - calm;
    calm += (rise * dtS) / 4;
    const perMinute = 2 + 9 * effort + 40 * Math.max(0, rise - 0.15);
    if (rng.next() < (perMinute / 60) * dtS && responses.length < 40) {
      const size = 0.25 * (0.5 + effort) * Math.exp(0.5 * rng.normal());
      responses.push({ bornS: tS + LATENCY_S, size: Math.min(2.5, size) });
    }
    while (responses[0] && tS - responses[0].bornS > 30) responses.shift();
    let phasic = 0;
    for (const r of responses) {
      if (tS > r.bornS) phasic += (r.size * bateman(tS - r.bornS)) / PEAK;
    }
    return [Math.max(0.3, level + drift) + phasic + 0.003 * rng.normal()];
  };
};

/** A breathing belt, arbitrary units: the lungs' volume times the depth of the breath. */
export const resp = (body: Body, rateHz: number, rng: Random): Signal => {
  return (n) => {
    const now = body.vitalsAt(n / rateHz);
    return [400 * now.depth * (now.lungs - 0.5) + 2 * rng.normal()];
  };
};
