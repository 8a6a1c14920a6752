import { existsSync } from 'node:fs';
import type { Input } from 'easymidi';
import type { MidiMessage, MidiPorts } from './ports.ts';

/** ALSA's sequencer. Without it the native library throws, and writes to the terminal each time it is asked. */
const ALSA_SEQUENCER = '/dev/snd/seq';

/** The part of easymidi that is used. */
export type MidiLibrary = Pick<typeof import('easymidi'), 'getInputs' | 'Input'>;

/**
 * The inputs of this machine by easymidi (RtMidi: ALSA, CoreMIDI, WinMM). Loaded on first use, because the
 * native part need not exist everywhere. Rejects where it does not.
 */
export const systemPorts = async (): Promise<MidiPorts> => {
  const ports = portsOf(await import('easymidi'));
  return {
    ...ports,
    inputs() {
      if (process.platform === 'linux' && !existsSync(ALSA_SEQUENCER))
        throw new Error(`there is no ${ALSA_SEQUENCER}`);
      return ports.inputs();
    },
  };
};

/** Inputs as a library of this protocol gives them. */
export const portsOf = (library: MidiLibrary): MidiPorts => ({
  inputs: () => library.getInputs(),
  open(name, hear) {
    const input = new library.Input(name);
    muteSystemMessages(input);
    listen(input, hear);
    return () => {
      input.removeAllListeners();
      input.close();
    };
  },
});

const listen = (input: Input, hear: (message: MidiMessage) => void): void => {
  input.on('noteon', ({ channel, note, velocity }) =>
    hear({ type: 'on', channel, number: note, value: velocity }),
  );
  input.on('noteoff', ({ channel, note, velocity }) =>
    hear({ type: 'off', channel, number: note, value: velocity }),
  );
  input.on('cc', ({ channel, controller, value }) =>
    hear({ type: 'control', channel, number: controller, value }),
  );
};

/**
 * Lets RtMidi drop system exclusive, clock and active sensing before they reach JavaScript: some keyboards
 * send them hundreds of times a second, and easymidi 3.2.0 throws (an undeclared name in a class body) at
 * the end of a system exclusive message that comes in several pieces. Its `_input` is not in its types, so it
 * is looked for; without it all goes on, only with more to ignore.
 */
const muteSystemMessages = (input: object): void => {
  const inner: unknown = '_input' in input ? input._input : undefined;
  if (typeof inner !== 'object' || inner === null || !('ignoreTypes' in inner)) return;
  if (typeof inner.ignoreTypes === 'function') inner.ignoreTypes(true, true, true);
};
