import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { YeounError } from '#contracts/errors';
import type { RehearsalOptions } from './rehearsal/options.ts';

/** How a conductor is started: every flag has a twin `YEOUN_<FLAG>`; the flag wins. */
export interface Config {
  /** Folder of the project: built pages, shows. */
  readonly root: string;
  readonly show: string;
  readonly port: number;
  readonly oscPort: number;
  readonly oscQueryPort: number;
  readonly host: string;
  /** Where the resume point, takes and certificates live. */
  readonly state: string;
  /** Where pulled models lie. */
  readonly models: string;
  readonly fresh: boolean;
  readonly sources: readonly string[];
  readonly record: boolean;
  /** Of the take that `record` begins: the performer agreed to it being kept. */
  readonly consent: 'none' | 'given';
  /** That take leaves biosignals out. */
  readonly withoutRaw: boolean;
  /** Which engine paints; `none`: none does; null: the first there is. */
  readonly engine: string | null;
  /** What its network runs on: the processor, the graphics card, or whichever proves faster. */
  readonly engineProvider: (typeof ENGINE_PROVIDERS)[number];
  /** File of a recorded visitor, played at the booth while nobody is there; null: those of the show. */
  readonly visitor: string | null;
  /** Passphrase of the state folder, from YEOUN_STATE_KEY alone: other users can read a command line. */
  readonly stateKey: string | undefined;
  /** A file that holds it. */
  readonly stateKeyFile: string | null;
  /** The file of the master key that people are sealed with, outside the state folder; null: they lie in plain. */
  readonly keyFile: string | null;
  readonly logLevel: string;
  /** A take that is played into the show; null: a show as always. */
  readonly rehearsal: RehearsalOptions | null;
}

export interface Flag {
  readonly flag: string;
  readonly env: string;
  readonly help: string;
  readonly fallback: (root: string) => string;
  /** May be given several times; the twin is then separated by semicolons. */
  readonly many?: true;
  /** Needs no value. */
  readonly toggle?: true;
}

const ENGINE_PROVIDERS = ['auto', 'cpu', 'webgpu'] as const;
const CONSENTS = ['none', 'given'] as const;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The one table of what `run` understands. */
export const FLAGS = {
  show: {
    flag: '--show <folder>',
    env: 'YEOUN_SHOW',
    help: 'folder of the show',
    fallback: (root) => join(root, 'shows', 'first-light'),
  },
  port: {
    flag: '--port <number>',
    env: 'YEOUN_PORT',
    help: 'pages and WebSocket',
    fallback: () => '4400',
  },
  oscPort: {
    flag: '--osc-port <number>',
    env: 'YEOUN_OSC_PORT',
    help: 'OSC over UDP and TCP',
    fallback: () => '9000',
  },
  oscQueryPort: {
    flag: '--oscquery-port <number>',
    env: 'YEOUN_OSCQUERY_PORT',
    help: 'OSCQuery over HTTP and WebSocket: the tree of all OSC addresses',
    fallback: () => '5678',
  },
  host: {
    flag: '--host <address>',
    env: 'YEOUN_HOST',
    help: 'address to listen on; any but a loopback address turns on TLS and the PIN',
    fallback: () => '127.0.0.1',
  },
  state: {
    flag: '--state <folder>',
    env: 'YEOUN_STATE',
    help: 'resume point, takes, certificates',
    fallback: (root) => join(root, '.yeoun'),
  },
  models: {
    flag: '--models <folder>',
    env: 'YEOUN_MODELS',
    help: 'pulled models ("yeoun models"); inside the state folder where left out',
    fallback: () => '',
  },
  fresh: {
    flag: '--fresh',
    env: 'YEOUN_FRESH',
    help: 'begin at the first cue, whatever the resume point says',
    fallback: () => '0',
    toggle: true,
  },
  source: {
    flag: '--source <kind[:options]>',
    env: 'YEOUN_SOURCE',
    many: true,
    help: 'where signals come from; may be repeated (several in the variable: separated by ;)',
    fallback: () => 'synthetic;osc;page;midi',
  },
  record: {
    flag: '--record',
    env: 'YEOUN_RECORD',
    help: 'write every signal into a take in the state folder',
    fallback: () => '0',
    toggle: true,
  },
  consent: {
    flag: '--consent <none|given>',
    env: 'YEOUN_CONSENT',
    help: 'given: the performer agrees to the take of --record being kept; else it is deleted a day later',
    fallback: () => 'none',
  },
  withoutRaw: {
    flag: '--without-raw',
    env: 'YEOUN_WITHOUT_RAW',
    help: 'leave biosignals out of the take of --record',
    fallback: () => '0',
    toggle: true,
  },
  engine: {
    flag: '--engine <name|none>',
    env: 'YEOUN_ENGINE',
    help: 'what paints the pictures; the one that ships where left out',
    fallback: () => '',
  },
  engineProvider: {
    flag: '--engine-provider <auto|cpu|webgpu>',
    env: 'YEOUN_ENGINE_PROVIDER',
    help: 'what the engine runs on; auto tries a graphics card where there is one and keeps what is faster',
    fallback: () => 'auto',
  },
  stateKeyFile: {
    flag: '--state-key-file <file>',
    env: 'YEOUN_STATE_KEY_FILE',
    help: 'encrypt takes and profiles with the passphrase in this file; or set YEOUN_STATE_KEY to it',
    fallback: () => '',
  },
  keyFile: {
    flag: '--key-file <file>',
    env: 'YEOUN_KEY_FILE',
    help: 'master key that what is kept of people is sealed with; "yeoun people key <file>" makes one',
    fallback: () => '',
  },
  visitor: {
    flag: '--visitor <file>',
    env: 'YEOUN_VISITOR',
    help: 'a recorded visitor at the booth, played while nobody is there',
    fallback: () => '',
  },
  rehearse: {
    flag: '--rehearse <take>',
    env: 'YEOUN_REHEARSE',
    help: 'play this take into the show, and let nothing leave the house',
    fallback: () => '',
  },
  rehearseFrom: {
    flag: '--rehearse-from <cue>',
    env: 'YEOUN_REHEARSE_FROM',
    help: 'begin where this cue began in the take',
    fallback: () => '',
  },
  rehearseSpeed: {
    flag: '--rehearse-speed <n>',
    env: 'YEOUN_REHEARSE_SPEED',
    help: 'the take so many times as fast as it was, 0.1 to 20',
    fallback: () => '1',
  },
  logLevel: {
    flag: '--log-level <level>',
    env: 'YEOUN_LOG_LEVEL',
    help: LOG_LEVELS.join(', '),
    fallback: () => 'info',
  },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;
/** Values as the command line hands them over; absent ones fall back to the twin, then the default. */
export type Given = Partial<Record<FlagName, string | boolean | readonly string[] | undefined>>;

const wrong = (name: FlagName, value: string, remedy: string): YeounError =>
  new YeounError(
    'config/value',
    `${FLAGS[name].flag.split(' ')[0]} (${FLAGS[name].env})`,
    `"${value}" does not fit.`,
    remedy,
  );

const port = (name: FlagName, value: string): number => {
  const n = Number(value);
  if (!/^\d{1,5}$/.test(value) || n > 65_535)
    throw wrong(name, value, 'A port is a whole number from 0 to 65535.');
  return n;
};

const toggle = (name: FlagName, value: string): boolean => {
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  if (/^(0|false|no|off|)$/i.test(value)) return false;
  throw wrong(name, value, 'Use 1 or 0.');
};

const host = (value: string): string => {
  if (isIP(value) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$/.test(value)) {
    throw wrong('host', value, 'Use an address such as 127.0.0.1, 0.0.0.0 or a host name.');
  }
  return value;
};

const speed = (name: FlagName, value: string): number => {
  const n = Number(value);
  if (value !== '' && n >= 0.1 && n <= 20) return n;
  throw wrong(name, value, 'Use 0.1 to 20.');
};

const oneOf = <T extends string>(name: FlagName, value: string, allowed: readonly T[]): T => {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw wrong(name, value, `Use one of ${allowed.join(', ')}.`);
  return found;
};

/** Flags, then variables, then defaults. Throws a typed error that names the flag. */
export const readConfig = (
  given: Given,
  env: NodeJS.ProcessEnv,
  root: string,
  cwd: string,
): Config => {
  const text = (name: FlagName): string => {
    const value = given[name];
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return value ? '1' : '0';
    const flag: Flag = FLAGS[name];
    return env[flag.env] ?? flag.fallback(root);
  };
  const sources =
    Array.isArray(given.source) && given.source.length > 0
      ? given.source
      : text('source').split(';');
  return {
    root,
    show: resolve(cwd, text('show')),
    port: port('port', text('port')),
    oscPort: port('oscPort', text('oscPort')),
    oscQueryPort: port('oscQueryPort', text('oscQueryPort')),
    host: host(text('host')),
    state: resolve(cwd, text('state')),
    models:
      text('models') === ''
        ? join(resolve(cwd, text('state')), 'models')
        : resolve(cwd, text('models')),
    fresh: toggle('fresh', text('fresh')),
    sources: sources.map((s: string) => s.trim()).filter((s: string) => s !== ''),
    record: toggle('record', text('record')),
    consent: oneOf('consent', text('consent'), CONSENTS),
    withoutRaw: toggle('withoutRaw', text('withoutRaw')),
    engine: text('engine') === '' ? null : text('engine'),
    engineProvider: oneOf('engineProvider', text('engineProvider'), ENGINE_PROVIDERS),
    stateKey: env.YEOUN_STATE_KEY,
    stateKeyFile: text('stateKeyFile') === '' ? null : resolve(cwd, text('stateKeyFile')),
    keyFile: text('keyFile') === '' ? null : resolve(cwd, text('keyFile')),
    logLevel: oneOf('logLevel', text('logLevel'), LOG_LEVELS),
    visitor: text('visitor') === '' ? null : resolve(cwd, text('visitor')),
    rehearsal:
      text('rehearse') === ''
        ? null
        : {
            take: resolve(cwd, text('rehearse')),
            fromCue: text('rehearseFrom') === '' ? null : text('rehearseFrom'),
            speed: speed('rehearseSpeed', text('rehearseSpeed')),
          },
  };
};
