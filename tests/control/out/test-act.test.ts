import { expect, it } from 'vitest';
import { CueMidi, CueOsc } from '#contracts/cue';
import { Device } from '#contracts/device';
import { testAct } from '../../../conductor/control/out/test-act.ts';

const device = (parts: object): Device => Device.parse(parts);

it('a test is a message a cue could send, and says whose hand it was', () => {
  const plain = testAct('lx', device({ kind: 'osc', port: 8000 }), 5);
  expect(plain).toMatchObject({
    atMs: 5,
    cause: 'test',
    act: { kind: 'osc', address: '/yeoun/test' },
  });
  const without = (act: object | undefined): object =>
    Object.fromEntries(Object.entries(act ?? {}).filter(([name]) => name !== 'kind'));
  const osc = without(plain?.act);
  expect(CueOsc.parse(osc)).toMatchObject({ to: 'lx' });
  const midi = testAct('keys', device({ kind: 'midi', port: 'nano' }), 5);
  const note = without(midi?.act);
  expect(CueMidi.parse(note)).toMatchObject({ to: 'keys', send: { channel: 16, seconds: 0 } });
});

it('QLab is asked for its version, and a projector, which is asked all the time, nothing', () => {
  const qlab = testAct('qlab', device({ kind: 'osc', port: 53_000, profile: 'qlab' }), 0);
  expect(qlab?.act).toMatchObject({ address: '/version' });
  expect(testAct('beamer', device({ kind: 'projector', host: 'a' }), 0)).toBeNull();
});
