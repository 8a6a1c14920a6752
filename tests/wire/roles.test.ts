import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskStatus, Heard } from '#contracts/desk';
import { decodeState } from '#contracts/frames';
import { DeskIntent, Intent } from '#contracts/intent';
import { EMPTY_PATCH, type Patch, PatchChange } from '#contracts/patch';
import { ACCESSES, type Access, ROLES, type Role } from '#contracts/wire';
import { DESK_MS, HEARD_MS, MOST_HEARD } from '../../conductor/wire/desk-feed.ts';
import { type May, mayAsk, mayEdit, mayLearn, mayPatch } from '../../conductor/wire/may.ts';
import { healthOfHouse } from '../../conductor/wire/redact.ts';
import { keyOf } from '../../conductor/wire/secrets.ts';
import {
  healthNow,
  hello,
  movementAt,
  openDoor,
  rawClient,
  SHOW,
  settled,
  stateAt,
} from './support.ts';

const DESK: DeskStatus = {
  evening: 'show',
  paused: false,
  frozen: false,
  locked: false,
  rehearsing: false,
  fire: false,
  running: { number: '1', sinceS: 1, leftS: 3 },
  coming: [],
  watching: {
    number: '1.10',
    conditions: [{ value: 0.72, confidence: 0.8, holds: true }],
    heldS: 2,
    forS: 4,
    armedInS: 0,
    firesInS: null,
    elseInS: 120,
    vetoed: false,
  },
  group: null,
  sounds: [],
  soundLevel: 1,
  tempo: null,
  last: { atMs: 1000, door: 'console', from: 'mina@10.0.0.2', what: 'go' },
};

const PATCH: Patch = {
  ...EMPTY_PATCH,
  outputs: {
    left: { slices: [], pattern: 'grid', sound: true },
    right: { slices: [], pattern: 'none', sound: false },
  },
  rig: {
    ...EMPTY_PATCH.rig,
    devices: {
      beamer: { kind: 'projector', host: '10.0.0.9', port: 4352, password: 'secret' },
      desk: {
        kind: 'osc',
        host: '10.0.0.5',
        port: 53000,
        transport: 'udp',
        profile: 'qlab',
        passcode: 'secret',
      },
    },
  },
};

let open: Awaited<ReturnType<typeof openDoor>>;
let learns: boolean[];
beforeEach(async () => {
  learns = [];
  open = await openDoor({ onLearn: (on) => learns.push(on) });
  open.door.setShow(SHOW);
});
afterEach(async () => {
  await open.close();
  expect(open.errors).toEqual([]);
});

/** As from another machine: a proxy's header takes the local trust away, the token gives an access. */
const join = async (id: string, role: Role, access: Access) => {
  const { token } = keyOf(open.door.secrets, access);
  const client = rawClient(`${open.door.url}/ws`, {
    headers: { 'x-forwarded-for': '10.0.0.7', authorization: `Bearer ${token}` },
  });
  await client.opened;
  client.send(hello(id, role));
  return client;
};
const console_ = (access: Access) => join(`desk-${access}`, 'console', access);

const heardTypes = (client: Awaited<ReturnType<typeof join>>): Set<string> =>
  new Set(client.got.map((m) => (Buffer.isBuffer(m) ? `frame ${m[0]}` : m.t)));

describe('who may do what', () => {
  const go = { do: 'go' } as const;
  const change = { do: 'open', source: 'osc' } as const;
  const own = { do: 'output', id: 'left', set: null } as const;
  const sentence = (may: May): boolean => typeof may === 'object' && may.en !== '' && may.ko !== '';

  it('WIRE-48 viewing asks for nothing, operating for what a desk asks, editing for everything', () => {
    for (const option of DeskIntent.options) {
      const intent = { do: option.shape.do.value } as Intent;
      expect(sentence(mayAsk('console', 'view', intent))).toBe(true);
      expect(mayAsk('console', 'operate', intent)).toBe('yes');
      expect(mayAsk('console', 'edit', intent)).toBe('yes');
      expect(mayAsk('sensor', 'edit', intent)).toBe('never');
    }
    for (const one of ['mark', 'record', 'affect', 'memory', 'label'] as const)
      expect(mayAsk('console', 'operate', { do: one } as Intent)).toBe('yes');
    expect(sentence(mayAsk('console', 'operate', { do: 'calibrate', step: 'begin' }))).toBe(true);
    expect(mayAsk('stage', 'operate', { do: 'panic' })).toBe('yes');
    expect(sentence(mayAsk('stage', 'view', { do: 'panic' }))).toBe(true);
    expect(mayAsk('stage', 'edit', go)).toBe('never');
  });

  it('WIRE-49 the patch is changed by editors, while the show is not locked', () => {
    const client = (role: Role, access: Access) => ({ role, access, id: 'left' });
    expect(mayPatch(client('console', 'edit'), change, false)).toBe('yes');
    expect(sentence(mayPatch(client('console', 'edit'), change, true))).toBe(true);
    expect(sentence(mayPatch(client('console', 'operate'), change, false))).toBe(true);
    expect(mayPatch(client('stage', 'edit'), own, false)).toBe('yes');
    expect(sentence(mayPatch(client('stage', 'operate'), own, false))).toBe(true);
    expect(mayPatch(client('stage', 'edit'), { ...own, id: 'right' }, false)).toBe('never');
    expect(
      mayPatch(client('sensor', 'operate'), { do: 'camera', id: 'left', set: null }, false),
    ).toBe('yes');
    expect(mayLearn('console', 'edit')).toBe('yes');
    expect(sentence(mayLearn('console', 'operate'))).toBe(true);
    expect(mayLearn('stage', 'edit')).toBe('never');
  });

  it('WIRE-48 whatever is asked, a viewer is never let through', () => {
    const anyIntent = fc.constantFrom(
      ...Intent.options.map((o) => ({ do: o.shape.do.value }) as Intent),
    );
    const anyChange = fc.constantFrom(
      ...PatchChange.options.map((o) => ({ do: o.shape.do.value, id: 'left' }) as PatchChange),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        anyIntent,
        anyChange,
        fc.boolean(),
        (role, i, c, locked) => {
          expect(mayAsk(role, 'view', i)).not.toBe('yes');
          expect(mayPatch({ role, id: 'left', access: 'view' }, c, locked)).not.toBe('yes');
          expect(mayLearn(role, 'view')).not.toBe('yes');
          expect(mayEdit(role, 'view', locked)).not.toBe('yes');
          expect(mayEdit(role, 'operate', locked)).not.toBe('yes');
          if (locked)
            expect(mayPatch({ role, id: 'left', access: 'edit' }, c, true)).not.toBe('yes');
        },
      ),
      { numRuns: 2_000, seed: 6 },
    );
  });
});

describe('over the wire', () => {
  it('WIRE-47 welcome says the access; this machine edits', async () => {
    for (const access of ACCESSES) {
      const client = await console_(access);
      expect((await client.heard('welcome')).access).toBe(access);
      client.ws.close();
    }
    const local = rawClient(`${open.door.url}/ws`);
    await local.opened;
    local.send(hello('local', 'console'));
    expect((await local.heard('welcome')).access).toBe('edit');
    local.ws.close();
  });

  it('WIRE-48 who may not is told why, stays, and moves nothing', async () => {
    const viewer = await console_('view');
    const runner = await console_('operate');
    viewer.send({ t: 'intent', intent: { do: 'go' } });
    runner.send({ t: 'patch', change: { do: 'open', source: 'osc' } });
    runner.send({ t: 'learn', on: true });
    expect((await viewer.heard('denied')).text.ko).toMatch(/PIN/);
    expect((await runner.heard('denied')).what).toBe('patch');
    // 150 of them are answered and are no offence that closes a socket (WIRE-16).
    for (let i = 0; i < 150; i++) viewer.send({ t: 'intent', intent: { do: 'panic' } });
    await settled(viewer);
    runner.send({ t: 'intent', intent: { do: 'go' } });
    await settled(runner);
    expect(open.asked.map((a) => [a.intent.do, a.from.split('@')[0]])).toEqual([
      ['go', 'desk-operate'],
    ]);
    expect(open.changes).toEqual([]);
    expect(learns).toEqual([]);
    expect(open.door.status().refused).toBe(153);
    for (const client of [viewer, runner]) client.ws.close();
  });

  it('WIRE-49 a locked show refuses edits with a sentence', async () => {
    const editor = await console_('edit');
    open.door.desk({ ...DESK, locked: true });
    editor.send({ t: 'patch', change: { do: 'open', source: 'osc' } });
    expect((await editor.heard('denied')).text.en).toContain('locked');
    open.door.desk(DESK);
    editor.send({ t: 'patch', change: { do: 'open', source: 'osc' } });
    await settled(editor);
    expect(open.changes).toHaveLength(1);
    editor.ws.close();
  });

  it('WIRE-50 a viewer sees the show and the house, and nothing of a body', async () => {
    open.door.setPatch(PATCH);
    const calm = [{ entry: 'sea', weight: 1, look: { light: 0.25, horizon: 0.5, touch: 0 } }];
    open.door.publish(stateAt(1, 1000, { still: calm }));
    const viewer = await console_('view');
    const stage = await join('wall', 'stage', 'view');
    const runner = await console_('operate');
    await Promise.all([viewer, stage, runner].map((c) => c.heard('welcome')));
    open.door.publish(stateAt(2, 1016, { still: calm }));
    open.door.movement(movementAt(1016));
    open.door.features([
      {
        bodyId: 'dancer',
        name: 'heartRate',
        value: 71,
        confidence: 1,
        atMs: 1016,
        sourceId: 's',
        recorded: false,
      },
    ]);
    open.door.notes([
      { atMs: 1000, level: 'info', door: 'people', text: { en: 'Mina', ko: '미나' } },
    ]);
    open.door.heard([{ atMs: 1, door: 'osc', from: 'x', said: '/yeoun/go', did: null, why: null }]);
    open.door.desk(DESK);
    open.clock.advance(1000);
    for (const client of [viewer, stage, runner]) await settled(client);
    expect([...heardTypes(viewer)].sort()).toEqual(
      ['desk', 'frame 1', 'health', 'pong', 'show', 'welcome'].sort(),
    );
    expect([...heardTypes(stage)].sort()).toEqual(
      ['drawing', 'frame 1', 'outputs', 'patch', 'pong', 'show', 'wall', 'welcome'].sort(),
    );
    for (const type of ['features', 'notes', 'heard', 'frame 2', 'patch', 'desk'])
      expect(heardTypes(runner)).toContain(type);
    for (const client of [viewer, stage])
      for (const bytes of client.binary(1)) {
        const state = decodeState(bytes, SHOW);
        expect(state).toMatchObject({
          beats: 0,
          breath: 0.5,
          affect: { confidence: 0, source: 'held' },
        });
        expect(state?.layers).toEqual(calm);
      }
    const seen = JSON.stringify(viewer.got.filter((m) => !Buffer.isBuffer(m)));
    for (const word of ['0.72', 'mina', 'Mina', 'secret', 'heartRate', 'dancer":'])
      expect(seen).not.toContain(word);
    for (const client of [viewer, stage, runner]) client.ws.close();
  });

  it('WIRE-50 health for viewers keeps its shape and loses bodies, sources and texts', () => {
    const whole = healthNow();
    const house = healthOfHouse({
      ...whole,
      affect: stateAt(1, 1000).affect,
      lamps: [{ part: 'osc', level: 'fail', text: { en: 'Mina left', ko: '미나' } }],
    });
    expect(JSON.stringify(house)).not.toContain('Mina');
    expect(house.lamps[0]).toMatchObject({ part: 'osc', level: 'fail' });
    expect(house.affect.confidence).toBe(0);
  });

  it('WIRE-51 passwords go to editors only, an output to its own display', async () => {
    open.door.setPatch(PATCH);
    const editor = await console_('edit');
    const runner = await console_('operate');
    const left = await join('left', 'stage', 'operate');
    expect((await editor.heard('patch')).patch).toEqual(PATCH);
    expect(JSON.stringify((await runner.heard('patch')).patch)).not.toContain('secret');
    expect((await runner.heard('patch')).patch.rig.devices.beamer).toEqual({
      kind: 'projector',
      host: '10.0.0.9',
      port: 4352,
    });
    expect((await left.heard('patch')).patch).toEqual({
      ...EMPTY_PATCH,
      outputs: { left: PATCH.outputs.left },
    });
    for (const client of [editor, runner, left]) client.ws.close();
  });

  it('WIRE-47 a sensor page with the PIN to view is shown out with the reason', async () => {
    const page = await join('belt', 'sensor', 'view');
    expect((await page.heard('refused')).code).toBe('access');
    expect(await page.closed()).toBe(4005);
    const other = await join('belt', 'sensor', 'operate');
    await other.heard('welcome');
    other.ws.close();
  });

  it('WIRE-52 a desk is told at once where there is news, else four times a second, never twice', async () => {
    const client = await console_('operate');
    await client.heard('welcome');
    const desks = async () => {
      await settled(client);
      return client.got.filter((m) => !Buffer.isBuffer(m) && m.t === 'desk').length;
    };
    open.door.desk(DESK);
    expect(await desks()).toBe(1);
    for (let i = 0; i < 60; i++) {
      open.door.desk({ ...DESK, running: { number: '1', sinceS: 1 + i / 60, leftS: 3 - i / 60 } });
      open.clock.advance(1000 / 60);
    }
    expect(await desks()).toBe(1 + 1000 / DESK_MS);
    open.clock.advance(5_000);
    expect(await desks()).toBe(1 + 1000 / DESK_MS);
    open.door.desk({ ...DESK, watching: DESK.watching && { ...DESK.watching, firesInS: 3 } });
    open.door.desk({ ...DESK, evening: 'interval' });
    expect(await desks()).toBe(3 + 1000 / DESK_MS);
    const late = await console_('view');
    expect((await late.heard('desk')).desk.evening).toBe('interval');
    for (const one of [client, late]) one.ws.close();
  });

  it('WIRE-53 of a flood of messages the newest are listed, with how many were not; no words of a memory', async () => {
    const client = await console_('operate');
    await client.heard('welcome');
    const message = (said: string): Heard => ({
      atMs: 1,
      door: 'osc',
      from: 'x',
      said,
      did: null,
      why: null,
    });
    open.door.heard([message('/yeoun/memory "the night train home"')]);
    open.clock.advance(HEARD_MS);
    for (let i = 0; i < 5_000; i++) open.door.heard([message(`/yeoun/master ${i}`)]);
    open.clock.advance(HEARD_MS);
    await settled(client);
    const lists = client.got.flatMap((m) =>
      !Buffer.isBuffer(m) && m.t === 'heard' ? [m.messages] : [],
    );
    expect(lists.map((l) => l.length)).toEqual([1, MOST_HEARD + 1]);
    expect(lists[0]?.[0]?.said).toBe('/yeoun/memory');
    expect(lists[1]?.[0]?.why?.en).toContain(String(5_000 - MOST_HEARD));
    expect(lists[1]?.at(-1)?.said).toBe('/yeoun/master 4999');
    client.ws.close();
  });

  it('WIRE-48 WIRE-49 thousands of random asks from three accesses: only what each may do arrives', async () => {
    const asks = fc.sample(
      fc.oneof(
        fc.constantFrom(
          ...Intent.options.map((o) => ({ t: 'intent', intent: { do: o.shape.do.value } })),
        ),
        fc.record({ t: fc.constant('learn'), on: fc.boolean() }),
        fc.record({
          t: fc.constant('patch'),
          change: fc.record({ do: fc.constant('close'), source: fc.string() }),
        }),
        fc.record({
          t: fc.constant('intent'),
          intent: fc.record({ do: fc.string(), level: fc.double() }),
        }),
      ),
      { numRuns: 180, seed: 12 },
    );
    for (let round = 0; round < 12; round++) {
      const access = ACCESSES[round % 3] ?? 'view';
      const role = ROLES[Math.floor(round / 3) % 3] ?? 'console';
      const client = await join(`${role}-${access}`, role, access);
      for (const ask of asks) client.send(ask);
      client.ws.close();
      await client.closed();
    }
    const senders = new Set([...open.asked, ...open.changes].map((a) => a.from.split('@')[0]));
    expect([...senders].sort()).toEqual([
      'console-edit',
      'console-operate',
      'stage-edit',
      'stage-operate',
    ]);
    expect(new Set(open.changes.map((c) => c.from.split('@')[0]))).toEqual(
      new Set(['console-edit']),
    );
    expect(
      open.asked
        .filter((a) => a.from.startsWith('stage'))
        .every((a) => ['panic', 'blackout'].includes(a.intent.do)),
    ).toBe(true);
    expect(
      open.asked.some((a) => a.from.startsWith('console-operate') && a.intent.do === 'calibrate'),
    ).toBe(false);
    expect(learns.length % 2).toBe(0);
  });

  it('WIRE-54 learning begins with the first console that asks and ends with the last', async () => {
    const a = await join('a', 'console', 'edit');
    const b = await join('b', 'console', 'edit');
    const c = await join('c', 'console', 'edit');
    for (const one of [a, b]) one.send({ t: 'learn', on: true });
    for (const one of [a, b, c]) await settled(one);
    const learned = { match: { type: 'cc', channel: 1, number: 7 }, value: 99 } as const;
    open.door.learned(learned);
    expect((await a.heard('learned')).learned).toEqual(learned);
    await settled(c);
    expect(heardTypes(c)).not.toContain('learned');
    a.send({ t: 'learn', on: false });
    await settled(a);
    expect(learns).toEqual([true]);
    b.ws.close();
    await b.closed();
    await settled(c);
    expect(learns).toEqual([true, false]);
    for (const one of [a, c]) one.ws.close();
  });

  it('WIRE-55 what sounds goes to displays, now and as they join', async () => {
    const level = { from: 1, to: 1, startMs: 0, seconds: 0, curve: 'linear' } as const;
    const sound = { voices: [], preload: ['/sounds/rain.ogg'], master: level, over: level };
    const early = await join('early', 'stage', 'edit');
    await early.heard('welcome');
    open.door.sound(sound);
    open.clock.advance(2100);
    const late = await join('late', 'stage', 'operate');
    expect((await early.heard('sound')).sound).toEqual(sound);
    expect((await late.heard('sound')).sound).toEqual({ ...sound, preload: [] });
    expect(open.door.displays().map(({ id, plays }) => [id, plays])).toEqual([
      ['early', 'default'],
      ['late', 'no'],
    ]);
    const watcher = await join('early', 'stage', 'view');
    const desk = await console_('edit');
    for (const one of [watcher, desk]) {
      await settled(one);
      expect(heardTypes(one)).not.toContain('sound');
    }
    for (const one of [early, late, watcher, desk]) one.ws.close();
  });
});
