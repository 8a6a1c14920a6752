import { expect } from 'vitest';
import type { SampleBlock } from '../../conductor/contracts/sensor.ts';
import { type VaultOpener, vaults } from '../../conductor/state/take-files.ts';
import { openUnderstudy } from '../../conductor/understudy/understudy.ts';
import { quickVault, takeRoad } from '../support/take-road.ts';

export const REHEARSAL_MS = Date.UTC(2026, 4, 1, 12);
const SHOW_MS = Date.UTC(2026, 4, 2, 19);
export const PASSPHRASE = 'a long walk by the sea';

interface Rehearsal {
  readonly consent?: 'none' | 'given';
  readonly passphrase?: string | null;
  readonly startMs?: number;
}

/** Cue 1 for 10 s, cue 2 for 10 s; every block says its cue and the second within it: 1.04, 2.5. */
export const rehearse = async (
  state: string,
  { consent = 'given', passphrase = null, startMs }: Rehearsal = {},
) => {
  const vault = await quickVault(state, passphrase);
  const stage = await takeRoad(state, vault, { startMs: startMs ?? REHEARSAL_MS });
  stage.ask({ do: 'go-cue', number: '1' });
  await stage.run(1, (s) => stage.send(1 + s / 100));
  await stage.keeper.begin({ consent, raw: true });
  await stage.run(9, (s) => stage.send(1 + (s + 1) / 100));
  stage.ask({ do: 'go-cue', number: '2' });
  await stage.run(10, (s) => stage.send(2 + s / 100));
  await stage.close();
  expect(stage.errors).toEqual([]);
};

/** The show itself, with its sensor and perhaps an understudy. */
export const perform = async (
  state: string,
  allowed = true,
  passphrase: string | null = null,
  opener?: VaultOpener,
) => {
  const vault = await quickVault(state, passphrase);
  const stage = await takeRoad(state, vault, {
    startMs: SHOW_MS,
    show: { understudy: allowed },
  });
  const vaultAt = opener ?? vaults(async () => passphrase, { state, vault });
  const understudy = openUnderstudy({ ...stage.parts, vaultAt });
  await understudy.settled();
  const blocks: SampleBlock[] = [];
  stage.road.events.blocks.on((block) => {
    if (block.recorded) blocks.push(block);
  });
  return {
    ...stage,
    understudy,
    blocks,
    /** As `run`, with the disk ready for whatever is read. */
    async play(seconds: number, step?: (atS: number) => void): Promise<void> {
      for (let i = 0; i < seconds * 50; i++) {
        step?.(i / 50);
        stage.clock.advance(20);
        await understudy.settled();
      }
    },
    status: () => stage.road.sources().find((s) => s.kind === 'understudy'),
    async end(): Promise<void> {
      understudy.close();
      await stage.close();
      expect(stage.errors).toEqual([]);
    },
  };
};

/** Cue and seconds within it that a block was recorded at, and is heard at now. */
export const placeOf = (block: SampleBlock): { cue: number; s: number } => {
  const value = block.data[0] ?? 0;
  return { cue: Math.floor(value), s: (value - Math.floor(value)) * 100 };
};
