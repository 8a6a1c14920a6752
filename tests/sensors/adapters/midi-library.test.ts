import { EventEmitter } from 'node:events';
import { Input } from 'easymidi';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { midiAdapter } from '../../../sensors/adapters/midi/index.ts';
import { portsOf } from '../../../sensors/adapters/midi/system-ports.ts';
import { capture } from '../../support/capture.ts';

/** easymidi's own reading of bytes, without a driver below it. */
const parse: unknown = Reflect.get(Input.prototype, 'parseMessage');
const messageOf = (bytes: readonly number[]): { type: string; msg: object } =>
  Reflect.apply(parse as () => { type: string; msg: object }, Input.prototype, [bytes]);

/** A library whose inputs are told the bytes on their cable. */
const library = (names: string[]) => {
  const inputs = new Map<string, FakeInput>();
  class FakeInput extends EventEmitter {
    readonly name: string;
    readonly muted: unknown[] = [];
    closed = false;
    readonly _input = { ignoreTypes: (...types: unknown[]) => void this.muted.push(...types) };
    constructor(name: string) {
      super();
      this.name = name;
      inputs.set(name, this);
    }
    close() {
      this.closed = true;
    }
    isPortOpen() {
      return !this.closed;
    }
    send(...bytes: number[]) {
      const { type, msg } = messageOf(bytes);
      this.emit(type ?? 'unknown', msg);
    }
  }
  return { getInputs: () => names, Input: FakeInput, inputs };
};

const playing = async () => {
  const keys = library(['Keys']);
  const heard = capture();
  const adapter = midiAdapter(async () => portsOf(keys));
  const stop = await adapter.open({ body: 'dancer' }, heard.context);
  return { ...heard, stop, input: keys.inputs.get('Keys')! };
};

it('bytes on the cable become notes and controls; clock, bends and sensing nothing', async () => {
  const { input, blocks } = await playing();
  input.send(0x91, 60, 100);
  input.send(0xf8);
  input.send(0xfe);
  input.send(0xe1, 0, 64);
  input.send(0xb1, 1, 64);
  input.send(0x81, 60, 0);
  expect(blocks.map((b) => [b.stream, b.data[0], b.data[2]])).toEqual([
    ['note', 60, 2],
    ['control', 1, 2],
    ['note', 60, 2],
  ]);
  expect(blocks[0]!.data[1]).toBeCloseTo(100 / 127, 6);
  expect(blocks[2]!.data[1]).toBe(0);
});

it('system exclusive, clock and sensing are muted in the driver, and the input closed at the stop', async () => {
  const { input, stop } = await playing();
  expect(input.muted).toEqual([true, true, true]);
  stop();
  expect(input.closed).toBe(true);
  expect(input.listenerCount('noteon')).toBe(0);
});

it('any bytes on the cable give whole samples or none (fuzz)', async () => {
  const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 40 }), async (messages) => {
      const { input, blocks, stop } = await playing();
      for (const message of messages) input.send(...message);
      stop();
      for (const block of blocks) {
        SampleBlock.parse(block);
        expect(block.data.every(Number.isFinite)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
