import { type CheckReport, checkShow } from '../show/check.ts';

export interface CheckOptions {
  /** One JSON object instead of sentences. */
  readonly json?: boolean;
  /** Warnings count as errors. */
  readonly strict?: boolean;
}

const asJson = ({ ok, errors, warnings, loaded }: CheckReport): string =>
  JSON.stringify(
    {
      ok,
      show: loaded && { id: loaded.show.id, cues: loaded.show.cues.length, hash: loaded.hash },
      migrated: loaded?.migrated ?? [],
      errors,
      warnings,
    },
    null,
    2,
  );

/**
 * Prints everything that is wrong with a show, or that it is in order. Returns 0 where nothing is wrong, also with
 * warnings; 1 with errors, and with `strict` also with warnings.
 */
export const check = async (show: string, options: CheckOptions = {}): Promise<number> => {
  const report = await checkShow(show);
  const failed = !report.ok || (options.strict === true && report.warnings.length > 0);
  if (options.json) process.stdout.write(`${asJson(report)}\n`);
  else (failed ? process.stderr : process.stdout).write(`${report.text}\n`);
  return failed ? 1 : 0;
};
