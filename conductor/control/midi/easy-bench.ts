import { existsSync } from 'node:fs';
import { YeounError } from '#contracts/errors';
import type { HearsBytes, MidiBench } from './ports.ts';

/** ALSA's sequencer. Without it the native library throws, and writes to the terminal each time it is asked. */
const ALSA_SEQUENCER = '/dev/snd/seq';

/** The part of easymidi that is used. */
export type MidiLibrary = Pick<
  typeof import('easymidi'),
  'getInputs' | 'getOutputs' | 'Input' | 'Output'
>;

/**
 * The ports of this machine by easymidi (RtMidi: ALSA, CoreMIDI, WinMM). Loaded on first use, because the
 * native part need not exist everywhere. Rejects where it does not.
 */
export const systemBench = async (): Promise<MidiBench> => {
  const bench = benchOf(await import('easymidi'));
  const present = <T>(ask: () => T): T => {
    if (process.platform === 'linux' && !existsSync(ALSA_SEQUENCER))
      throw new Error(`there is no ${ALSA_SEQUENCER}`);
    return ask();
  };
  return {
    ...bench,
    inputs: () => present(bench.inputs),
    outputs: () => present(bench.outputs),
  };
};

/**
 * Ports as a library of this protocol gives them. Bytes are taken and given below easymidi's own parser:
 * easymidi 3.2.0 throws at the end of a system exclusive message that comes in several pieces (an undeclared
 * name in a class body), and leaves the number out of a program change that it sends. Its inner port is not
 * in its types, so it is looked for.
 */
export const benchOf = (library: MidiLibrary): MidiBench => ({
  inputs: () => library.getInputs(),
  outputs: () => library.getOutputs(),
  listen(name, hear) {
    const input = new library.Input(name);
    const inner = innerOf(input, '_input');
    if (!isSource(inner)) throw unlike(name);
    inner.removeAllListeners('message');
    // System exclusive (MSC) and clock are wanted, active sensing is not.
    inner.ignoreTypes(false, false, true);
    inner.on('message', bytesTo(hear));
    return () => {
      inner.removeAllListeners('message');
      input.removeAllListeners();
      input.close();
    };
  },
  open(name) {
    const output = new library.Output(name);
    const inner = innerOf(output, '_output');
    if (!isSink(inner)) throw unlike(name);
    return { send: (bytes) => inner.sendMessage([...bytes]), close: () => output.close() };
  },
});

interface Source {
  ignoreTypes(sysex: boolean, timing: boolean, sensing: boolean): void;
  on(event: 'message', fn: (deltaS: unknown, bytes: unknown) => void): unknown;
  removeAllListeners(event: 'message'): unknown;
}

interface Sink {
  sendMessage(bytes: number[]): void;
}

const innerOf = (port: object, name: '_input' | '_output'): unknown =>
  name in port ? (port as Readonly<Record<string, unknown>>)[name] : undefined;

const has = (thing: unknown, ...names: readonly string[]): boolean =>
  typeof thing === 'object' &&
  thing !== null &&
  names.every((n) => typeof (thing as Readonly<Record<string, unknown>>)[n] === 'function');

const isSource = (thing: unknown): thing is Source =>
  has(thing, 'ignoreTypes', 'on', 'removeAllListeners');

const isSink = (thing: unknown): thing is Sink => has(thing, 'sendMessage');

const bytesTo =
  (hear: HearsBytes) =>
  (deltaS: unknown, bytes: unknown): void => {
    if (Array.isArray(bytes)) hear(bytes, typeof deltaS === 'number' ? deltaS : Number.NaN);
  };

const unlike = (name: string): YeounError =>
  new YeounError(
    'midi/library',
    `MIDI port "${name}"`,
    'The MIDI library is not the one this program was written for.',
    'Install it anew with npm ci.',
  );
