import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Heard } from '#contracts/desk';
import { encodeBundle, encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { msTimeTag } from '../../../conductor/control/osc/timetag.ts';
import { type Client, testDoor, udpClient } from './client.ts';

let house: Awaited<ReturnType<typeof testDoor>>;
let me: Client;
beforeEach(async () => {
  house = await testDoor();
  me = await udpClient(house.door.port);
});
afterEach(() => {
  me.close();
  house.door.close();
});

/** What was told but for the ping that ended it. */
const told = async (): Promise<Heard[]> => {
  await me.settled();
  for (const one of house.heard) expect(Heard.safeParse(one).success).toBe(true);
  return house.heard.filter(({ said }) => !said.startsWith('/yeoun/ping'));
};

describe('every control message is told', () => {
  it('with what it did', async () => {
    me.say('/yeoun/cue/2.5/go', 'i', 1);
    me.say('/yeoun/master', 'ff', 0.8, 3);
    me.say('/yeoun/get/version');
    me.say('/yeoun/subscribe', 's', '/yeoun/state/cue');
    me.say('/yeoun/cue/go', 'i', 0);
    const from = `127.0.0.1:${me.port}`;
    expect(await told()).toMatchObject([
      { door: 'osc', from, said: '/yeoun/cue/2.5/go ,i 1', did: { en: 'GO cue 2.5' }, why: null },
      {
        said: '/yeoun/master ,ff 0.8 3',
        did: { en: 'master 80 % in 3 s', ko: '마스터 80 % (3초)' },
      },
      { said: '/yeoun/get/version', did: { en: 'answered' } },
      { said: '/yeoun/subscribe ,s "/yeoun/state/cue"', did: { en: 'subscribed for 60 s' } },
      { said: '/yeoun/cue/go ,i 0', did: { en: 'nothing: a button was let go' } },
    ]);
  });

  it('with why it did nothing', async () => {
    me.say('/yeoun/master', 'f', 2);
    me.say('/yeoun/cue/3/go');
    house.answer.why = { en: 'a bounce', ko: '튐' };
    me.say('/yeoun/cue/go');
    me.raw(Buffer.from('garbage!'));
    expect(await told()).toMatchObject([
      {
        did: null,
        why: { en: expect.stringContaining('0 to 1'), ko: expect.stringContaining('0에서 1') },
      },
      { did: null, why: { en: expect.stringContaining('There is no cue 3') } },
      { did: null, why: house.answer.why },
      { did: null, why: { en: expect.stringContaining('cannot be read') } },
    ]);
  });

  it('but never the words of a person', async () => {
    me.say('/yeoun/memory', 's', 'the night train');
    me.say('/yeoun/calibrate/begin', 's', 'Mina');
    me.say('/yeoun/label', 's', 'negative');
    expect(JSON.stringify(await told())).not.toMatch(/night train|Mina|negative/);
    expect(house.heard).toHaveLength(4);
  });

  it('and nothing of the sensors', async () => {
    me.say('/muse/eeg', 'ffff', 1, 2, 3, 4);
    expect(await told()).toEqual([]);
  });
});

describe('a lighting desk that tells what it plays', () => {
  it('is listed, and triggers nothing', async () => {
    me.say('/gma3/14.14.1.6.7', 'si', 'Go+', 1);
    expect(await told()).toMatchObject([
      { did: null, why: { en: expect.stringContaining('sequence 7: Go+ 1. It triggers nothing') } },
    ]);
    expect(house.asked).toEqual([]);
  });
});

describe('a bundle', () => {
  const go = encodeMessage({ address: '/yeoun/cue/go', types: '', args: [] });

  it('of the past is played at once, and told how late it was', async () => {
    me.raw(encodeBundle(msTimeTag(house.clock.nowMs() - 250), [go, encodeBundle(1n, [go])]));
    const late = { did: { en: 'GO (at once: its bundle came 250 ms after its time)' } };
    expect(await told()).toMatchObject([late, late]);
  });

  it('of the near future waits, and then is told as any', async () => {
    me.raw(encodeBundle(msTimeTag(house.clock.nowMs() + 500), [go]));
    expect(await told()).toEqual([]);
    house.clock.advance(501);
    expect(await told()).toMatchObject([{ did: { en: 'GO' } }]);
  });

  it('too far ahead is played at once, and told', async () => {
    me.raw(encodeBundle(msTimeTag(house.clock.nowMs() + 60_000), [go]));
    expect(await told()).toMatchObject([
      { said: '#bundle', did: { en: expect.stringContaining('60 s ahead') } },
      { did: { en: 'GO' } },
    ]);
  });

  it('that is let go because of PANIC is told, message by message, and never done', async () => {
    const memory = encodeMessage({
      address: '/yeoun/memory',
      types: 's',
      args: ['the night train'],
    });
    me.raw(encodeBundle(msTimeTag(house.clock.nowMs() + 3000), [go, memory]));
    expect(await told()).toEqual([]);
    const why = { en: 'PANIC came before', ko: 'PANIC' };
    house.door.drop(why);
    house.clock.advance(5000);
    expect(await told()).toMatchObject([
      { said: '/yeoun/cue/go', did: null, why },
      { did: null, why },
    ]);
    expect(JSON.stringify(house.heard)).not.toContain('night train');
    expect(house.asked).toEqual([]);
  });
});
