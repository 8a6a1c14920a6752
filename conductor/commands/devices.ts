import { networkInterfaces } from 'node:os';
import { ADAPTERS } from '../../sensors/registry.ts';

const addresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((a) => a.family === 'IPv4' && !a.internal)
    .map((a) => a.address);

/** Prints every kind of source with its options, and where senders reach this machine. */
export const devices = (): number => {
  const out = process.stdout;
  out.write('Kinds of source (--source kind:key=value,key=value)\n\n');
  for (const adapter of Object.values(ADAPTERS)) {
    out.write(`  ${adapter.kind.padEnd(12)}${adapter.title.en} / ${adapter.title.ko}\n`);
    for (const line of adapter.help.split('\n')) out.write(`  ${' '.repeat(12)}${line}\n`);
    out.write('\n');
  }
  const found = addresses();
  out.write(`Addresses of this machine: ${found.length > 0 ? found.join(', ') : 'no network'}\n`);
  out.write(
    'Senders on other machines reach OSC only if the conductor listens there: --host 0.0.0.0\n',
  );
  return 0;
};
