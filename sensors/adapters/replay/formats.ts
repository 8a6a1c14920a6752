import { TAKE_FILE } from '../../recording/format.ts';
import { biosppyText } from './biosppy.ts';
import { isE4, openE4 } from './e4.ts';
import type { Format } from './format.ts';
import { layoutCsv } from './layout-csv.ts';
import { isMidiFile, openMidiFile } from './midi-file.ts';
import { mindMonitorCsv } from './mind-monitor-csv.ts';
import { museCsv } from './muse-csv.ts';
import { openBciText } from './openbci.ts';
import { openTake } from './take.ts';

const take: Format = {
  name: 'a take',
  help: 'a take of yeoun (folder)',
  detect: ({ names }) => names?.includes(TAKE_FILE) ?? false,
  open: (found, as, _, takeFiles) => openTake(found.path, as, takeFiles),
};

const e4: Format = {
  name: 'Empatica E4',
  help: 'Empatica E4 session (folder with BVP.csv, EDA.csv, ACC.csv ...)',
  detect: ({ names }) => names !== null && isE4(names),
  open: (found, as, report) => openE4(found.path, found.names ?? [], as, report),
};

const midi: Format = {
  name: 'MIDI file',
  help: 'MIDI file (.mid)',
  detect: ({ names, path }) => names === null && isMidiFile(path),
  open: (found, as) => openMidiFile(found.path, as),
};

/** Every kind of recording, the first that knows one opens it: a layout written by hand goes before a guess. */
export const FORMATS: readonly Format[] = [
  take,
  e4,
  midi,
  layoutCsv,
  museCsv,
  mindMonitorCsv,
  openBciText,
  biosppyText,
];
