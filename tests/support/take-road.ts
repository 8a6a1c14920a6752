import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Intent } from '#contracts/intent';
import type { SampleBlock, StreamInfo } from '#contracts/sensor';
import type { Show } from '#contracts/show';
import type { ReadText } from '../../conductor/affect/remember.ts';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { keepTakes, type TakeParts } from '../../conductor/state/keep-take.ts';
import { lampBoard } from '../../conductor/state/lamps.ts';
import { openVault, type Vault } from '../../conductor/state/vault.ts';

/** Streams of a worn sensor: two that a take without raw biosignals leaves out, and one that stays. */
export const STREAMS: readonly StreamInfo[] = [
  { name: 'ecg', kind: 'ecg', channels: ['ecg'], rateHz: 50 },
  { name: 'hr', kind: 'hr', channels: ['hr'], rateHz: 0 },
  { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 50 },
];

export const SENSOR = {
  id: 'strap',
  kind: 'osc',
  bodyId: 'dancer',
  label: { en: 'Strap', ko: '가슴 띠' },
  recorded: false,
} as const;

/** A state folder of its own for a test. */
export const stateFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'yeoun-takes-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

export const QUICK = { n: 1024, r: 8, p: 1 } as const;

export const quickVault = (folder: string, passphrase: string | null): Promise<Vault> =>
  openVault({ folder, passphrase, cost: QUICK });

/** A road on a manual clock with a sensor that a test plays, and the keeper of takes. */
export const takeRoad = async (
  state: string,
  vault: Vault,
  options: {
    readonly show?: Partial<Show>;
    readonly startMs?: number;
    readonly readText?: ReadText;
    readonly worn?: NonNullable<TakeParts['worn']>;
    readonly visited?: NonNullable<TakeParts['visited']>;
  } = {},
) => {
  const clock = manualClock(options.startMs);
  const errors: unknown[] = [];
  const timing = scheduler(clock, (error) => errors.push(error));
  const { show } = await loadShow('shows/minimal');
  const road = openRoad({
    show: { ...show, ...options.show },
    scheduler: timing,
    log: silentLog,
    osc: emitter<InletMessage>(),
    ...(options.readText && { readText: options.readText }),
  });
  const lamps = lampBoard();
  const told: string[] = [];
  const tell: TakeParts['tell'] = (level, door, text) =>
    void told.push(`${level} ${door}: ${text.en}`);
  const parts: TakeParts = {
    state,
    vault,
    timing,
    log: silentLog,
    road,
    lamps,
    tell,
    showHash: () => 'hash',
    ...(options.worn && { worn: options.worn }),
    ...(options.visited && { visited: options.visited }),
  };
  const keeper = keepTakes(parts);
  const context = road.contextFor('osc');
  context.announce(SENSOR, STREAMS);

  /** One block of each stream at this moment; its values say which frame it is. */
  const send = (value: number, only?: SampleBlock['kind']): void => {
    for (const { name, kind, channels, rateHz } of STREAMS) {
      if (only && kind !== only) continue;
      const data = new Float32Array(channels.length).fill(kind === 'hr' ? 60 + value : value);
      context.emit({
        sourceId: SENSOR.id,
        bodyId: SENSOR.bodyId,
        stream: name,
        kind,
        channels: channels.length,
        rateHz,
        atMs: clock.nowMs(),
        data,
        recorded: false,
      });
    }
  };
  return {
    road,
    clock,
    timing,
    parts,
    keeper,
    lamps,
    told,
    errors,
    context,
    send,
    ask: (intent: Intent) =>
      road.ask({ intent, atMs: clock.nowMs(), door: 'console', from: 'test' }),
    /** Asks, and waits until a take that begins or ends for it has done so. */
    async askSettled(intent: Intent): Promise<void> {
      road.ask({ intent, atMs: clock.nowMs(), door: 'console', from: 'test' });
      await keeper.settled();
    },
    /** Lets time pass in steps of 20 ms; the disk keeps up. */
    async run(seconds: number, step?: (atS: number) => void): Promise<void> {
      const steps = Math.round(seconds * 50);
      for (let i = 0; i < steps; i++) {
        step?.(i / 50);
        clock.advance(20);
        if (i % 50 === 49) await keeper.settled();
      }
      await keeper.settled();
    },
    async close(): Promise<void> {
      await keeper.close();
      road.close();
    },
  };
};
