const SENDERS = 256;

/** A bucket of `burst` answers that fills by `perS` a second. */
interface Bucket {
  left: number;
  atMs: number;
}

const take = (bucket: Bucket, burst: number, perS: number, nowMs: number): boolean => {
  bucket.left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) * perS) / 1000);
  bucket.atMs = nowMs;
  if (bucket.left < 1) return false;
  bucket.left--;
  return true;
};

const EACH = { burst: 20, perS: 10 };
const ALL = { burst: 200, perS: 200 };

/**
 * How often wrong messages are answered: 10 a second a sender after the first 20, and 200 a second in all,
 * so that nobody can use the door to flood somebody else. Holds at most 256 senders.
 */
export const answerBudget = (): ((sender: string, nowMs: number) => boolean) => {
  const senders = new Map<string, Bucket>();
  let all: Bucket | undefined;
  return (sender, nowMs) => {
    all ??= { left: ALL.burst, atMs: nowMs };
    const bucket = senders.get(sender) ?? { left: EACH.burst, atMs: nowMs };
    if (!senders.has(sender) && senders.size >= SENDERS) senders.clear();
    senders.set(sender, bucket);
    return take(bucket, EACH.burst, EACH.perS, nowMs) && take(all, ALL.burst, ALL.perS, nowMs);
  };
};

/** Answers over UDP go wherever a datagram says it came from: so many bytes a second in all, and no more. */
const BYTES_PER_S = 8 << 20;

export const byteBudget = (): ((bytes: number, nowMs: number) => boolean) => {
  let left = BYTES_PER_S;
  let atMs: number | undefined;
  return (bytes, nowMs) => {
    left = Math.min(BYTES_PER_S, left + ((nowMs - (atMs ?? nowMs)) * BYTES_PER_S) / 1000);
    atMs = nowMs;
    if (left < bytes) return false;
    left -= bytes;
    return true;
  };
};
