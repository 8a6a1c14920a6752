import { Id } from '#contracts/ids';
import { StreamKind } from '#contracts/sensor';
import { type ReadFrames, readerFor } from './frames.ts';
import { museReaders } from './muse.ts';

/** What an address stands for. */
export interface Route {
  readonly sourceId: string;
  /** Named in the address, or null: the option `body`. */
  readonly bodyId: string | null;
  /** True for Mind Monitor. */
  readonly muse: boolean;
  readonly stream: string;
  readonly kind: StreamKind;
  /** Channel names, where the address implies them. */
  readonly channels?: readonly string[];
  readonly read: ReadFrames;
}

/** A route; what is wrong with an address that was meant for us; or null: not for us. */
export type Meaning = Route | string | null;

/**
 * `/sensor/<source>[@<body>]/<kind>`, and Mind Monitor's addresses behind any prefix. A kind that is not
 * known becomes a custom stream of that name.
 */
export const meaningOf = (address: string): Meaning => {
  if (address.length > 255) return 'the address is longer than 255 characters';
  const parts = address.split('/').slice(1);
  if (parts[0] === 'sensor') return sensorRoute(parts);
  return parts[0] === 'yeoun' ? null : museRoute(parts);
};

const sensorRoute = (parts: readonly string[]): Meaning => {
  if (parts.length !== 3) return 'an address is /sensor/<source>/<kind>';
  const [, name = '', kindName = ''] = parts;
  const [source = '', body, ...more] = name.split('@');
  const sourceId = body === undefined ? source : `${source}.${body}`;
  const names = [source, sourceId, kindName, ...(body === undefined ? [] : [body])];
  if (more.length > 0 || names.some((n) => !Id.safeParse(n).success))
    return 'a name is 1 to 64 letters, digits, dots, underscores and hyphens';
  const known = StreamKind.safeParse(kindName);
  const kind = known.success ? known.data : 'custom';
  return {
    sourceId,
    bodyId: body ?? null,
    muse: false,
    stream: kindName,
    kind,
    read: readerFor(kind),
  };
};

const museRoute = (parts: readonly string[]): Meaning => {
  const inElements = parts.at(-2) === 'elements';
  const suffix = parts.slice(inElements ? -2 : -1).join('/');
  const found = museReaders[suffix];
  if (!found || !Object.hasOwn(museReaders, suffix)) return null;
  const prefix = parts.slice(0, inElements ? -2 : -1).join('-');
  const sourceId = prefix === '' ? 'muse' : prefix;
  if (!Id.safeParse(sourceId).success)
    return 'a prefix is 1 to 64 letters, digits, dots, underscores and hyphens';
  return { sourceId, bodyId: null, muse: true, ...found };
};
