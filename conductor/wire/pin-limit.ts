/** How many wrong tries are borne, and in what time. */
export interface TryLimit {
  readonly perAddress: number;
  readonly perAddressMs: number;
  readonly overall: number;
  readonly overallMs: number;
}

/** Of PINs: six digits hold only as long as guessing is slow. */
export const PIN_LIMIT: TryLimit = {
  perAddress: 5,
  perAddressMs: 5 * 60_000,
  overall: 50,
  overallMs: 15 * 60_000,
};

const MOST_ADDRESSES = 1000;

export interface PinLimit {
  /** Milliseconds until this address may try again; 0: now. */
  waitMs(address: string, nowMs: number): number;
  wrong(address: string, nowMs: number): void;
  right(address: string): void;
}

/** Counts wrong PINs, or what else must not be guessed, by address and overall in sliding windows. */
export const pinLimit = (limit: TryLimit = PIN_LIMIT): PinLimit => {
  const byAddress = new Map<string, readonly number[]>();
  let overall: readonly number[] = [];

  const recent = (times: readonly number[], nowMs: number, spanMs: number): readonly number[] =>
    times.filter((t) => nowMs - t < spanMs);

  const wait = (times: readonly number[], most: number, spanMs: number, nowMs: number): number => {
    const oldest = times.at(-most);
    return oldest === undefined ? 0 : Math.max(0, oldest + spanMs - nowMs);
  };

  return {
    waitMs(address, nowMs) {
      const { perAddress, perAddressMs, overall: most, overallMs } = limit;
      const mine = recent(byAddress.get(address) ?? [], nowMs, perAddressMs);
      return Math.max(
        wait(mine, perAddress, perAddressMs, nowMs),
        wait(recent(overall, nowMs, overallMs), most, overallMs, nowMs),
      );
    },
    wrong(address, nowMs) {
      const mine = recent(byAddress.get(address) ?? [], nowMs, limit.perAddressMs);
      byAddress.delete(address);
      byAddress.set(address, [...mine, nowMs]);
      overall = [...recent(overall, nowMs, limit.overallMs), nowMs];
      const oldest = byAddress.keys().next().value;
      if (byAddress.size > MOST_ADDRESSES && oldest !== undefined) byAddress.delete(oldest);
    },
    right(address) {
      byAddress.delete(address);
    },
  };
};
