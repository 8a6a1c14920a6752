import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  benchOf,
  type MidiLibrary,
  systemBench,
} from '../../../conductor/control/midi/easy-bench.ts';
import { lazyBench } from '../../../conductor/control/midi/lazy-bench.ts';

/** A library of easymidi's shape, with the native port below it. */
const library = () => {
  const inner = Object.assign(new EventEmitter(), {
    ignored: [] as boolean[],
    ignoreTypes: (...types: boolean[]) => void inner.ignored.push(...types),
  });
  const written: number[][] = [];
  const closed: string[] = [];
  class Input extends EventEmitter {
    readonly name: string;
    readonly _input = inner;
    constructor(name: string) {
      super();
      this.name = name;
      inner.on('message', () => {
        throw new Error("easymidi's own parser");
      });
    }
    close() {
      closed.push(this.name);
    }
    isPortOpen = () => true;
  }
  class Output {
    readonly name: string;
    readonly _output = { sendMessage: (bytes: number[]) => void written.push(bytes) };
    constructor(name: string) {
      this.name = name;
    }
    close() {
      closed.push(this.name);
    }
    isPortOpen = () => true;
    send() {}
  }
  const of = { getInputs: () => ['In'], getOutputs: () => ['Out'], Input, Output };
  return { bench: benchOf(of as unknown as MidiLibrary), inner, written, closed };
};

it('bytes come as they stood on the cable, past the parser of the library', () => {
  const { bench, inner, closed } = library();
  const heard: [readonly number[], number][] = [];
  const stop = bench.listen('In', (bytes, deltaS) => void heard.push([bytes, deltaS]));
  inner.emit('message', 0.02, [0xf0, 0x7f, 5]);
  inner.emit('message', 'soon', [2, 1, 1, 0xf7]);
  inner.emit('message', 0.1, 'bytes');
  expect(heard).toEqual([
    [[0xf0, 0x7f, 5], 0.02],
    [[2, 1, 1, 0xf7], Number.NaN],
  ]);
  // System exclusive and clock are heard, active sensing is not.
  expect(inner.ignored).toEqual([false, false, true]);
  stop();
  inner.emit('message', 0, [0xf8]);
  expect([heard.length, closed]).toEqual([2, ['In']]);
});

it('bytes go out whole, the number of a program change too', () => {
  const { bench, written, closed } = library();
  const out = bench.open('Out');
  out.send([0xc0, 9]);
  out.close();
  expect([written, closed]).toEqual([[[0xc0, 9]], ['Out']]);
});

it('a library of another shape is refused by name', () => {
  class Other extends EventEmitter {
    close() {}
  }
  const of = { getInputs: () => [], getOutputs: () => [], Input: Other, Output: Other };
  const bench = benchOf(of as unknown as MidiLibrary);
  expect(() => bench.listen('In', () => {})).toThrow(/npm ci/);
  expect(() => bench.open('Out')).toThrow(/npm ci/);
});

it.runIf(process.platform === 'linux' && !existsSync('/dev/snd/seq'))(
  'on this machine, which has no sequencer, the real library is there and its ports are none',
  async () => {
    const ready = await new Promise<ReturnType<typeof lazyBench>>((done) => {
      const lazy = lazyBench(systemBench, () => done(lazy));
      lazy.get();
    });
    expect(ready.inputs()).toBeNull();
    expect(ready.trouble!.en).toBe('No MIDI on this machine. The show goes on without it.');
  },
);
