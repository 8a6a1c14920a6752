import type { Command } from 'commander';
import type { CheckOptions } from './commands/check.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { EditOptions } from './commands/history.ts';
import { FLAGS, type FlagName, type Given, readConfig } from './config.ts';

/** What the command line lends to those who add commands to it. */
export interface CommandLine {
  readonly root: string;
  command(usage: string, description: string): Command;
  withFlags(command: Command, names: FlagName[]): Command;
  repeat(value: string, before: string[] | undefined): string[];
  done(code: number): void;
}

const CHECK_HELP = `
Exit codes: 0 in order, perhaps with warnings; 1 with errors (with --strict also with warnings); 2 asked wrongly.
An error keeps the show from running; a warning is allowed and probably not meant.`;

const DIFF_HELP = `
Exit codes: 0 alike within the tolerances, 1 different, 2 asked wrongly. Times are counted from the first line of each.`;

/** The file of a show: look at it, edit it, go back, hand it on. */
const files = ({ root, command, withFlags, repeat, done }: CommandLine): void => {
  command('check <show>', 'read a show and say everything that is wrong with it')
    .option('--json', 'one JSON object: ok, errors, warnings, each with file, line and remedy')
    .option('--strict', 'warnings count as errors')
    .addHelpText('after', CHECK_HELP)
    .action(async (show: string, o: CheckOptions) =>
      done(await (await import('./commands/check.ts')).check(show, o)),
    );
  withFlags(command('history <show>', 'list the versions that are kept of a show'), [
    'state',
  ]).action(async (show: string, given: Given) =>
    done(await (await import('./commands/history.ts')).history(show, given, root)),
  );
  withFlags(command('undo <show>', 'bring the version before back into the file of a show'), [
    'state',
  ])
    .option('--to <n>', 'this version of `yeoun history` instead')
    .action(async (show: string, o: Given & { to?: string }) =>
      done(await (await import('./commands/history.ts')).undo(show, o, o, root)),
    );
  withFlags(command('redo <show>', 'take the last undo back'), ['state']).action(
    async (show: string, given: Given) =>
      done(await (await import('./commands/history.ts')).redo(show, given, root)),
  );
  withFlags(
    command('edit <show>', 'change a show: comments and layout stay, every version is kept'),
    ['state'],
  )
    .option('--cue <number>', 'this cue; the show as a whole where left out')
    .option(
      '--set <path=value>',
      'fade.seconds=6; nothing after = takes it out; may be repeated',
      repeat,
    )
    .option(
      '--insert-after <number>',
      'a new cue with what --set says, numbered between its neighbours',
    )
    .option('--move-after <number>', 'move --cue; it keeps its number ("" is the beginning)')
    .option(
      '--renumber <number>',
      'give --cue another number; what names it in the file goes along',
    )
    .option('--duplicate', '--cue once more, right after it, numbered between its neighbours')
    .option('--delete', 'delete --cue')
    .action(async (show: string, o: Given & EditOptions) =>
      done(await (await import('./commands/history.ts')).edit(show, o, o, root)),
    );
  command(
    'export <show> [file]',
    'a show as one file: <id>.yeoun with world, sounds and cue sheet',
  ).action(async (show: string, file: string | undefined) =>
    done(await (await import('./commands/export.ts')).exportShow(show, file)),
  );
  command(
    'import <file> [folder]',
    'unpack an exported show, proven, into a folder of its own',
  ).action(async (file: string, folder: string | undefined) =>
    done(await (await import('./commands/export.ts')).importShow(file, folder)),
  );
};

interface RehearseOptions {
  readonly speed: string;
  readonly fromCue?: string;
}

/** Playing again what was recorded, and holding two runs against each other. */
const rehearsal = ({ root, command, withFlags, done }: CommandLine): void => {
  withFlags(
    command(
      'rehearse <take>',
      'run a show with a take as its source: its cues are called until an operator asks for one; nothing leaves the house',
    ),
    ['show', 'state', 'port', 'oscPort', 'host', 'source', 'engine', 'stateKeyFile', 'keyFile'],
  )
    .option('--speed <n>', 'signals and calls so many times as fast, 0.1 to 20', '1')
    .option('--from-cue <number>', 'begin where this cue began in the take')
    .action(async (take: string, o: Given & RehearseOptions) =>
      done(await (await import('./commands/rehearse.ts')).rehearse(take, o, o, root)),
    );
  withFlags(command('diff <a> <b>', 'how two runs differ: timelines of `yeoun replay`, or takes'), [
    'state',
    'stateKeyFile',
  ])
    .option('--json', 'one JSON object')
    .option('--tolerance <x>', 'the largest difference of a value that counts as alike', '0')
    .option('--drift <seconds>', 'how far apart a cue may start', '0')
    .addHelpText('after', DIFF_HELP)
    .action(async (a: string, b: string, o: Given & DiffOptions) => {
      const { state, stateKeyFile } = o;
      const config = readConfig({ state, stateKeyFile }, process.env, root, process.cwd());
      done(await (await import('./commands/diff.ts')).diff(a, b, o, config));
    });
};

interface ReplayGiven extends Given {
  readonly show: string;
  readonly out: string;
  readonly seconds?: string;
  readonly withCues?: boolean;
  readonly fromCue?: string;
  readonly speed: string;
}

const replay = ({ root, command, withFlags, done }: CommandLine): void => {
  withFlags(
    command('replay <recording>', 'play a recording through the whole road and write a timeline'),
    ['state', 'stateKeyFile', 'keyFile'],
  )
    .option('--show <folder>', 'the show it plays in', FLAGS.show.fallback(root))
    .requiredOption('--out <file>', 'timeline, one JSON object a line')
    .option('--seconds <n>', 'stop after this much of the recording')
    .option(
      '--speed <n|max>',
      'so many times as fast as it was, 0.1 to 20; max: as fast as it goes',
      'max',
    )
    .option('--with-cues', 'begin where the take began in the show, and ask again what was asked')
    .option('--from-cue <number>', 'the same, from where this cue began in the take')
    .action(async (recording: string, o: ReplayGiven) => {
      const { state, stateKeyFile, keyFile } = o;
      const given = { state, stateKeyFile, keyFile };
      const config = readConfig(given, process.env, root, process.cwd());
      done(await (await import('./commands/replay.ts')).replay(recording, o, config));
    });
};

/** Adds the commands that are about shows, takes and runs. */
export const addShowCommands = (line: CommandLine): void => {
  files(line);
  replay(line);
  rehearsal(line);
};
