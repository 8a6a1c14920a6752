import type { Text } from '#contracts/ids';
import { browserTiming, type Stop } from '../net/index.ts';
import type { SensorRun } from '../sensor-page/index.ts';
import { fill } from '../shared-ui/language.ts';
import type { GattDevice } from './gatt.ts';
import type { HeartRate } from './heart-rate.ts';
import type { PolarPacket } from './polar.ts';
import { openStrap } from './strap.ts';
import { beatTimes, type Gives, NOTHING_YET, strapStreams } from './streams.ts';
import { STRAP } from './words.ts';

/** What the page shows of a strap that is worn. */
export interface WornView {
  rate(text: Text): void;
  battery(text: Text): void;
}

const named = (text: Text, name: string): Text => ({
  en: fill(text.en, { name }),
  ko: fill(text.ko, { name }),
});

/** Hands on what a strap says, announcing each kind of signal when it is first heard. */
export const wear = (device: GattDevice, run: SensorRun, view: WornView): Stop => {
  const name = device.name || 'Bluetooth';
  const label = { en: `${name} (Bluetooth)`, ko: `${name} (블루투스)` };
  let gives: Gives = NOTHING_YET;

  const announce = (): void => run.announce({ label, streams: strapStreams(gives) });
  const learn = (what: keyof Gives): void => {
    if (gives[what]) return;
    gives = { ...gives, [what]: true };
    announce();
  };

  const heart = ({ bpm, rrS, contact }: HeartRate, atMs: number): void => {
    if (contact !== null) {
      learn('contact');
      run.send('contact', [contact ? 1 : 0], atMs);
    }
    run.notice(
      contact === false ? STRAP.loose : bpm === 0 ? STRAP.silent : named(STRAP.live, name),
    );
    if (bpm === 0) return;
    view.rate({ en: fill(STRAP.rate.en, { bpm }), ko: fill(STRAP.rate.ko, { bpm }) });
    run.send('hr', [bpm], atMs);
    const times = beatTimes(rrS, atMs);
    for (const [i, rr] of rrS.entries()) run.send('ibi', [rr], times[i] ?? atMs);
    if (!gives.ecg) run.trace([bpm]);
  };

  const packet = ({ kind, data, channels }: PolarPacket, atMs: number): void => {
    learn(kind);
    run.send(kind, data, atMs);
    if (kind !== 'ecg') return;
    for (let i = 0; i < data.length; i += 2 * channels) run.trace([data[i] ?? 0]);
  };

  announce();
  return openStrap(device, browserTiming(), {
    state(state) {
      run.notice(named(STRAP[state], name));
      if (state === 'lost') run.waits(named(STRAP.lost, name));
    },
    heart,
    packet,
    battery(share) {
      learn('battery');
      run.send('battery', [share], run.nowMs());
      const percent = { share: Math.round(share * 100) };
      view.battery({
        en: fill(STRAP.battery.en, percent),
        ko: fill(STRAP.battery.ko, percent),
      });
    },
  });
};
