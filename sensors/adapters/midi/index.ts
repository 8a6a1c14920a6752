import { z } from 'zod';
import { sentence } from '#contracts/errors';
import { DEFAULT_BODY, Id } from '#contracts/ids';
import type { Adapter } from '../../source.ts';
import { noInstrument, plugs } from './plugs.ts';
import type { MidiPorts } from './ports.ts';
import { systemPorts } from './system-ports.ts';
import { NO_LIBRARY } from './words.ts';

export const MidiOptions = z.strictObject({
  body: Id.default(DEFAULT_BODY),
  port: z.string().min(1).max(128).optional(),
});
export type MidiOptions = z.infer<typeof MidiOptions>;

/** How often the list of inputs is looked at. */
const LOOK_MS = 2000;

/**
 * MIDI instruments by the inputs that `load` gives. A machine without MIDI is a source that waits and says
 * why; it is no error.
 */
export const midiAdapter = (load: () => Promise<MidiPorts>): Adapter<MidiOptions> => ({
  kind: 'midi',
  title: { en: 'MIDI instruments', ko: 'MIDI 악기' },
  help: 'port=<part of the name of an input> (all inputs where absent) body=<name>\nInstruments may be plugged in and out at any time.',
  options: MidiOptions,
  async open(options, context) {
    let ports: MidiPorts;
    try {
      ports = await load();
    } catch (error) {
      noInstrument(options.body, context).say(NO_LIBRARY(sentence(error)));
      return () => {};
    }
    const found = plugs(options, ports, context);
    found.look();
    const cancel = context.timing.every(LOOK_MS, found.look);
    return () => {
      cancel();
      found.close();
    };
  },
});

/** The instruments of this machine. */
export const midi = midiAdapter(systemPorts);
