import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { assembly } from '../../../sensors/adapters/osc/assemble.ts';
import { SENDERS } from '../../../sensors/adapters/osc/routes.ts';
import { parseSource } from '../../../sensors/registry.ts';
import { capture } from '../../support/capture.ts';

const FOLDER = new URL('../../fixtures/osc/', import.meta.url).pathname;
const Fixture = z.object({
  label: z.string(),
  stepMs: z.number(),
  messages: z.array(z.tuple([z.string()], z.number())),
  streams: z.record(z.string(), z.array(z.number())),
});
const fixtures = readdirSync(FOLDER).map((name) => ({
  name,
  ...Fixture.parse(JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8'))),
}));

const open = (options = '') => {
  const heard = capture();
  void parseSource(`osc:${options}`).open(heard.context);
  return heard;
};

it('every sender that is known by its addresses has a fixture, and stands in the help', () => {
  const help = parseSource('osc').adapter.help;
  for (const { name } of SENDERS) {
    expect(help).toContain(name);
    if (name !== 'anything') expect(fixtures.some((f) => f.label.startsWith(name))).toBe(true);
  }
});

describe.each(fixtures)('$name', ({ label, messages, streams, stepMs }) => {
  it('is shown by its name, with every stream in our units', () => {
    const { osc, blocks, announced, refusals } = open('body=second');
    for (const [address, ...values] of messages) osc.say(address, ...values);
    expect(refusals).toEqual([]);
    expect(new Set(announced.map((a) => a.info.label.en))).toEqual(new Set([`${label} (OSC)`]));
    expect(announced.every((a) => a.info.bodyId === 'second')).toBe(true);
    const got = new Map(blocks.map((b) => [b.stream, [...b.data]]));
    expect([...got.keys()].sort()).toEqual(Object.keys(streams).sort());
    for (const [stream, values] of Object.entries(streams))
      for (const [i, value] of values.entries())
        expect(got.get(stream)![i], `${stream} ${i}`).toBeCloseTo(value, 3);
  });

  it('goes on for a while without a refusal, its blocks as the schema has them', () => {
    const { osc, blocks, refusals, clock } = open();
    for (let at = 0; at < 6000; at += stepMs) {
      for (const [address, ...values] of messages) osc.say(address, ...values);
      clock.advance(stepMs);
    }
    expect(refusals).toEqual([]);
    for (const block of blocks) SampleBlock.parse(block);
  });

  it('never throws, whatever its addresses carry (fuzz)', () => {
    const arg = fc.oneof(fc.float(), fc.string(), fc.boolean(), fc.constant(null), fc.bigInt());
    const message = fc.tuple(
      fc.constantFrom(...messages.map(([address]) => address)),
      fc.array(arg, { maxLength: 12 }),
      fc.nat(400),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (all) => {
        const { osc, blocks, clock } = open();
        for (const [address, args, waitMs] of all) {
          osc.say(address, ...args);
          clock.advance(waitMs);
        }
        for (const block of blocks) {
          SampleBlock.parse(block);
          if (!block.data.every(Number.isFinite)) throw new Error('a number that is none');
        }
      }),
      { numRuns: 100, seed: 11 },
    );
  });
});

describe('axes that come one by one', () => {
  it('are put together, several at once, and heal after a loss', () => {
    const three = assembly(3);
    const one = (...values: number[]) => Float32Array.from(values);
    expect(three.put(0, one(1, 2))).toBeNull();
    expect(three.put(1, one(3, 4))).toBeNull();
    expect([...three.put(2, one(5, 6))!]).toEqual([1, 3, 5, 2, 4, 6]);
    three.put(0, one(7));
    expect(three.put(0, one(8))).toBeNull();
    three.put(1, one(9));
    expect([...three.put(2, one(10))!]).toEqual([8, 9, 10]);
  });
});

describe('two devices of one name', () => {
  const from = (heard: ReturnType<typeof open>, host: string) =>
    heard.osc.sayFrom(`${host}:9000`, '/ZIGSIM/phone/accel', 0, 0, 1);

  it('are two sources, both with the name that the operator sees', () => {
    const heard = open();
    for (let i = 0; i < 20; i++) {
      from(heard, '10.0.0.1');
      from(heard, '10.0.0.2');
      heard.clock.advance(20);
    }
    const ids = new Set(heard.announced.map((a) => a.info.id));
    expect(ids).toEqual(new Set(['phone', 'phone-2']));
    expect(new Set(heard.announced.map((a) => a.info.label.en)).size).toBe(1);
  });

  it('are one where the first fell silent before: it has a new address', () => {
    const heard = open();
    from(heard, '10.0.0.1');
    heard.clock.advance(6000);
    from(heard, '10.0.0.2');
    expect(new Set(heard.announced.map((a) => a.info.id))).toEqual(new Set(['phone']));
  });
});
