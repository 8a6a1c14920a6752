import type { OscArgument } from '../../../sensors/source.ts';
import { controlAt } from './dispatch.ts';
import type { OscMessage } from './message.ts';

const MOST_ARGS = 12;
const LONGEST_TEXT = 80;

const shown = (value: OscArgument): string => {
  if (typeof value === 'string')
    return JSON.stringify(value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value);
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return String(value);
};

/** A message as people write it: `/yeoun/master ,ff 0.8 3`. A person's words are left out. */
export const saidOf = ({ address, types, args }: OscMessage): string => {
  if (types === '') return address;
  // Words at an address that is wrong, or a pattern, may have been meant for one that is private.
  const control = controlAt(address)?.control;
  const hasWords = args.some((value) => typeof value === 'string');
  if (control?.private || (!control && hasWords)) return `${address} ,${types} …`;
  const rest = args.length > MOST_ARGS ? ' …' : '';
  return `${address} ,${types} ${args.slice(0, MOST_ARGS).map(shown).join(' ')}${rest}`;
};
