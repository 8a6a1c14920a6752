import { join } from 'node:path';
import { toString as qrCode } from 'qrcode';
import { YeounError } from '#contracts/errors';
import { summaryOf, TAP_STREAM } from '#contracts/latency';
import type { SampleBlock } from '#contracts/sensor';
import { type Conductor, compose } from '../compose.ts';
import { type Given, readConfig } from '../config.ts';
import { summaryText } from '../latency/summary.ts';

const guide = async ({ wire }: Conductor, taps: number): Promise<string> => {
  const page = `${wire.lanUrl}/latency`;
  const pin = wire.fingerprint === null ? '' : `   PIN ${wire.secrets.pin}`;
  return [
    '',
    `1. ${wire.url}/stage on the projector, the room dark. / 프로젝터에 무대를 열고 방을 어둡게.`,
    `2. ${page} on the device that taps and looks. / 두드리고 볼 기기에서 여세요.${pin}`,
    await qrCode(page, { type: 'utf8', errorCorrectionLevel: 'M' }),
    `3. Tap ${taps} times, about every two seconds. / 2초에 한 번쯤 ${taps}번 두드리세요.`,
    '',
  ].join('\n');
};

/** Resolves with what each tap took, when there are enough of them or somebody ends it. */
const collect = (conductor: Conductor, taps: number): Promise<number[]> =>
  new Promise((resolve) => {
    const took: number[] = [];
    const end = (): void => {
      stop();
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve(took);
    };
    const hear = (block: SampleBlock): void => {
      const ms = block.stream === TAP_STREAM ? block.data[0] : undefined;
      if (ms === undefined) return;
      took.push(ms);
      const said = ms < 0 ? 'not seen / 못 봄' : `${ms.toFixed(0)} ms`;
      process.stdout.write(`  ${String(took.length).padStart(2)}. ${said}\n`);
      if (took.length >= taps) end();
    };
    const stop = conductor.blocks.on(hear);
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });

const tapsOf = (text: string): number => {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1 && n <= 1000) return n;
  throw new YeounError(
    'config/value',
    '--taps',
    `"${text}" does not fit.`,
    'Use a whole number from 1 to 1000.',
  );
};

/**
 * Runs the small show `latency`, guides through the measurement and prints what it found. It has a state
 * folder of its own, so that the place in the real show is kept.
 */
export const latency = async (given: Given, taps: string, root: string): Promise<number> => {
  const most = tapsOf(taps);
  const asked = readConfig(given, process.env, root, process.cwd());
  const config = {
    ...asked,
    show: join(root, 'shows', 'latency'),
    state: join(asked.state, 'latency'),
    sources: ['page'],
    fresh: true,
    record: false,
    logLevel: 'warn',
  };
  const conductor = await compose({ config, restarts: 0 });
  process.stdout.write(await guide(conductor, most));
  const took = await collect(conductor, most);
  await conductor.close();
  process.stdout.write(`${summaryText(summaryOf(took))}\n`);
  return took.some((ms) => ms >= 0) ? 0 : 1;
};
