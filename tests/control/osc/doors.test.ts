import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Heard } from '#contracts/desk';
import type { Intent } from '#contracts/intent';
import { EMPTY_PATCH } from '#contracts/patch';
import { encodeBundle, encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { hostOf } from '../../../conductor/control/osc/peer.ts';
import { msTimeTag } from '../../../conductor/control/osc/timetag.ts';
import { emitter } from '../../../conductor/kernel/emitter.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { scope } from '../../../conductor/kernel/scope.ts';
import { openOscDoors, trusted } from '../../../conductor/osc-doors.ts';
import { openRoad } from '../../../conductor/road.ts';
import { asked, cue, makeShow } from '../../show/support.ts';
import { type Client, udpClient } from './client.ts';

const clock = manualClock();
const set = async () => {
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const all = scope();
  const show = makeShow([cue('1', 'a'), cue('2', 'b')]);
  const road = openRoad({ show, scheduler: timing, log: silentLog, osc: emitter() });
  all.add(road.close);
  const heard: Heard[] = [];
  const doors = await openOscDoors({
    config: { host: '127.0.0.1', oscPort: 0, oscQueryPort: 0 },
    timing,
    log: silentLog,
    road,
    patch: { patch: () => EMPTY_PATCH },
    inlet: emitter(),
    all,
    health: () => null as never,
    heard: (list) => heard.push(...list),
  });
  return { road, heard, doors, close: all.close };
};

let house: Awaited<ReturnType<typeof set>>;
let me: Client;
beforeEach(async () => {
  house = await set();
  me = await udpClient(house.doors.port);
});
afterEach(() => {
  me.close();
  house.close();
});

describe('who may see bodies over OSC', () => {
  it('WIRE-60 is named as an OSC device in the patch of this machine, by its address', () => {
    const at = (from: string) => hostOf({ from });
    expect([at('10.0.0.7:9000'), at('[fe80::1]:9000'), at('::ffff:10.0.0.7:53000')]).toEqual([
      '10.0.0.7',
      'fe80::1',
      '10.0.0.7',
    ]);
    const device = {
      kind: 'osc',
      host: '10.0.0.7',
      port: 9000,
      transport: 'udp',
      profile: 'plain',
    } as const;
    const beamer = { kind: 'projector', host: '10.0.0.8', port: 4352 } as const;
    const patch = {
      ...EMPTY_PATCH,
      rig: { ...EMPTY_PATCH.rig, devices: { tablet: device, beamer } },
    };
    expect(['10.0.0.7', '10.0.0.8', '10.0.0.9'].map((host) => trusted(patch, host))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a GO that was sent ahead', () => {
  const ending: readonly Intent[] = [
    { do: 'panic' },
    { do: 'fade-all', seconds: 1 },
    { do: 'evening', state: 'stopped' },
    { do: 'fire', on: true },
  ];
  it.each(ending)(
    'is let go when $do comes first, whatever door it came by, and told',
    async (intent) => {
      const go = encodeMessage({ address: '/yeoun/cue/2/go', types: '', args: [] });
      me.raw(encodeBundle(msTimeTag(clock.nowMs() + 2000), [go]));
      await me.settled();
      house.road.ask(asked(intent, clock.nowMs()));
      clock.advance(5000);
      expect(house.road.stage().cue).not.toBe('2');
      expect(house.heard.filter(({ said }) => said.includes('/cue/2/go'))).toMatchObject([
        { did: null, why: { en: expect.stringContaining('not done any more') } },
      ]);
    },
  );

  it('comes as it was asked where nothing ended it', async () => {
    const go = encodeMessage({ address: '/yeoun/cue/2/go', types: '', args: [] });
    me.raw(encodeBundle(msTimeTag(clock.nowMs() + 2000), [go]));
    await me.settled();
    house.road.ask(asked({ do: 'blackout', on: true }, clock.nowMs()));
    clock.advance(2100);
    expect(house.road.stage().cue).toBe('2');
  });
});

describe('an alarm that was timed', () => {
  const timed = (...messages: readonly (readonly [string, ...number[]])[]): Buffer =>
    encodeBundle(
      msTimeTag(clock.nowMs() + 2000),
      messages.map(([address, ...args]) =>
        encodeMessage({ address, types: 'i'.repeat(args.length), args }),
      ),
    );

  it('comes though PANIC came first, and its bundle brings nothing else', async () => {
    me.raw(timed(['/yeoun/cue/2/go'], ['/yeoun/fire', 1], ['/yeoun/master', 1]));
    await me.settled();
    house.road.ask(asked({ do: 'panic' }, clock.nowMs()));
    clock.advance(1900);
    expect(house.road.desk().fire).toBe(false);
    clock.advance(200);
    expect(house.road.desk().fire).toBe(true);
    expect(house.road.stage().cue).not.toBe('2');
    const saidOf = (is: (heard: Heard) => boolean) =>
      house.heard.filter(is).map(({ said }) => said);
    expect(saidOf(({ why }) => why?.en.includes('not done any more') === true)).toEqual([
      '/yeoun/cue/2/go',
      '/yeoun/master ,i 1',
    ]);
    expect(saidOf(({ did }) => did !== null)).toContain('/yeoun/fire ,i 1');
  });

  it('is not taken back by a key that was timed before it', async () => {
    me.raw(timed(['/yeoun/fire/toggle'], ['/yeoun/fire', 0]));
    await me.settled();
    house.road.ask(asked({ do: 'fire', on: true }, clock.nowMs()));
    clock.advance(2100);
    expect(house.road.desk().fire).toBe(true);
  });
});

it('a fader that moves is told truly while fire refuses it', async () => {
  me.say('/yeoun/replies', 'i', 1);
  house.road.ask(asked({ do: 'fire', on: true }, clock.nowMs()));
  const levels = [0.5, 0.4, 0.3, 1];
  for (const level of levels) me.say('/yeoun/master', 'f', level);
  const replies = (await me.settled())
    .filter(({ address }) => address === '/reply/yeoun/master')
    .map(({ args }) => JSON.parse(String(args[0])));
  expect(replies.map(({ status }) => status)).toEqual(['error', 'error', 'error', 'ok']);
  expect(replies[1].why.en).toContain('Fire stands');
  clock.advance(20);
  expect(house.road.stage().grandMaster).toBe(1);
});
