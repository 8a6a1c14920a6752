import { Id } from '#contracts/ids';
import { StreamKind } from '#contracts/sensor';
import { readerFor } from '../frames.ts';
import type { Meaning, OscSender } from '../route.ts';

/** `/sensor/<source>[@<body>]/<kind>`. A kind that is not known becomes a custom stream of that name. */
const meaningOf = (parts: readonly string[]): Meaning => {
  if (parts[0] !== 'sensor') return null;
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
    sender: '',
    stream: kindName,
    kind,
    read: readerFor(kind),
  };
};

export const generic: OscSender = {
  name: 'anything',
  help: '/sensor/<source>[@<body>]/<kind> <floats...>, in our units; kinds: ecg ppg eda resp eeg acc gyro temp hr ibi pose contact orientation touch note sound battery, or any name',
  meaningOf,
};
