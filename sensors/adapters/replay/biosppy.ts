import { YeounError } from '#contracts/errors';
import { STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import type { Format } from './format.ts';
import type { Found } from './probe.ts';
import { rowTape } from './row-tape.ts';
import { type Lane, numbersAt, type Plan } from './rows.ts';

const MARK = /^#\s*Simple Text Format/i;
/** What a label or a file name says of a column. What is not known here plays as `custom`. */
const KINDS: readonly (readonly [RegExp, StreamKind])[] = [
  [/^ecg/i, 'ecg'],
  [/^eda|^gsr/i, 'eda'],
  [/^resp/i, 'resp'],
  [/^ppg|^bvp|^pulse/i, 'ppg'],
  [/^eeg/i, 'eeg'],
  [/^acc/i, 'acc'],
  [/^gyr/i, 'gyro'],
  [/^temp/i, 'temp'],
];
const kindOf = (word: string): StreamKind =>
  KINDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'custom';

/** `# Key:= value` lines. */
const headerOf = (head: readonly string[]): Map<string, string> => {
  const found = new Map<string, string>();
  for (const line of head) {
    const [, key, value] = /^#\s*(.+?)\s*:=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) found.set(key.toLowerCase(), value.trim());
  }
  return found;
};

/** A lane for each kind, its columns in their order. Values are what the file holds: often counts of a converter. */
const lanesOf = (labels: readonly string[], fileName: string, rateHz: number): Lane[] => {
  const kinds = labels.map((label) => {
    const kind = kindOf(label);
    return kind === 'custom' && labels.length === 1 ? kindOf(fileName) : kind;
  });
  const lanes: Lane[] = [];
  for (const kind of new Set(kinds)) {
    const columns = kinds.flatMap((k, i) => (k === kind ? [i] : []));
    const usual = STREAM_KIND_INFO[kind].channels;
    const own = columns.map((c) => (labels[c] ?? `ch${c + 1}`).slice(0, 32) || `ch${c + 1}`);
    const channels = usual.length === columns.length && kind !== 'custom' ? [...usual] : own;
    // A kind with one value a frame gets one stream a column; acc without its three axes is no acc.
    if (usual.length === channels.length || kind === 'eeg')
      lanes.push({ info: { name: kind, kind, channels, rateHz }, read: numbersAt(columns) });
    else
      for (const [i, column] of columns.entries())
        lanes.push({
          info: {
            name: columns.length > 1 ? `${kind}-${i + 1}` : kind,
            kind: usual.length === 1 ? kind : 'custom',
            channels: [own[i] ?? 'value'],
            rateHz,
          },
          read: numbersAt([column]),
        });
  }
  return lanes;
};

const planOf = ({ name, head }: Found): Plan => {
  const header = headerOf(head);
  const rateHz = Number.parseFloat(header.get('sampling rate (hz)') ?? '');
  if (!(rateHz >= 0.01 && rateHz <= 10_000))
    throw new YeounError(
      'replay/bad-header',
      `${name}:2`,
      'says no sampling rate.',
      'A BioSPPy text file has a line "# Sampling Rate (Hz):= 1000.00".',
    );
  const first = head.find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  const width = first.split(/[\t ,]+/).filter((c) => c !== '').length;
  const written = (header.get('labels') ?? '').split('\t').map((l) => l.trim());
  const labels = Array.from({ length: width }, (_, i) => written[i] || `ch${i + 1}`);
  return {
    skip: 0,
    comment: '#',
    separator: /[\t ,]+/,
    timeMs: null,
    startMs: Math.max(0, Date.parse(`${header.get('date') ?? ''}Z`) || 0),
    rateHz,
    lanes: lanesOf(labels, name, rateHz),
    row: `${width} number(s)`,
  };
};

/** The Simple Text Format of BioSPPy (biosppy.readthedocs.io, storage): a `#` header, then rows of numbers. */
export const biosppyText: Format = {
  name: 'BioSPPy text',
  help: 'BioSPPy text (# Simple Text Format)',
  detect: ({ names, head }) => names === null && MARK.test(head[0] ?? ''),
  open: async (found, as, report) =>
    rowTape(found, planOf(found), { en: 'BioSPPy', ko: 'BioSPPy' }, as, report),
};
