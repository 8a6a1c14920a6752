import type { OpenTakeFiles } from '../../recording/files.ts';
import type { Report } from './e4-file.ts';
import type { Found } from './probe.ts';
import type { Tape } from './tape.ts';

/** How a recording is to be opened. */
export interface OpenAs {
  readonly body?: string | undefined;
  readonly id?: string | undefined;
  /** A description of a CSV file, where it does not lie beside it. */
  readonly layout?: string | undefined;
}

/** One kind of recording: to add one, add its file and its row in formats.ts. */
export interface Format {
  readonly name: string;
  /** What such a recording is, for `--help`. */
  readonly help: string;
  /** True where what was found is of this kind. */
  detect(found: Found, as: OpenAs): boolean | Promise<boolean>;
  /** Throws YeounError. */
  open(found: Found, as: OpenAs, report: Report, takeFiles?: OpenTakeFiles): Promise<Tape>;
}
