import { checkShow } from '../show/check.ts';

/** Prints everything that is wrong with a show, or that it is in order. Returns 1 if something is wrong. */
export const check = async (show: string): Promise<number> => {
  const { ok, text } = await checkShow(show);
  (ok ? process.stdout : process.stderr).write(`${text}\n`);
  return ok ? 0 : 1;
};
