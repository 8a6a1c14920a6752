import type { StreamInfo } from '#contracts/sensor';
import { type Finder, type Finding, type Steady, steady } from './finding.ts';
import { extremes, type Quarter, quarters } from './quarters.ts';
import { contactLost, electrodeHums, electrodeRails } from './texts.ts';

/** So many quarters in a row must look the same: a blink or a clenched jaw has breathing spaces. */
const WINDOW = 5;
/** Hum or hiss, uV from sample to sample, that is no body's, or this much where the electrode lay well before. */
const ROUGH_UV = 650;
const ROUGHER_UV = 90;
const TIMES_ROUGHER = 6;
/** Less than this within a second is no scalp, uV. */
const DEAD_UV = 6;
/** Share of a second spent exactly on its lowest or highest value: the amplifier has reached its end. */
const CLIPPED = 0.4;
/** A second further than this from where the electrode lay, uV, with hardly any signal on it. */
const AWAY_UV = 800;
/** Hum at which a signal is drowned though the electrode may touch, and below which it is heard again. */
const DROWNED_UV = 60;
const HEARD_UV = 45;
const LOUD_QUARTERS = 8;

type Fault = 'hum' | 'dead' | 'rail';

/**
 * Finds electrodes that do not touch, from the EEG alone (microvolts): hum and hiss in every quarter of
 * the last 1.25 s, no signal at all, or an amplifier at its end. The limits were set on 18 recordings of
 * a Muse with blinks, clenched jaws and movement; what is loud from the start, but not beyond them, is
 * called noisy instead.
 */
export const eegContact = (stream: StreamInfo): Finder => {
  const electrodes = stream.channels.map(electrode);
  const push = quarters(stream, (all) => {
    for (const [c, quarter] of all.entries()) electrodes[c]?.push(quarter);
  });
  const namesOf = (is: (e: Electrode) => boolean): string[] =>
    electrodes.filter(is).map((e) => e.name);
  const finding = (
    flag: Finding['flag'],
    names: readonly string[],
    text: Finding['text'],
  ): Finding[] =>
    names.length > 0
      ? [{ flag, share: names.length / electrodes.length, ...(text && { text }) }]
      : [];
  return {
    push,
    found() {
      const off = namesOf((e) => e.off);
      const railed = namesOf((e) => e.off && e.fault === 'rail');
      const loud = namesOf((e) => e.loud && !e.off);
      return [
        ...finding('no-contact', off, contactLost(stream.name, off)),
        ...finding('railed', railed, electrodeRails(stream.name, railed)),
        ...finding('noisy', loud, electrodeHums(stream.name, loud)),
      ];
    },
  };
};

interface Electrode {
  readonly name: string;
  readonly off: boolean;
  readonly loud: boolean;
  readonly fault: Fault;
  push(quarter: Quarter): void;
}

const electrode = (name: string): Electrode => {
  const ring: Quarter[] = [];
  const off: Steady = steady(1, 4);
  const loud: Steady = steady(LOUD_QUARTERS, LOUD_QUARTERS);
  let usual = Number.NaN;
  let rest = Number.NaN;
  let fault: Fault = 'hum';

  const faultNow = (): Fault | null => {
    const last = ring.slice(-4);
    if (last.length < 4) return null;
    const { low, high, atLow, atHigh } = extremes(last);
    const mean = last.reduce((sum, q) => sum + q.mean / 4, 0);
    if (atLow + atHigh > CLIPPED && high - low >= DEAD_UV) return 'rail';
    if (Math.abs(mean - rest) > AWAY_UV && high - low < AWAY_UV / 2) return 'rail';
    if (high - low < DEAD_UV) return 'dead';
    const rough = ring.length < WINDOW ? 0 : Math.min(...ring.map((q) => q.rough));
    const rose = rough > ROUGHER_UV && rough > TIMES_ROUGHER * usual;
    return rough > ROUGH_UV || rose ? 'hum' : null;
  };
  /** How rough this electrode usually is: falls at once, rises over a minute. */
  const learn = (quarter: Quarter): void => {
    const rough = Math.max(1, quarter.rough);
    if (Number.isNaN(usual)) usual = rough;
    usual += (rough < usual ? 0.2 : 0.005) * (rough - usual);
    rest = Number.isNaN(rest) ? quarter.mean : rest + 0.05 * (quarter.mean - rest);
  };
  return {
    name,
    get off() {
      return off.is;
    },
    get loud() {
      return loud.is;
    },
    get fault() {
      return fault;
    },
    push(quarter) {
      if (quarter.count === 0) return;
      ring.push({ ...quarter });
      if (ring.length > WINDOW) ring.shift();
      const now = faultNow();
      if (now) fault = now;
      loud.push(loud.is ? quarter.rough > HEARD_UV : quarter.rough > DROWNED_UV);
      if (!off.push(now !== null) && now === null) learn(quarter);
    },
  };
};
