import { YeounError } from '#contracts/errors';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

interface Cause {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

const BAD_HOST: Cause = {
  code: 'osc/host',
  what: 'this machine has no such address.',
  remedy: 'Give --host an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
};

/** Node's code for a port number that is none. */
export const NO_PORT = 'ERR_SOCKET_BAD_PORT';

const CAUSES: Readonly<Record<string, Cause>> = {
  EADDRINUSE: {
    code: 'osc/port-in-use',
    what: 'another program listens on this port.',
    remedy: 'End that program or choose another port with --osc-port.',
  },
  EACCES: {
    code: 'osc/no-permission',
    what: 'this account may not listen on this port.',
    remedy: 'Choose a port above 1023 with --osc-port.',
  },
  EADDRNOTAVAIL: BAD_HOST,
  ENOTFOUND: BAD_HOST,
  EAI_AGAIN: BAD_HOST,
  EINVAL: BAD_HOST,
  [NO_PORT]: {
    code: 'osc/port',
    what: 'there is no such port.',
    remedy: 'Give --osc-port a whole number from 1 to 65535.',
  },
};

/** Why the OSC door cannot open, as one sentence with its remedy. */
export const openTrouble = (error: unknown, host: string, port: number): YeounError => {
  const cause = CAUSES[codeOf(error)] ?? {
    code: 'osc/open',
    what: `it cannot be opened (${error instanceof Error ? error.message : String(error)}).`,
    remedy: 'Choose another --host or --osc-port.',
  };
  return new YeounError(cause.code, `OSC door ${host}:${port}`, cause.what, cause.remedy, {
    cause: error,
  });
};

export const isPortTaken = (error: unknown): boolean => codeOf(error) === 'EADDRINUSE';
