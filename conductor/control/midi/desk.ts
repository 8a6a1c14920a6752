import type { Learned } from '#contracts/desk';
import type { Text } from '#contracts/ids';
import type { DeskIntent } from '#contracts/intent';
import type { MidiBinding, Rig } from '#contracts/rig';
import { type PickUp, pickUp } from '../bound/pick-up.ts';
import { asks, moved, pressed, refuses, type Touch, waits } from '../bound/surface.ts';
import { tempoClock } from './clock.ts';
import { type MscDesk, mscTouch } from './msc-touch.ts';
import { type Control, isControl, matches, portFits, said, stableName } from './names.ts';
import type { MidiEvent } from './parse.ts';
import { BROKEN, LEARNED, NO_LEVEL, NOT_BOUND, TRANSPORT } from './words.ts';

export type MidiRules = Rig['midi'];

/** What one message came to, for the show and for the console's list. */
export interface Outcome {
  readonly said: string;
  readonly did: Text | null;
  readonly why: Text | null;
  readonly intent: DeskIntent | null;
  readonly learned: Learned | null;
  /** True: one of many of its kind, that the list may leave out. */
  readonly minor: boolean;
}

/** Decides what MIDI messages ask of the show. No ports, no timers: time is given. */
export interface MidiDesk {
  /** `atMs`: when it was sent, by the clock of the driver; `null`: the bytes were no message. */
  hear(port: string, event: MidiEvent | null, atMs: number, nowMs: number): readonly Outcome[];
  /** The next control that is touched is told, not obeyed; `false` leaves off. */
  learn(on: boolean): void;
  readonly learning: boolean;
  setRules(rules: MidiRules): void;
  /** Stable names of the ports on which this control was touched. */
  touchedOn(binding: MidiBinding): ReadonlySet<string>;
  /** True while a hand is on this fader and has its value. */
  inHand(binding: MidiBinding, nowMs: number): boolean;
  /** A value was sent back to this control. */
  placed(binding: MidiBinding, step: number, nowMs: number): void;
  readonly bpm: number | null;
}

const NOWHERE: ReadonlySet<string> = new Set();
const PRESSED = 64;
const TOP = 127;
/** What was learned stays unheard so long after it was last touched: a fader says more than one thing. */
const SWALLOW_MS = 1000;

const outcome = (what: string, touch: Touch, minor = false): Outcome => ({
  said: what,
  ...touch,
  learned: null,
  minor,
});

const TO_THE_DARK = new Set(['panic', 'fade-all', 'blackout']);
/** What makes it dark is obeyed at every moment, also while a control is learned. */
const isDark = ({ does }: MidiBinding): boolean =>
  does.kind === 'intent' && TO_THE_DARK.has(does.intent.do);

export const midiDesk = (desk: MscDesk): MidiDesk => {
  let rules: MidiRules = { bindings: [] };
  const hands = new WeakMap<MidiBinding, PickUp>();
  const touches = new WeakMap<MidiBinding, Set<string>>();
  const down = new Map<string, boolean>();
  let tempo = tempoClock();
  let learning = false;
  let swallowed: { readonly key: string; untilMs: number } | null = null;

  const handOf = (binding: MidiBinding): PickUp => {
    const hand = hands.get(binding) ?? pickUp();
    hands.set(binding, hand);
    return hand;
  };
  const note = (binding: MidiBinding, port: string): void => {
    const ports = touches.get(binding) ?? new Set();
    touches.set(binding, ports.add(stableName(port)));
  };
  /** True where this message presses its key down. */
  const rises = (port: string, event: Control): boolean => {
    if (event.type === 'program') return true;
    if (event.type === 'note') return event.value > 0;
    const key = keyOf(port, event);
    const before = down.get(key) ?? false;
    const now = event.value >= PRESSED;
    down.set(key, now);
    return now && !before;
  };
  const bound = (
    binding: MidiBinding,
    event: Control,
    press: boolean,
    nowMs: number,
  ): Outcome | null => {
    const what = said(event);
    const { does } = binding;
    if (does.kind === 'intent') return press ? outcome(what, pressed(does.intent, desk)) : null;
    if (event.type !== 'cc') return outcome(what, refuses(NO_LEVEL));
    const current = desk.level(does.of);
    const share = event.value / TOP;
    const hand = handOf(binding);
    return hand.move(event.value, current * TOP, nowMs)
      ? outcome(what, moved(does.of, share), true)
      : outcome(what, waits(share, current), true);
  };
  const learnFrom = (port: string, event: Control, nowMs: number): Outcome => {
    learning = false;
    swallowed = { key: keyOf(port, event), untilMs: nowMs + SWALLOW_MS };
    const { type, channel, number } = event;
    const match = { port: stableName(port).slice(0, 200), type, channel, number };
    const value = event.type === 'program' ? event.number : event.value;
    const learned = { match, value };
    return { ...outcome(said(event), refuses(LEARNED)), learned };
  };
  /** What was learned just now goes on moving: that is no touch of its own. */
  const isSwallowed = (port: string, event: Control, nowMs: number): boolean => {
    if (swallowed?.key !== keyOf(port, event) || nowMs >= swallowed.untilMs) return false;
    swallowed.untilMs = nowMs + SWALLOW_MS;
    return true;
  };
  const touched = (port: string, event: Control, nowMs: number): Outcome[] => {
    const press = rises(port, event);
    if (rules.fire && matches(rules.fire, port, event))
      return press ? [outcome(said(event), asks({ do: 'fire', on: true }))] : [];
    const isRelease = event.type === 'note' && !press;
    const meant = rules.bindings.filter(({ match }) => matches(match, port, event));
    if (!press || !meant.some(isDark)) {
      if (learning && !isRelease) return [learnFrom(port, event, nowMs)];
      if (isSwallowed(port, event, nowMs)) return [];
    }
    for (const binding of meant) note(binding, port);
    if (meant.length === 0)
      return isRelease ? [] : [outcome(said(event), refuses(NOT_BOUND), true)];
    if (isRelease) return [];
    return meant.flatMap((binding) => bound(binding, event, press, nowMs) ?? []);
  };
  const ticked = (port: string, atMs: number): Outcome[] => {
    if (rules.clock === undefined || !portFits(port, rules.clock)) return [];
    const bpm = tempo.tick(atMs);
    if (bpm === null) return [];
    return [outcome('clock', asks({ do: 'tempo', bpm, source: 'clock' }), true)];
  };

  return {
    hear(port, event, atMs, nowMs) {
      if (!event) return [outcome('?', refuses(BROKEN), true)];
      if (isControl(event)) return touched(port, event, nowMs);
      if (event.type === 'clock') return ticked(port, atMs);
      if (event.type === 'other') return [];
      if (event.type !== 'sysex') return [outcome(said(event), refuses(TRANSPORT), true)];
      const { said: what, touch } = mscTouch(event.bytes, rules.msc, desk);
      return [outcome(what, touch)];
    },
    learn(on) {
      learning = on;
    },
    get learning() {
      return learning;
    },
    setRules(next) {
      if (next.clock !== rules.clock) tempo = tempoClock();
      rules = next;
    },
    touchedOn: (binding) => touches.get(binding) ?? NOWHERE,
    inHand: (binding, nowMs) => hands.get(binding)?.inHand(nowMs) ?? false,
    placed(binding, step, nowMs) {
      if (binding.motor) handOf(binding).placed(step, nowMs);
    },
    get bpm() {
      return tempo.bpm;
    },
  };
};

const keyOf = (port: string, { type, channel, number }: Control): string =>
  `${type} ${channel} ${number} ${port}`;
