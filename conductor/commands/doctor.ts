import { createSocket } from 'node:dgram';
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { sentence } from '#contracts/errors';
import { DEFAULT_BODY } from '#contracts/ids';
import { DECODERS } from '../affect/decoders.ts';
import { openModels } from '../affect/learned/store.ts';
import { textReader } from '../affect/text/index.ts';
import { type Config, type Given, readConfig } from '../config.ts';
import { lookAtNetworks } from '../imagery/whole.ts';
import { systemClock } from '../kernel/clock.ts';
import { silentLog } from '../kernel/log.ts';
import { scheduler } from '../kernel/scheduler.ts';
import { checkShow } from '../show/check.ts';
import { lookAtPeople } from '../state/people/look.ts';

/** One thing looked at: good, worth a look, or in the way of a show. */
interface Finding {
  readonly level: 'good' | 'look' | 'bad';
  readonly text: string;
}

const good = (text: string): Finding => ({ level: 'good', text });
const look = (text: string): Finding => ({ level: 'look', text });
const bad = (text: string): Finding => ({ level: 'bad', text });

const MIN_FREE_DISK = 500e6;
const MIN_FREE_MEMORY = 500e6;

const portFree = (port: number, host: string): Promise<Finding> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      resolve(
        bad(`Port ${port} on ${host}: ${error.message}. Stop what uses it or choose another.`),
      ),
    );
    server.listen(port, host, () =>
      server.close(() => resolve(good(`Port ${port} on ${host} is free.`))),
    );
  });

const udpFree = (port: number, host: string): Promise<Finding> =>
  new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (error) => {
      socket.close();
      resolve(
        bad(`UDP port ${port} on ${host}: ${error.message}. Stop what uses it or choose another.`),
      );
    });
    socket.bind(port, host, () =>
      socket.close(() => resolve(good(`UDP port ${port} on ${host} is free.`))),
    );
  });

const stateFolder = (folder: string): Finding[] => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    return [bad(`State folder: ${sentence(error)}.`)];
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const gigabytes = `${(free / 1e9).toFixed(1)} GB`;
  return [
    good(`State folder ${folder} can be written.`),
    free < MIN_FREE_DISK
      ? bad(`Only ${gigabytes} free on its disk.`)
      : good(`${gigabytes} free on its disk.`),
  ];
};

const memory = (): Finding => {
  const text = `${(freemem() / 1e9).toFixed(1)} GB of memory free.`;
  return freemem() < MIN_FREE_MEMORY ? look(text) : good(text);
};

const pages = (root: string): Finding =>
  existsSync(join(root, 'dist', 'pages', 'stage.html'))
    ? good('The pages are built.')
    : look('The pages are not built yet; the first start builds them.');

/** A decoder whose model is not there is heard to ask for it. */
const models = async (root: string): Promise<Finding[]> => {
  const timing = scheduler(systemClock(), () => {});
  const { context, report, close } = await openModels({ root, timing, log: silentLog });
  for (const decoder of DECODERS) decoder.make(DEFAULT_BODY, context);
  textReader(context);
  await close();
  return report().map(({ id, state, text }) =>
    state === 'loaded' ? good(`Model ${id}: ${text}.`) : look(`Model ${id}: ${text}`),
  );
};

/** A show can do without what paints; one that is to be painted cannot. */
const imagery = async (root: string, { engine }: Config): Promise<Finding[]> => {
  const all = await lookAtNetworks(join(root, 'conductor/imagery/models'));
  return all.map(({ id, fault }) => {
    if (fault === null) return good(`Imagery ${id}: whole.`);
    return engine !== 'none' && id !== 'safety'
      ? bad(`Imagery ${id}: ${fault}`)
      : look(`Imagery ${id}: ${fault}`);
  });
};

/** Whether what is kept of people can be opened, and is sealed. Looks only. */
const people = async (config: Config): Promise<Finding[]> => {
  const found = await lookAtPeople(config.state, config.keyFile);
  return found.map(({ isGood, text }) => (isGood ? good(text) : look(text)));
};

const show = async (config: Config): Promise<Finding> => {
  const report = await checkShow(config.show);
  return report.ok
    ? good(`Show ${config.show} is sound.`)
    : bad(`Show ${config.show}:\n${report.text}`);
};

/** What a show goes on without. */
const mild = (finding: Finding): Finding =>
  finding.level === 'bad' ? look(finding.text) : finding;

const MARK = { good: 'ok  ', look: 'look', bad: 'BAD ' } as const;

/** Looks at everything a show needs of this machine. Returns 1 if something stands in the way. */
export const doctor = async (given: Given, root: string): Promise<number> => {
  const config = readConfig(given, process.env, root, process.cwd());
  const findings = [
    good(`Node ${process.versions.node}.`),
    pages(root),
    memory(),
    ...stateFolder(config.state),
    ...(await people(config)),
    await portFree(config.port, config.host),
    await portFree(config.oscPort, config.host),
    mild(await portFree(config.oscQueryPort, config.host)),
    await udpFree(config.oscPort, config.host),
    await show(config),
    ...(await models(root)),
    ...(await imagery(root, config)),
  ];
  for (const { level, text } of findings) process.stdout.write(`${MARK[level]}  ${text}\n`);
  return findings.some((f) => f.level === 'bad') ? 1 : 0;
};
