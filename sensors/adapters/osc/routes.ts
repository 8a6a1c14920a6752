import type { Meaning, OscSender } from './route.ts';
import { emotibit } from './senders/emotibit.ts';
import { generic } from './senders/generic.ts';
import { gyrosc } from './senders/gyrosc.ts';
import { mindMonitor } from './senders/mind-monitor.ts';
import { phyphox } from './senders/phyphox.ts';
import { touchosc } from './senders/touchosc.ts';
import { zigsim } from './senders/zigsim.ts';

export type { Meaning, Route } from './route.ts';

/**
 * Every sender that is known by its addresses; the first that knows one has it. Mind Monitor takes any
 * prefix and stands last. Adding one is a file under senders/ and a line here.
 */
export const SENDERS: readonly OscSender[] = [
  generic,
  emotibit,
  zigsim,
  gyrosc,
  touchosc,
  phyphox,
  mindMonitor,
];

/** What an address stands for. Our own control addresses are nobody's. */
export const meaningOf = (address: string): Meaning => {
  if (address.length > 255) return 'the address is longer than 255 characters';
  const parts = address.split('/').slice(1);
  if (parts[0] === 'yeoun') return null;
  for (const sender of SENDERS) {
    const meaning = sender.meaningOf(parts);
    if (meaning !== null) return meaning;
  }
  return null;
};
