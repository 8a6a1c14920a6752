import type { DeviceOf } from '#contracts/device';
import type { MidiSend } from '#contracts/midi';
import type { Stop } from '../../kernel/clock.ts';
import { sentence } from '../../kernel/errors.ts';
import { encodeMidi, noteOff } from '../midi/encode.ts';
import { type DeviceOut, type DeviceParts, partId } from './device-out.ts';
import { MIDI_MISSING, MIDI_READY, SEND_FAILED } from './words.ts';

type Note = Extract<MidiSend, { type: 'note' }>;

/** A note that sounds. */
interface Sounding {
  readonly note: Note;
  readonly stop: Stop;
}

/** Sends what cues say to one MIDI port; a note is let go after its time, at PANIC and at the end. */
export const midiOut = (
  { port }: DeviceOf<'midi'>,
  { id, timing, log, midi }: DeviceParts,
): DeviceOut<'midi'> => {
  const part = partId('midi', id);
  const sounding = new Map<number, Sounding>();
  let trouble: string | null = null;
  // The library loads on first use: before the first cue, not at it.
  midi.find(port);

  const letGo = ({ channel, note }: Note): void => {
    const key = keyOf(channel, note);
    const held = sounding.get(key);
    if (!held) return;
    held.stop();
    sounding.delete(key);
    try {
      midi.send(port, noteOff(channel, note));
    } catch (error) {
      log.seldom(id, sentence(error));
    }
  };
  const hold = (note: Note): void => {
    const stop = timing.after(note.seconds * 1000, () => letGo(note));
    sounding.set(keyOf(note.channel, note.note), { note, stop });
  };
  const panic = (): void => {
    for (const { note } of [...sounding.values()]) letGo(note);
  };

  return {
    kind: 'midi',
    send(act, answer) {
      if (act.kind !== 'midi') return;
      const { send } = act;
      try {
        if (send.type === 'note') letGo(send);
        midi.send(port, encodeMidi(send));
        trouble = null;
      } catch (error) {
        trouble = sentence(error);
        return answer(SEND_FAILED(error));
      }
      // A note of velocity 0 is its end already.
      if (send.type === 'note' && send.velocity > 0) hold(send);
      answer(null);
    },
    panic,
    beat() {},
    status() {
      const found = midi.find(port);
      if (found === null) return { id: part, state: 'warn', text: MIDI_MISSING(port) };
      if (trouble !== null) return { id: part, state: 'warn', text: { en: trouble, ko: trouble } };
      return { id: part, state: 'ok', text: MIDI_READY(found) };
    },
    close: panic,
  };
};

const keyOf = (channel: number, note: number): number => channel * 128 + note;
