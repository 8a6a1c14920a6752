import { Command, CommanderError, Option } from 'commander';
import { sentence, YeounError } from '#contracts/errors';
import { FLAGS, type Flag, type Given } from './config.ts';
import { VERSION } from './version.ts';

// A command's own code is loaded when it is called: the launcher stays small and quick.

/** It worked. It failed. It was asked wrongly. */
export const EXIT = { ok: 0, failed: 1, wrongUse: 2 } as const;

const repeat = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

const runOption = (flag: Flag, root: string): Option => {
  const option = new Option(
    flag.flag,
    `${flag.help} [${flag.env}; default: ${flag.fallback(root)}]`,
  );
  return flag.many ? option.argParser(repeat) : option;
};

/** Adds the flags of `run`, or some of them, to a command. */
const withFlags = (
  command: Command,
  root: string,
  names = Object.keys(FLAGS) as (keyof typeof FLAGS)[],
): Command => {
  for (const name of names) command.addOption(runOption(FLAGS[name], root));
  return command;
};

const program = (root: string, done: (code: number) => void): Command => {
  const yeoun = new Command('yeoun')
    .description(
      'A conductor for live performance: it reads the feeling in a body and answers with imagery.',
    )
    .version(VERSION)
    .showHelpAfterError('(yeoun --help shows how)')
    .exitOverride();
  const command = (usage: string, description: string): Command =>
    yeoun.command(usage).description(description).exitOverride();

  withFlags(command('run', 'run a show: pages, WebSocket, OSC, sensors'), root).action(
    async (given: Given) =>
      done(await (await import('./commands/run.ts')).run(given, root, process.argv.slice(3))),
  );
  command('check <show>', 'read a show and say everything that is wrong with it').action(
    async (show: string) => done(await (await import('./commands/check.ts')).check(show)),
  );
  command(
    'replay <recording>',
    'play a recording through the whole road, as fast as it goes, and write a timeline',
  )
    .option('--show <folder>', 'the show it plays in', FLAGS.show.fallback(root))
    .requiredOption('--out <file>', 'timeline, one JSON object a line')
    .option('--seconds <n>', 'stop after this much of the recording')
    .action(async (recording: string, o: { show: string; out: string; seconds?: string }) =>
      done(await (await import('./commands/replay.ts')).replay(recording, o)),
    );
  withFlags(
    command('cert', 'make or renew the certificates for other machines, and say how to trust them'),
    root,
    ['state', 'host'],
  )
    .option('--name <host>', 'another name this machine is called by; may be repeated', repeat)
    .action(async (given: Given & { name?: string[] }) =>
      done(await (await import('./commands/cert.ts')).cert(given, root)),
    );
  command(
    'devices',
    'list the kinds of source with their options, and the addresses senders reach this machine at',
  ).action(async () => done((await import('./commands/devices.ts')).devices()));
  command(
    'schema',
    'write the files that are generated from the code: schema, OSC reference, cue sheets',
  )
    .option('--check', 'write nothing; fail if one of them is not up to date')
    .option('--print', 'print the JSON schema of show.yaml')
    .action(async (o: { check?: boolean; print?: boolean }) =>
      done(await (await import('./commands/schema.ts')).schema(o, root)),
    );
  withFlags(command('doctor', 'look whether this machine can run a show'), root, [
    'port',
    'oscPort',
    'host',
    'state',
    'show',
  ]).action(async (given: Given) =>
    done(await (await import('./commands/doctor.ts')).doctor(given, root)),
  );
  command('bench [names...]', 'measure, and hold every number against its goal')
    .option('--json <file>', 'write the rows as JSON too')
    .option('--long', 'the long ones')
    .action(async (names: string[], o: { json?: string; long?: boolean }) =>
      done(await (await import('./commands/bench.ts')).bench(names, o, root)),
    );
  return yeoun;
};

const HELP_CODES = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** A flag or a source that was written wrongly. */
const isWrongUse = (error: unknown): boolean =>
  error instanceof YeounError &&
  ['config/value', 'source/unknown-kind', 'source/bad-option'].includes(error.code);

const failure = (error: unknown): number => {
  if (error instanceof CommanderError) return HELP_CODES.has(error.code) ? EXIT.ok : EXIT.wrongUse;
  process.stderr.write(`yeoun: ${sentence(error)}\n`);
  return isWrongUse(error) ? EXIT.wrongUse : EXIT.failed;
};

/** The command line. `argv` as the process got it; returns the exit code: 0, 1 (it failed) or 2 (wrong use). */
export const cli = async (argv: readonly string[], root: string): Promise<number> => {
  let code: number = EXIT.ok;
  const yeoun = program(root, (c) => {
    code = c;
  });
  try {
    if (argv.length <= 2) {
      yeoun.outputHelp();
      return EXIT.wrongUse;
    }
    await yeoun.parseAsync([...argv]);
    return code;
  } catch (error) {
    return failure(error);
  }
};
