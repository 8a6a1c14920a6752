import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sentence } from '#contracts/errors';
import { type Conductor, compose } from './compose.ts';
import { FLAGS, type Flag, type FlagName, type Given, readConfig } from './config.ts';
import { formatProblems, ShowErrors } from './show/problems.ts';
import { heartbeat, restartsOf } from './supervised.ts';

/** dist/conductor/main.mjs lies two folders below the project. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const nameOf = ({ flag }: Flag): string => (flag.split(' ')[0] ?? '').slice(2);

/** The flags of `run`, which the launcher has already checked. */
const given = (args: readonly string[]): Given => {
  const options = Object.fromEntries(
    Object.values(FLAGS).map((flag: Flag) => [
      nameOf(flag),
      {
        type: flag.toggle ? ('boolean' as const) : ('string' as const),
        multiple: flag.many === true,
      },
    ]),
  );
  const { values } = parseArgs({ args: [...args], options });
  const names = Object.keys(FLAGS) as FlagName[];
  return Object.fromEntries(names.map((name) => [name, values[nameOf(FLAGS[name])]])) as Given;
};

const banner = ({ wire, oscPort, show }: Conductor, oscHost: string): string => {
  const { en, ko } = show.show.title;
  const { pin, operate, view } = wire.secrets;
  const far =
    wire.lanUrl === wire.url
      ? []
      : [
          '',
          `  other machines  ${wire.lanUrl}/`,
          `  PIN  ${pin} edit · ${operate.pin} operate · ${view.pin} view`,
        ];
  return [
    '',
    `  Yeoun  ${en} / ${ko}`,
    '',
    `  stage    ${wire.url}/stage`,
    `  console  ${wire.url}/console`,
    `  OSC      ${oscHost}:${oscPort}  UDP and TCP`,
    ...far,
    '',
    '',
  ].join('\n');
};

const start = async (): Promise<void> => {
  const config = readConfig(given(process.argv.slice(2)), process.env, ROOT, process.cwd());
  const conductor = await compose({ config, restarts: restartsOf(process.env) });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    beat.close();
    conductor.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  const beat = heartbeat(conductor.scheduler, end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.stdout.write(banner(conductor, config.host));
  beat.ready();
};

/** A show says everything that is wrong with it; anything else is one sentence. */
const told = (error: unknown): string =>
  error instanceof ShowErrors ? formatProblems(error.problems) : `yeoun: ${sentence(error)}`;

start().catch((error: unknown) => {
  process.stderr.write(`${told(error)}\n`);
  process.exit(1);
});
