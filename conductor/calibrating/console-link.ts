import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { CalibrationStatus } from '#contracts/calibration';
import { YeounError } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { type Note, ServerMessage, WIRE_VERSION } from '#contracts/wire';

/** What a console in a terminal hears. */
export interface ConsoleHears {
  status(status: CalibrationStatus): void;
  notes(notes: readonly Note[]): void;
  /** The link ended, refused by the door where a text is there. Told once. */
  gone(why: Text | null): void;
}

export interface ConsoleLink {
  send(intent: Intent): void;
  close(): void;
}

export interface ConsoleLinkParts {
  /** `http://127.0.0.1:4400`, as a browser would open it. */
  readonly url: string;
  /** The state folder: the conductor's own authority is trusted, and its token shown. */
  readonly state: string;
  readonly hears: ConsoleHears;
}

const kept = async (...path: string[]): Promise<string | null> =>
  readFile(join(...path), 'utf8').catch(() => null);

const tokenOf = (access: string | null): string | null => {
  try {
    const { token } = JSON.parse(access ?? '{}');
    return typeof token === 'string' ? token : null;
  } catch {
    return null;
  }
};

const parsed = (data: unknown): ServerMessage | null => {
  try {
    return ServerMessage.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
};

const wsUrl = (url: string): URL => {
  const unusable = (): YeounError =>
    new YeounError(
      'config/value',
      '--url',
      `"${url}" is no address of a conductor.`,
      'Use one such as http://127.0.0.1:4400.',
    );
  let at: URL;
  try {
    at = new URL('/ws', url);
  } catch {
    throw unusable();
  }
  if (!['http:', 'https:'].includes(at.protocol)) throw unusable();
  at.protocol = at.protocol === 'https:' ? 'wss:' : 'ws:';
  return at;
};

/**
 * Joins a conductor that runs as a console. Resolves once it is welcome. Throws `config/value` for an address that
 * is none, `calibrate/no-conductor` where nobody answers, `calibrate/refused` with the door's own words.
 */
export const joinConsole = async ({
  url,
  state,
  hears,
}: ConsoleLinkParts): Promise<ConsoleLink> => {
  const at = wsUrl(url);
  const ca = at.protocol === 'wss:' ? await kept(state, 'tls', 'ca.crt') : null;
  // The token goes to our own authority's door and to nobody else; on this machine none is asked for.
  const token = ca === null ? null : tokenOf(await kept(state, 'access.json'));
  const ws = new WebSocket(at, { ...(ca && { ca }), handshakeTimeout: 4_000 });
  return await new Promise((resolve, reject) => {
    let isWelcome = false;
    let refusal: Text | null = null;
    const hear = (message: ServerMessage): void => {
      if (message.t === 'refused') refusal = message.text;
      if (message.t === 'calibration') hears.status(message.calibration);
      if (message.t === 'notes') hears.notes(message.notes);
      if (message.t !== 'welcome') return;
      isWelcome = true;
      resolve({
        send: (intent) => ws.send(JSON.stringify({ t: 'intent', intent })),
        close() {
          ws.removeAllListeners('close');
          ws.close();
        },
      });
    };
    ws.on('open', () => {
      const id = `terminal-${process.pid}`;
      const hello = { t: 'hello', version: WIRE_VERSION, role: 'console', id };
      ws.send(JSON.stringify(token === null ? hello : { ...hello, token }));
    });
    ws.on('message', (data, isBinary) => {
      const message = isBinary ? null : parsed(data);
      if (message) hear(message);
    });
    // What went wrong is told by the close that follows.
    ws.on('error', () => {});
    ws.on('close', () => {
      if (isWelcome) return hears.gone(refusal);
      reject(refusal ? refused(url, refusal) : nobody(url));
    });
  });
};

const refused = (url: string, { en, ko }: Text): YeounError =>
  new YeounError(
    'calibrate/refused',
    url,
    `${en} / ${ko}`,
    'Use the state folder of that conductor (--state).',
  );

const nobody = (url: string): YeounError =>
  new YeounError(
    'calibrate/no-conductor',
    url,
    'no conductor answers.',
    'Start one (yeoun run), or leave --url out and one is started.',
  );
