/** Wall time in Unix milliseconds with fractions: the same scale in every process and page of one machine. */
export const wallMs = (): number => performance.timeOrigin + performance.now();

/** Waits; for benchmarks and real processes only. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A resident set in megabytes, or null where the system does not tell. */
export const residentMb = async (pid: number): Promise<number | null> => {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kb = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) / 1024;
};
