import type { MidiSend } from '#contracts/midi';
import { encodeMsc } from './msc.ts';

/** The bytes of a message that a cue sends; a note only begins here. */
export const encodeMidi = (send: MidiSend): number[] => {
  switch (send.type) {
    case 'note':
      return [0x90 | (send.channel - 1), send.note, send.velocity];
    case 'cc':
      return [0xb0 | (send.channel - 1), send.controller, send.value];
    case 'program':
      return [0xc0 | (send.channel - 1), send.program];
    case 'msc':
      return encodeMsc(send);
  }
};

export const noteOff = (channel: number, note: number): number[] => [0x80 | (channel - 1), note, 0];
