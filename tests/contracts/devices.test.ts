import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../conductor/contracts/act.ts';
import { CueMidi, CueOsc } from '../../conductor/contracts/cue.ts';
import { Device } from '../../conductor/contracts/device.ts';
import type { Text } from '../../conductor/contracts/ids.ts';
import { RigPart } from '../../conductor/contracts/status.ts';
import { lazyBench } from '../../conductor/control/midi/lazy-bench.ts';
import { midiOutputs } from '../../conductor/control/midi/outputs.ts';
import { KIND_OF } from '../../conductor/control/out/device-out.ts';
import { deviceOut, KINDS } from '../../conductor/control/out/kinds.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { fakeBench } from '../control/midi/fake-bench.ts';
import { type FakeProjector, fakeProjector } from '../control/out/fake-projector.ts';
import { capture } from '../support/capture.ts';
import { until } from '../support/conductor.ts';

/** One device of each kind, there and away, and an act for it. */
interface Case {
  readonly there: () => Device;
  readonly away: () => Device;
  readonly act: Act['act'];
  /** True once the act has arrived. */
  readonly arrived: () => boolean;
  /** A peer of this kind does not know whether anybody hears it. */
  readonly blind?: true;
}

const PORT = 'Synth:Synth MIDI 1 20:0';
const midi = fakeBench(PORT);
const osc = createSocket('udp4');
const packets: Buffer[] = [];
let projector: FakeProjector;
const sent: number[][] = [];

beforeAll(async () => {
  osc.on('message', (bytes) => packets.push(bytes));
  osc.bind(0, '127.0.0.1');
  await once(osc, 'listening');
  projector = await fakeProjector();
});
afterAll(async () => {
  osc.close();
  await projector.close();
});

const CASES: Readonly<Record<Device['kind'], Case>> = {
  osc: {
    there: () => Device.parse({ kind: 'osc', port: osc.address().port }),
    away: () => Device.parse({ kind: 'osc', port: 9 }),
    act: { kind: 'osc', ...CueOsc.parse({ to: 'one', address: '/go', args: [1] }) },
    arrived: () => packets.some((bytes) => bytes.includes('/go')),
    blind: true,
  },
  midi: {
    there: () => Device.parse({ kind: 'midi', port: 'Synth' }),
    away: () => Device.parse({ kind: 'midi', port: 'Nowhere' }),
    act: {
      kind: 'midi',
      ...CueMidi.parse({ to: 'one', send: { type: 'note', channel: 1, note: 60 } }),
    },
    arrived: () => {
      sent.push(...midi.sent(PORT));
      return sent.some(([status]) => status === 0x90);
    },
  },
  projector: {
    there: () => Device.parse({ kind: 'projector', host: '127.0.0.1', port: projector.port }),
    away: () => Device.parse({ kind: 'projector', host: '127.0.0.1', port: 9 }),
    act: { kind: 'shutter', of: 'one', open: false },
    arrived: () => projector.mute === '31',
  },
};

describe.each(Object.keys(KINDS) as Device['kind'][])('a device of the kind %s', (kind) => {
  const of = CASES[kind];
  const open = async (device: Device) => {
    const { clock, timing } = capture();
    const bench = lazyBench(
      async () => midi,
      () => {},
    );
    bench.get();
    await Promise.resolve();
    await Promise.resolve();
    const outputs = midiOutputs(bench);
    const parts = { id: 'one', timing, log: silentLog, midi: outputs, heard: () => {} };
    const out = deviceOut(device, parts);
    const answers: (Text | null)[] = [];
    const send = (act: Act['act']) => {
      try {
        out.send(act, (why) => void answers.push(why));
      } catch (error) {
        answers.push({ en: String(error), ko: String(error) });
      }
    };
    return { out, clock, answers, send };
  };

  it('is of its kind, takes what goes to its kind and says once that it arrived', async () => {
    expect(Object.values(KIND_OF)).toContain(kind);
    const { out, answers, send } = await open(of.there());
    expect(out.kind).toBe(kind);
    send(of.act);
    await until('it arrives', 5000, async () => of.arrived());
    await until('it is answered', 5000, async () => answers.length > 0);
    expect(answers).toEqual([null]);
    out.close();
    expect(answers).toEqual([null]);
  });

  it('says how it is, always by the schema, under its kind and name', async () => {
    const { out, send } = await open(of.there());
    expect(RigPart.parse(out.status()).id).toBe(`${kind}-one`);
    out.beat();
    send(of.act);
    RigPart.parse(out.status());
    out.close();
    RigPart.parse(out.status());
  });

  it.skipIf(of.blind)(
    'that is away is told, in both languages, and nothing is thrown',
    async () => {
      const { out, answers, send } = await open(of.away());
      send(of.act);
      await until('it is answered', 8000, async () => answers.length > 0);
      expect(answers[0]!.en).not.toBe('');
      expect(answers[0]!.ko).toMatch(/[가-힣]/);
      expect(out.status().state).toBe('warn');
      out.close();
    },
  );

  it('takes PANIC, beats and its end in any order, twice too, and leaves no deadline', async () => {
    const { out, clock, send } = await open(of.there());
    out.panic();
    out.beat();
    send(of.act);
    out.panic();
    out.close();
    out.close();
    out.panic();
    out.beat();
    expect(clock.pending).toBe(0);
  });
});
