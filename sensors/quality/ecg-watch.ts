import type { StreamInfo } from '#contracts/sensor';
import { medianOf } from '../features/dsp/running.ts';
import { type Finder, type Finding, steady } from './finding.ts';
import { extremes, type Quarter, quarters } from './quarters.ts';
import { ecgNoisy, ecgOff, ecgUpsideDown } from './texts.ts';

/** Two seconds hold a beat at 30 a minute; a loss must be seen within them. */
const WINDOW = 8;
const OFF_WINDOW = 6;
/** How much a quarter with a beat stands above those without. */
const PEAKY = 1.7;
/** Beats are learned when windows have looked alike (logarithm) for so many quarters: a knock is no beat. */
const ALIKE = 0.4;
const LEARNED = 12;
/** So many where they look unlike those known before. */
const RELEARNED = 48;
/** Every quarter as rough as this share of a beat's: hum or hiss. */
const ROUGH = 0.8;
/** Hum spans 2 times its roughness, hiss 3.3 times, one step 5 and more. */
const SPREAD = 4.2;
/** Height of the trace over the window, as a share of a beat's, below which nothing is there. */
const DEAD = 0.12;
/** A quarter's mean that leaps by more than this share of a beat's height. */
const LEAP = 0.7;
const LEAPS = 3;
/** Share of each quarter on its lowest value, and on its highest: thrown from rail to rail. */
const CLIPPED = 0.15;
/** An ECG upright reaches further up from its middle than down, by this factor. */
const TURNED = 1.6;

/**
 * Finds an open electrode, a loose strap and an exchanged pair of electrodes in one ECG lead, in any unit:
 * everything is measured against the beats that the lead showed before.
 */
export const ecgWatch = (stream: StreamInfo): Finder => {
  const ring: Quarter[] = [];
  const off = steady(1, 6);
  const noisy = steady(3, 16);
  const turned = steady(10, 10);
  /** Roughness and height of a quarter with a beat; NaN before one was seen. */
  let beatRough = Number.NaN;
  let beatHeight = Number.NaN;
  let candidate = 0;
  let alike = 0;

  const learn = (): void => {
    const rough = ring.map((q) => q.rough).sort((a, b) => a - b);
    const heights = ring.map((q) => q.high - q.low).sort((a, b) => a - b);
    const [top, tall] = [rough[WINDOW - 2] ?? 0, heights[WINDOW - 2] ?? 0];
    const peaky = top > PEAKY * medianOf(rough) && tall > 0;
    alike = peaky && Math.abs(Math.log(top / candidate)) < ALIKE ? alike + 1 : 0;
    candidate = top;
    const near = Number.isNaN(beatRough) || Math.abs(Math.log(top / beatRough)) < ALIKE;
    if (alike < (near ? LEARNED : RELEARNED)) return;
    beatRough = Number.isNaN(beatRough) ? top : beatRough + 0.1 * (top - beatRough);
    beatHeight = Number.isNaN(beatHeight) ? tall : beatHeight + 0.1 * (tall - beatHeight);
  };
  /** As rough as a beat, but all along: a beat or a leap is one step in a quiet quarter. */
  const hums = (q: Quarter): boolean =>
    q.rough > ROUGH * beatRough && q.high - q.low < SPREAD * q.rough;
  const isOff = (): boolean => {
    const last = ring.slice(-OFF_WINDOW);
    const { low, high } = extremes(last);
    const clipped = last.slice(-4).every((q) => Math.min(q.atLow, q.atHigh) > CLIPPED * q.count);
    if (low === high || clipped) return true;
    if (Number.isNaN(beatRough)) return false;
    return high - low < DEAD * beatHeight || last.every(hums);
  };
  const isNoisy = (): boolean => {
    if (Number.isNaN(beatHeight)) return false;
    let leaps = 0;
    for (let i = 1; i < ring.length; i++) {
      const step = (ring[i]?.mean ?? 0) - (ring[i - 1]?.mean ?? 0);
      if (Math.abs(step) > LEAP * beatHeight) leaps++;
    }
    const loud = ring.filter((q) => q.rough > ROUGH * beatRough).length;
    return leaps >= LEAPS || loud > 0.75 * ring.length;
  };
  const isTurned = (): boolean => {
    const middle = medianOf(ring.map((q) => q.mean));
    const up = (Math.max(...ring.map((q) => q.high)) || 0) - middle;
    const down = middle - (Math.min(...ring.map((q) => q.low)) || 0);
    return turned.is ? down > up : down > TURNED * up;
  };
  const push = quarters(stream, ([quarter]) => {
    if (!quarter || quarter.count === 0) return;
    ring.push({ ...quarter });
    if (ring.length > WINDOW) ring.shift();
    if (ring.length < OFF_WINDOW) return;
    const lost = off.push(isOff());
    if (ring.length < WINDOW) return;
    learn();
    const loud = noisy.push(!lost && isNoisy());
    if (!lost && !loud) turned.push(isTurned());
  });
  return {
    push,
    found() {
      const found: Finding[] = [];
      if (off.is) found.push({ flag: 'no-contact', share: 1, text: ecgOff(stream.name) });
      else if (noisy.is) found.push({ flag: 'noisy', share: 1, text: ecgNoisy(stream.name) });
      if (turned.is && !off.is)
        found.push({ flag: 'swapped', share: 0.2, text: ecgUpsideDown(stream.name) });
      return found;
    },
  };
};
