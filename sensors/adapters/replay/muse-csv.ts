import { STREAM_KIND_INFO } from '#contracts/sensor';
import type { Format } from './format.ts';
import { rowTape } from './row-tape.ts';
import { numbersAt, type Plan } from './rows.ts';

const ELECTRODES = STREAM_KIND_INFO.eeg.channels;
/** A Muse samples at 256 Hz; the stamps lie on milliseconds. */
const RATE_HZ = 256;
const HEADER = ['timestamps', ...ELECTRODES];

const columnsOf = (head: readonly string[]): string[] =>
  (head[0] ?? '').split(',').map((c) => c.trim());

/** Raw EEG of a Muse as muselsl writes it: `timestamps,TP9,AF7,AF8,TP10,Right AUX`, seconds and microvolts. */
export const museCsv: Format = {
  name: 'Muse CSV',
  help: 'Muse CSV (timestamps,TP9,AF7,AF8,TP10,...)',
  detect({ names, head }) {
    const columns = columnsOf(head);
    return names === null && HEADER.every((name) => columns.includes(name));
  },
  open(found, as, report) {
    const columns = columnsOf(found.head);
    const at = (name: string): number => columns.indexOf(name);
    const time = at('timestamps');
    const plan: Plan = {
      skip: 1,
      separator: ',',
      timeMs: (cells) => 1000 * Number(cells[time] || Number.NaN),
      startMs: 0,
      rateHz: RATE_HZ,
      lanes: [
        {
          info: { name: 'eeg', kind: 'eeg', channels: [...ELECTRODES], rateHz: RATE_HZ },
          read: numbersAt(ELECTRODES.map(at)),
        },
      ],
      row: `a time in seconds and ${ELECTRODES.join(', ')} in microvolts`,
    };
    return rowTape(found, plan, { en: 'Muse', ko: '뮤즈' }, as, report);
  },
};
