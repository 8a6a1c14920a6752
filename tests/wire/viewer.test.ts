import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { affectState } from '#contracts/affect';
import type { DeskStatus } from '#contracts/desk';
import { decodeState } from '#contracts/frames';
import { EMPTY_PATCH } from '#contracts/patch';
import { Health } from '#contracts/status';
import { controlAt, decide } from '../../conductor/control/osc/dispatch.ts';
import { QUERIES } from '../../conductor/control/osc/queries.ts';
import { STATES } from '../../conductor/control/osc/states.ts';
import { answerTo, type HostInfo } from '../../conductor/control/oscquery/answer.ts';
import { oscTree } from '../../conductor/control/oscquery/tree.ts';
import { sheetPage } from '../../conductor/show/sheet-page.ts';
import { healthOfHouse } from '../../conductor/wire/redact.ts';
import { keyOf } from '../../conductor/wire/secrets.ts';
import { deskOf, houseOf, stageOf } from '../control/osc/stage.ts';
import { cue, makeShow } from '../show/support.ts';
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

/** Words and numbers that stand in everything a body says, a person is or somebody wrote for who runs the house. */
const CANARY = 'kanarienvogel';
const NUMBER = 0.4242424242;
const FORBIDDEN = [CANARY, '42424', '카나리아'];
const text = { en: `${CANARY} says so`, ko: '카나리아' };
const affect = affectState({
  positive: NUMBER,
  negative: NUMBER,
  arousal: NUMBER,
  confidence: NUMBER,
  source: 'live',
  atMs: 1000,
});

const FULL: Health = {
  ...healthNow(),
  affect,
  sources: [
    {
      id: `${CANARY}-strap`,
      kind: 'osc',
      bodyId: CANARY,
      label: text,
      state: 'live',
      rateHz: NUMBER,
      quality: NUMBER,
      streams: [
        {
          name: CANARY,
          kind: 'ecg',
          quality: { score: NUMBER, flags: [] },
          latencyMs: NUMBER,
          jitterMs: NUMBER,
          gain: NUMBER,
        } as never,
      ],
      reason: text,
      remarks: [text],
      feeds: ['heartRate'],
      muted: false,
      autoRange: false,
      recorded: false,
    },
  ],
  displays: [
    { id: 'wall', state: 'live', frames: 3, rung: 'local', fps: 60, unplayable: `${CANARY}.wav` },
  ],
  doors: [{ id: 'osc', state: 'failed', address: CANARY, received: 1, refused: 1, reason: text }],
  lamps: [{ part: `${CANARY}-strap`, level: 'warn', text }],
  rig: [{ id: 'beamer', state: 'warn', text }],
  bodies: [
    {
      id: CANARY,
      affect,
      override: { mode: 'manual', backMs: 1000 },
      intended: { positive: NUMBER, negative: NUMBER, arousal: NUMBER },
      heard: [],
    },
  ],
  take: {
    state: 'recording',
    id: CANARY,
    sinceMs: 1,
    marks: 7,
    consent: 'given',
    raw: true,
    encrypted: true,
  },
  models: [{ id: CANARY, state: 'failed', text: CANARY }],
};

const DESK: DeskStatus = deskOf({
  watching: {
    number: '2',
    conditions: [{ value: NUMBER, confidence: NUMBER, holds: true }],
    heldS: NUMBER,
    forS: 4,
    armedInS: 0,
    firesInS: null,
    elseInS: 100,
    vetoed: false,
  },
  last: { atMs: 1, door: 'console', from: CANARY, what: 'go' },
});

const STATE = stateAt(1, 1000, {
  layers: [{ entry: 'sea', weight: 1, look: { light: NUMBER, horizon: NUMBER, touch: NUMBER } }],
  still: [{ entry: 'sea', weight: 1, look: { light: 0.5, horizon: 0.25, touch: 0.75 } }],
  affect,
  beats: 100 * NUMBER,
  breath: NUMBER,
});

const WRITTEN = makeShow([cue('1', 'a', { memory: 'garden' })], {
  memories: { garden: { text: { en: CANARY, ko: '카나리아' } } },
});

const clean = (what: string, said: string): void => {
  for (const word of FORBIDDEN) expect(said, `${word} in ${what}`).not.toContain(word);
};
/** Every key of every object inside. */
const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
    : [];

describe('health for who watches', () => {
  it('WIRE-50 has the fields that are named for viewers and no other, whatever else health has', () => {
    const grown = { ...FULL, hearts: { rate: NUMBER }, who: CANARY } as Health;
    const seen = healthOfHouse(grown);
    expect(Health.safeParse(seen).success).toBe(true);
    clean('health', JSON.stringify(seen));
    expect(seen).toMatchObject({ bodies: [], take: { id: null, marks: 0, consent: 'none' } });
    const forbidden = ['models', 'hearts', 'who', 'reason', 'unplayable', 'heard', 'override'];
    expect(keysOf(seen).filter((key) => forbidden.includes(key))).toEqual([]);
  });
});

describe('every door that a viewer has', () => {
  let open: Awaited<ReturnType<typeof openDoor>>;
  const headers = () => ({
    'x-forwarded-for': '10.0.0.7',
    authorization: `Bearer ${keyOf(open.door.secrets, 'view').token}`,
  });

  beforeEach(async () => {
    open = await openDoor({ health: () => FULL, sheet: (asked) => sheetPage(WRITTEN, asked) });
    open.door.setShow(SHOW);
    open.door.publish(STATE);
  });
  afterEach(() => open.close());

  it('WIRE-50 says nothing of a body, a person or a memory over the wire', async () => {
    const clients = [];
    for (const role of ['console', 'stage'] as const) {
      const client = rawClient(`${open.door.url}/ws`, { headers: headers() });
      await client.opened;
      client.send(hello(`v-${role}`, role));
      await client.heard('welcome');
      clients.push(client);
    }
    const { door, clock } = open;
    door.setPatch({ ...EMPTY_PATCH, open: [CANARY] });
    door.publish({ ...STATE, seq: 2, atMs: 1016 });
    door.movement(movementAt(1016, NUMBER, CANARY));
    door.features([
      {
        bodyId: CANARY,
        name: 'heartRate',
        value: NUMBER,
        confidence: 1,
        atMs: 1,
        sourceId: CANARY,
        recorded: false,
      },
    ]);
    door.notes([{ atMs: 1, level: 'warn', door: 'people', text }]);
    door.heard([{ atMs: 1, door: 'osc', from: CANARY, said: CANARY, did: text, why: null }]);
    door.desk(DESK);
    door.scope({
      sourceId: CANARY,
      bodyId: CANARY,
      stream: CANARY,
      kind: 'ecg',
      channels: 1,
      rateHz: 1,
      atMs: 1,
      data: Float32Array.of(NUMBER),
    });
    clock.advance(1000);
    for (const client of clients) {
      await settled(client);
      clean('a message', JSON.stringify(client.got.filter((m) => !Buffer.isBuffer(m))));
      for (const bytes of client.got.filter(Buffer.isBuffer)) {
        expect(bytes.includes(CANARY)).toBe(false);
        expect(bytes[0]).toBe(1);
        clean('a state', JSON.stringify(decodeState(bytes, SHOW)));
        const own = Buffer.alloc(4);
        own.writeFloatLE(NUMBER);
        expect(bytes.includes(own)).toBe(false);
      }
      expect(client.binary(1).length).toBeGreaterThan(0);
      client.ws.close();
    }
  });

  it('WIRE-56 nor over HTTP', async () => {
    const get = async (path: string) => {
      const answer = await fetch(`${open.door.url}${path}`, { headers: headers() });
      return { status: answer.status, body: await answer.text() };
    };
    expect((await get('/metrics')).status).toBe(403);
    for (const path of [
      '/health',
      '/sheet',
      '/sheet?lang=ko',
      '/',
      '/stage',
      '/sounds/x',
      '/qr.svg',
    ])
      clean(path, (await get(path)).body);
    expect(JSON.parse((await get('/health')).body)).toEqual(healthOfHouse(FULL));
    expect((await get('/sheet')).body).toContain('<table');
  });
});

describe('a stranger at the OSC doors', () => {
  const house = houseOf(['1'], {
    stage: () => stageOf({ layers: STATE.layers, affect, beats: NUMBER, breath: NUMBER }),
    desk: () => DESK,
    show: () => WRITTEN,
    health: () => FULL,
  });
  const ask = (address: string, bodies: boolean, args: readonly string[] = []) => {
    const message = {
      kind: 'message',
      address,
      types: 's'.repeat(args.length),
      args,
      pattern: false,
    };
    const [verdict] = decide(message as never, house, { local: bodies, bodies }) ?? [];
    return verdict;
  };

  it('WIRE-60 is answered as a viewer is, whatever is asked', () => {
    for (const { address } of QUERIES) {
      const asked = address.replace('<number>', '1');
      expect(controlAt(asked)).toBeDefined();
      const verdict = ask(asked, false);
      const said = JSON.stringify(verdict?.act === 'answer' ? verdict.data() : verdict);
      clean(asked, said);
    }
    for (const address of ['/yeoun/get/desk', '/yeoun/get/affect', '/yeoun/get/sources']) {
      const verdict = ask(address, true);
      expect(JSON.stringify(verdict?.act === 'answer' && verdict.data())).toContain('42424');
    }
  });

  it('WIRE-60 is pushed no state of a body, and told why where nothing else was asked', () => {
    const bodies = STATES.filter(({ body }) => body).map(({ address }) => address);
    expect(bodies).toHaveLength(6);
    const all = ask('/yeoun/subscribe', false, ['/yeoun/state/*']);
    const got = all?.act === 'subscribe' ? all.states.map(({ address }) => address) : [];
    expect(got.length).toBe(STATES.length - bodies.length);
    expect(got.filter((address) => bodies.includes(address))).toEqual([]);
    const alone = ask('/yeoun/subscribe', false, ['/yeoun/state/arousal']);
    expect(alone?.act === 'refuse' && alone.remedy().ko).toMatch(/몸에서 읽은 감정/);
    const here = ask('/yeoun/subscribe', true, ['/yeoun/state/*']);
    expect(here?.act === 'subscribe' && here.states.length).toBe(STATES.length);
  });

  it('WIRE-60 reads nothing of it in the tree of OSCQuery', () => {
    const stage = stageOf({ layers: STATE.layers, affect, beats: NUMBER, breath: NUMBER });
    const seen = { now: { stage, desk: DESK }, bodies: false };
    const info = {} as HostInfo;
    clean('OSCQuery', JSON.stringify(answerTo(oscTree(['1']), '/', '', seen, info).body));
    const whole = answerTo(oscTree(['1']), '/', '', { ...seen, bodies: true }, info);
    expect(JSON.stringify(whole.body)).toContain('0.4242');
  });
});
