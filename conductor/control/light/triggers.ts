import type { z } from 'zod';
import type { SacnIn } from '#contracts/rig';
import { type PickUp, pickUp } from '../bound/pick-up.ts';
import { asks, type Desk, moved, pressed, type Touch, waits } from '../bound/surface.ts';
import type { Levels } from './receiver.ts';

export type SacnRules = z.infer<typeof SacnIn>;
type Binding = SacnRules['bindings'][number];

/** What a slot came to. */
export interface SlotTouch {
  readonly slot: number;
  readonly value: number;
  readonly touch: Touch;
  readonly minor: boolean;
}

/** Over half presses; what was pressed may be pressed again once it was well below. */
const PRESS = 128;
const RELEASE = 102;
const TOP = 255;

/** Decides what the values of a universe ask of the show. */
export type Triggers = (levels: Levels | null, nowMs: number) => readonly SlotTouch[];

/**
 * A slot that rises over half presses, a level slot moves with soft pick-up. Values that come with a new
 * speaker press nothing, but for fire: an alarm is an alarm whoever tells it first.
 */
export const triggers = (rules: SacnRules, desk: Desk): Triggers => {
  const down = new Map<number, boolean>();
  const faders = new Map<Binding, { readonly hand: PickUp; value: number | null }>();
  let by: string | null = null;
  let fire = false;

  const rises = (slot: number, value: number): boolean => {
    const before = down.get(slot) ?? false;
    const now = value >= (before ? RELEASE : PRESS);
    down.set(slot, now);
    return now && !before;
  };
  const pull = (binding: Binding, value: number, isNew: boolean, nowMs: number): Touch | null => {
    if (binding.does.kind !== 'level') return null;
    const fader = faders.get(binding) ?? { hand: pickUp(), value: null };
    faders.set(binding, fader);
    if (fader.value === value && !isNew) return null;
    fader.value = value;
    const { of } = binding.does;
    const current = desk.level(of);
    const has = fader.hand.move(value, current * TOP, nowMs);
    return has ? moved(of, value / TOP) : waits(value / TOP, current);
  };

  const alarm = ({ slots }: Levels): SlotTouch[] => {
    const slot = rules.fireSlot;
    if (slot === undefined) return [];
    const value = slots[slot - 1] ?? 0;
    const before = fire;
    fire = value >= (fire ? RELEASE : PRESS);
    if (!fire || before) return [];
    return [{ slot, value, touch: asks({ do: 'fire', on: true }), minor: false }];
  };

  return (levels, nowMs) => {
    const isNew = levels !== null && levels.by !== by;
    by = levels?.by ?? null;
    if (isNew) faders.clear();
    if (!levels) {
      fire = false;
      return [];
    }
    const touched: SlotTouch[] = [...alarm(levels)];
    const rose = new Map<number, boolean>();
    for (const { slot } of rules.bindings) {
      if (!rose.has(slot)) rose.set(slot, rises(slot, levels.slots[slot - 1] ?? 0));
    }
    for (const binding of rules.bindings) {
      const { slot, does } = binding;
      const value = levels.slots[slot - 1] ?? 0;
      const pressing = does.kind === 'intent' && rose.get(slot) === true && !isNew;
      const touch = pressing ? pressed(does.intent, desk) : pull(binding, value, isNew, nowMs);
      if (touch) touched.push({ slot, value, touch, minor: does.kind === 'level' });
    }
    return touched;
  };
};
