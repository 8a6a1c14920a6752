import type { StreamInfo } from '../../conductor/contracts/sensor.ts';
import { vaults } from '../../conductor/state/take-files.ts';
import { openUnderstudy } from '../../conductor/understudy/understudy.ts';
import type { Bench } from '../support/bench.ts';
import { quickVault, SENSOR, stateFolder, takeRoad } from '../support/take-road.ts';

const BODIES = 6;
const BLOCKS_HZ = 25;
const SECONDS = 20;
const PASSPHRASE = 'a long walk by the sea';

/** What a dancer with a chest strap, a headband, a wristband and a phone sends. */
const WORN: readonly StreamInfo[] = [
  { name: 'ecg', kind: 'ecg', channels: ['ecg'], rateHz: 125 },
  { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 50 },
  { name: 'gyro', kind: 'gyro', channels: ['x', 'y', 'z'], rateHz: 50 },
  { name: 'eeg', kind: 'eeg', channels: ['TP9', 'AF7', 'AF8', 'TP10'], rateHz: 250 },
  { name: 'ppg', kind: 'ppg', channels: ['ppg'], rateHz: 75 },
  { name: 'eda', kind: 'eda', channels: ['eda'], rateHz: 25 },
];

/** CPU milliseconds that some seconds of six worn bodies cost, on a manual clock. */
const spend = async (records: boolean): Promise<{ cpuMs: number; blocks: number }> => {
  const state = stateFolder();
  const bodies = Array.from({ length: BODIES }, (_, i) => `body${i + 1}`);
  const vault = await quickVault(state.path, PASSPHRASE);
  const stage = await takeRoad(state.path, vault, { show: { bodies } });
  for (const bodyId of bodies)
    stage.context.announce({ ...SENSOR, id: `worn.${bodyId}`, bodyId }, WORN);
  if (records) await stage.keeper.begin({ consent: 'given', raw: true });
  let blocks = 0;
  const send = (): void => {
    for (const bodyId of bodies) {
      for (const { name, kind, channels, rateHz } of WORN) {
        const size = (rateHz / BLOCKS_HZ) * channels.length;
        const data = Float32Array.from({ length: size }, (_, i) => Math.sin(blocks + i * 0.37));
        stage.context.emit({
          sourceId: `worn.${bodyId}`,
          bodyId,
          stream: name,
          kind,
          channels: channels.length,
          rateHz,
          atMs: stage.clock.nowMs(),
          data,
          recorded: false,
        });
        blocks++;
      }
    }
  };
  const before = process.cpuUsage();
  for (let i = 0; i < SECONDS * BLOCKS_HZ; i++) {
    stage.clock.advance(1000 / BLOCKS_HZ);
    send();
    if (i % 10 === 9) await stage.keeper.settled();
  }
  const { user, system } = process.cpuUsage(before);
  await stage.close();
  state.remove();
  return { cpuMs: (user + system) / 1000, blocks };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const recordShare = async () => {
  await spend(true);
  const shares: number[] = [];
  let blocks = 0;
  for (let i = 0; i < 3; i++) {
    const without = await spend(false);
    const recording = await spend(true);
    shares.push((100 * (recording.cpuMs - without.cpuMs)) / (SECONDS * 1000));
    blocks += recording.blocks;
  }
  return {
    value: median(shares),
    n: blocks,
    load: `${BODIES} bodies x ${WORN.length} streams in ${BLOCKS_HZ} blocks/s, encrypted, to a real disk: the road with a take less the road without, median of 3 times ${SECONDS} s`,
  };
};

const REHEARSAL_MS = Date.UTC(2026, 4, 1);

/** From the last sample of a sensor that dies `atS` into the cue to the first of its recording, seconds. */
const stepsIn = async (state: string, atS: number): Promise<number> => {
  const vault = await quickVault(state, PASSPHRASE);
  const stage = await takeRoad(state, vault, {
    startMs: REHEARSAL_MS + 1e7,
    show: { understudy: true },
  });
  const vaultAt = vaults(async () => PASSPHRASE, { state, vault });
  const understudy = openUnderstudy({ ...stage.parts, vaultAt });
  await understudy.settled();
  let firstMs: number | null = null;
  stage.road.events.blocks.on((block) => {
    if (block.recorded) firstMs ??= stage.clock.nowMs();
  });
  stage.ask({ do: 'go-cue', number: '1' });
  let lastMs = 0;
  for (let i = 0; firstMs === null && i < 50 * 15; i++) {
    if (i < atS * 50) {
      stage.send(i);
      lastMs = stage.clock.nowMs();
    }
    stage.clock.advance(20);
    await understudy.settled();
  }
  understudy.close();
  await stage.close();
  return firstMs === null ? Number.POSITIVE_INFINITY : (firstMs - lastMs) / 1000;
};

const understudyDelay = async () => {
  const state = stateFolder();
  const vault = await quickVault(state.path, PASSPHRASE);
  const rehearsal = await takeRoad(state.path, vault, { startMs: REHEARSAL_MS });
  await rehearsal.keeper.begin({ consent: 'given', raw: true });
  rehearsal.ask({ do: 'go-cue', number: '1' });
  await rehearsal.run(20, (s) => rehearsal.send(s));
  await rehearsal.close();
  const delays: number[] = [];
  for (let i = 0; i < 8; i++) delays.push(await stepsIn(state.path, 1 + i * 0.73));
  state.remove();
  return {
    value: Math.max(...delays),
    n: delays.length,
    load: 'a sensor falls silent at 8 moments of a cue; from its last sample to the first of an encrypted take, the longest; manual clock',
  };
};

export const benches: Bench[] = [
  {
    name: 'body-take-record-core-share',
    unit: '% of one core',
    op: '<=',
    goal: 10,
    run: recordShare,
  },
  {
    name: 'body-understudy-steps-in-s',
    unit: 's',
    op: '<=',
    goal: 4,
    run: understudyDelay,
  },
];
