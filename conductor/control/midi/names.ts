import type { MidiMatch } from '#contracts/midi';
import { stableName } from '../../../sensors/adapters/midi/names.ts';
import type { MidiEvent } from './parse.ts';

export { isLoop, stableName } from '../../../sensors/adapters/midi/names.ts';

/** True where `part` is in the name of a port, as the driver writes it or without its numbers; absent: any port. */
export const portFits = (port: string, part: string | undefined): boolean => {
  if (part === undefined) return true;
  const low = part.toLowerCase();
  return [port, stableName(port)].some((name) => name.toLowerCase().includes(low));
};

export type Control = Extract<MidiEvent, { type: 'note' | 'cc' | 'program' }>;

export const isControl = (event: MidiEvent): event is Control =>
  event.type === 'note' || event.type === 'cc' || event.type === 'program';

/** True where this is the control that is meant. */
export const matches = (match: MidiMatch, port: string, event: Control): boolean =>
  match.type === event.type &&
  match.channel === event.channel &&
  match.number === event.number &&
  portFits(port, match.port);

/** A message in words, for the console's list. */
export const said = (event: MidiEvent): string => {
  switch (event.type) {
    case 'note':
      return `note ${event.number} velocity ${event.value}, channel ${event.channel}`;
    case 'cc':
      return `controller ${event.number} = ${event.value}, channel ${event.channel}`;
    case 'program':
      return `program ${event.number}, channel ${event.channel}`;
    case 'sysex':
      return `system exclusive, ${event.bytes.length} bytes`;
    default:
      return event.type;
  }
};
