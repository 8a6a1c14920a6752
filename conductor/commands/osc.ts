import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { YeounError } from '#contracts/errors';
import { describeAddresses } from '../control/osc/describe.ts';
import { touchOscFile } from '../control/profiles/touchosc/layout.ts';

export interface OscOptions {
  readonly touchosc?: string;
  readonly receivePort: string;
}

const portOf = (value: string): number => {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new YeounError(
      'config/value',
      '--receive-port',
      `"${value}" does not fit.`,
      'A port is a whole number from 1 to 65535.',
    );
  return port;
};

/** Prints the manual's page on OSC, or writes a TouchOSC layout of the desk. */
export const osc = (options: OscOptions): number => {
  if (options.touchosc === undefined) {
    process.stdout.write(describeAddresses());
    return 0;
  }
  const file = resolve(options.touchosc);
  try {
    writeFileSync(file, touchOscFile(portOf(options.receivePort)));
  } catch (error) {
    if (error instanceof YeounError) throw error;
    throw new YeounError(
      'osc/write',
      file,
      'It cannot be written.',
      'Name a file in a folder that is there.',
      {
        cause: error,
      },
    );
  }
  process.stdout.write(`${file}\n`);
  return 0;
};
