import { Command, CommanderError, Option } from 'commander';
import { sentence, YeounError } from '#contracts/errors';
import { addShowCommands } from './cli-shows.ts';
import type { CalibrateOptions } from './commands/calibrate.ts';
import type { FilmOptions } from './commands/film.ts';
import type { MemoriesOptions } from './commands/memories.ts';
import { MEMORIES_USE } from './commands/memories-use.ts';
import type { OscOptions } from './commands/osc.ts';
import type { PeopleOptions } from './commands/people.ts';
import { PEOPLE_USE } from './commands/people-use.ts';
import type { SheetOptions } from './commands/sheet.ts';
import type { StillOptions } from './commands/still.ts';
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
  addShowCommands({
    root,
    command,
    repeat,
    done,
    withFlags: (to, names) => withFlags(to, root, names),
  });
  withFlags(
    command('cert', 'make or renew the certificates for other machines, and say how to trust them'),
    root,
    ['state', 'host'],
  )
    .option('--name <host>', 'another name this machine is called by; may be repeated', repeat)
    .action(async (given: Given & { name?: string[] }) =>
      done(await (await import('./commands/cert.ts')).cert(given, root)),
    );
  withFlags(
    command(
      'takes [action] [id] [value]',
      'list what was recorded; "consent <id> given" keeps a take, "consent <id> withdrawn" or "delete <id>" deletes it',
    ),
    root,
    ['state'],
  ).action(
    async (
      action: string | undefined,
      id: string | undefined,
      value: string | undefined,
      given: Given,
    ) => {
      const asked = { action: action ?? 'list', id, value };
      done(await (await import('./commands/takes.ts')).takes(asked, given, root));
    },
  );
  withFlags(
    command(
      'profiles [action] [body]',
      'list what was learned of whose movement; "forget <body>" deletes it',
    ),
    root,
    ['state'],
  ).action(async (action: string | undefined, body: string | undefined, given: Given) =>
    done(
      await (await import('./commands/profiles.ts')).profiles(
        { action: action ?? 'list', body },
        given,
        root,
      ),
    ),
  );
  withFlags(
    command(
      'people [action] [names...]',
      'list who is kept and what they agreed to; add, name, consent, withdraw, assign, export, forget, key, rekey',
    ),
    root,
    ['state', 'keyFile'],
  )
    .option('--for <days>', 'of consent: how long, in days, or "forever"', '30')
    .option('--who <viewer>', 'of consent: who may see it (machine, crew, public)', 'machine')
    .option('--by <name>', 'of consent: who notes it', 'operator')
    .option('--out <folder>', 'of export: where it goes')
    .option('--movement', 'of forget: also what was learned of the movement of their bodies')
    .addHelpText('after', () => `\n${PEOPLE_USE}`)
    .action(async (action: string | undefined, names: string[], o: Given & PeopleOptions) => {
      const asked = { action: action ?? 'list', names, options: o };
      done(await (await import('./commands/people.ts')).people(asked, o, root));
    });
  withFlags(
    command(
      'memories [action] [names...]',
      'what visitors left: list it without a word of it, export, forget, days, hold',
    ),
    root,
    ['state', 'keyFile'],
  )
    .option('--out <file.zip>', 'of export: where it goes')
    .addHelpText('after', () => `\n${MEMORIES_USE}`)
    .action(async (action: string | undefined, names: string[], o: Given & MemoriesOptions) => {
      const asked = { action: action ?? 'list', names, options: o };
      done(await (await import('./commands/memories.ts')).memories(asked, o, root));
    });
  withFlags(
    command(
      'models [action] [model]',
      'list the models there are, what for, their licence and size; "pull <model>" fetches one, "remove <model>" deletes it',
    ),
    root,
    ['state', 'models'],
  )
    .option('--from <folder>', 'of pull: from a folder or USB stick instead of the network')
    .option('--url <address>', 'of pull: a mirror instead of huggingface.co')
    .action(
      async (
        action: string | undefined,
        id: string | undefined,
        given: Given & { from?: string; url?: string },
      ) => {
        const asked = { action: action ?? 'list', id, ...given };
        done(await (await import('./commands/models.ts')).models(asked, given, root));
      },
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
  command('osc', 'print the page on OSC: every address, made from the code')
    .option('--touchosc <file>', 'write a TouchOSC layout of the desk instead (.tosc)')
    .option('--receive-port <number>', 'where TouchOSC receives', '9001')
    .action(async (o: OscOptions) => done((await import('./commands/osc.ts')).osc(o)));
  withFlags(command('doctor', 'look whether this machine can run a show'), root, [
    'port',
    'oscPort',
    'oscQueryPort',
    'host',
    'state',
    'show',
    'keyFile',
  ]).action(async (given: Given) =>
    done(await (await import('./commands/doctor.ts')).doctor(given, root)),
  );
  command('sheet <show>', 'a contact sheet of a show: its moments side by side, in a real browser')
    .requiredOption('--out <file>', 'where the PNG goes')
    .option('--moments <n>', 'how many', '20')
    .option('--veil <share>', 'stray light over every picture, as a share of white', '0')
    .option('--dancer', 'with a lit dancer in front')
    .option('--profile <name>', 'projector, scrim, led or monitor', 'projector')
    .option('--width <pixels>', 'width of one picture', '480')
    .option('--cue <number>', 'look at this cue alone')
    .option('--from <seconds>', 'begin to look at this show time')
    .option('--seconds <n>', 'look at so much show time')
    .option('--source <kind[:options]>', 'who moves; may be repeated [default: synthetic]', repeat)
    .option('--engine <name|none>', 'who paints; the first engine there is where absent')
    .action(async (show: string, o: SheetOptions) =>
      done(await (await import('./commands/sheet.ts')).sheet(show, o, root)),
    );
  command(
    'still <show>',
    'one picture to a file: of the engine alone, or with --stage of the stage',
  )
    .requiredOption('--out <file>', 'where the picture goes: .png, .jpg or .webp')
    .option('--memory <words>', 'what is remembered; the memory of the cue where absent')
    .option('--memory-file <file>', 'the same, from a text file')
    .option('--lines <n>', 'lines the engine paints', '512')
    .option('--seed <n>', 'the chance of its world; that of the show where absent')
    .option('--feeling <values>', 'positive=0.7,negative=0.2,arousal=0.4')
    .option('--cue <number>', 'at this cue; the first one that shows pictures where absent')
    .option(
      '--at <seconds>',
      'so long after the cue was called; 8 s where absent, on stage after its fade',
    )
    .option('--engine <name>', 'who paints; the first engine there is where absent')
    .option('--source <kind[:options]>', 'who moves; may be repeated [default: nobody]', repeat)
    .option('--stage', 'the stage as an audience sees it, in a real browser')
    .option('--width <pixels>', 'of the stage', '1920')
    .option('--profile <name>', 'of the stage: projector, scrim, led or monitor', 'monitor')
    .action(async (show: string, o: StillOptions) =>
      done(await (await import('./commands/still.ts')).still(show, o, root)),
    );
  withFlags(command('film <memory>', 'a memory as a short film: an MP4 and a film.json'), root, [
    'state',
    'show',
  ])
    .requiredOption('--out <file>', 'where the film goes: .mp4')
    .option('--seconds <n>', 'how long it is, 30 to 180', '60')
    .option('--aspect <w:h>', '16:9, 9:16 or 1:1', '16:9')
    .option('--lines <n>', 'of its shorter side: 720, 1080; 360 to try', '720')
    .option('--fps <n>', 'pictures a second', '24')
    .option('--seed <n>', 'the chance of its world; that of the memory where absent')
    .option('--continue <film.json>', 'go on from the end of that film')
    .option('--preview', 'small and quick, as the booth shows it')
    .option('--label <where>', 'where "AI-made" is said: file, or picture too', 'file')
    .option('--engine <name|none>', 'who paints; the first engine there is where absent')
    .action(async (memory: string, o: Given & FilmOptions) =>
      done(await (await import('./commands/film.ts')).film(memory, o, o, root)),
    );
  withFlags(
    command('latency', 'measure the way from a tap to the light that a camera sees'),
    root,
    ['port', 'oscPort', 'host', 'state'],
  )
    .option('--taps <n>', 'how many', '12')
    .action(async (given: Given & { taps: string }) =>
      done(await (await import('./commands/latency.ts')).latency(given, given.taps, root)),
    );
  withFlags(
    command(
      'calibrate [person]',
      'teach the decoder one person: a guided session, at the conductor that runs or at one of its own',
    ),
    root,
    ['show', 'source', 'port', 'oscPort', 'host', 'state', 'keyFile', 'stateKeyFile'],
  )
    .option('--body <id>', 'whose signals; the first body of the show where absent')
    .option('--recalls <n>', 'how many memories, 4 to 12 [default: 9]')
    .option('--recall-s <seconds>', 'how long each may take, 10 to 120 [default: 40]')
    .option('--url <address>', 'the conductor, such as http://127.0.0.1:4400')
    .option('--resume', 'go on with the session that was left off')
    .action(async (person: string | undefined, o: Given & CalibrateOptions) =>
      done(await (await import('./commands/calibrate.ts')).calibrate(person, o, o, root)),
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
