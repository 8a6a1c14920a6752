import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeVoice, type VoiceFrame } from '#contracts/frames';
import { MEMORY_CHARACTERS } from '#contracts/picture';
import type { VisitAct, VisitStatus } from '#contracts/visit';
import { nobody } from '../../conductor/memory/visit/state.ts';
import { statusOf, summaryOf } from '../../conductor/memory/visit/status.ts';
import type { BoothHost } from '../../conductor/wire/booths.ts';
import { mayAttend, mayJoin } from '../../conductor/wire/may.ts';
import { parseClient } from '../../conductor/wire/parse.ts';
import {
  healthNow,
  hello,
  joinedClient,
  openDoor,
  rawClient,
  SHOW,
  settled,
  stateAt,
} from './support.ts';

const HOUSE = {
  show: null,
  hears: { en: 'absent', ko: 'absent' },
  sources: [],
  canPlay: false,
} as const;
const status = (parts: Partial<VisitStatus> = {}): VisitStatus => ({
  ...statusOf(nobody(0), 'b1', HOUSE),
  ...parts,
});
const A_FILM = { bytes: new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7]), mime: 'video/mp4' };

let open: Awaited<ReturnType<typeof openDoor>>;
let happened: string[];
let acts: VisitAct[];
let frames: VoiceFrame[];
let tunes: (number | null)[];
let holds: string;
const host: BoothHost = {
  joined: (booth) => void happened.push(`joined ${booth}`),
  left: (booth) => void happened.push(`left ${booth}`),
  act: (_, act) => void acts.push(act),
  voice: (_, frame) => void frames.push(frame),
  attend: (what) => void happened.push(what),
  holds: (visit) => visit === holds,
  tune(_, bytes) {
    tunes.push(bytes?.byteLength ?? null);
    return bytes === null || bytes.byteLength === 3 ? { en: 'a film', ko: '영상' } : null;
  },
  film: (visit) => (visit === holds ? A_FILM : null),
};
beforeEach(async () => {
  [happened, acts, frames, tunes, holds] = [[], [], [], [], 'v1'];
  open = await openDoor({ booth: () => host });
  open.door.setShow(SHOW);
});
afterEach(async () => {
  await open.close();
  expect(open.errors).toEqual([]);
});

describe('the door of the booth', () => {
  it('WIRE-80 a booth page says what the visitor does, and nothing else', async () => {
    const page = await joinedClient(open.door.url, 'b1', 'booth');
    page.send({ t: 'visit', act: { do: 'begin', lang: 'ko' } });
    page.send({ t: 'intent', intent: { do: 'go' } });
    page.send({ t: 'attend', do: 'stop' });
    page.send({ t: 'patch', change: { do: 'output', id: 'b1', set: null } });
    page.send({ t: 'learn', on: true });
    await settled(page);
    expect(acts).toEqual([{ do: 'begin', lang: 'ko' }]);
    expect(open.asked).toEqual([]);
    expect(open.changes).toEqual([]);
    expect(happened).toEqual(['joined b1']);
    expect(open.door.status().refused).toBe(4);
    expect(open.door.clients().booth).toBe(1);
  });

  it('WIRE-80 hears of the visit alone: no show, no states, no patch, no notes', async () => {
    const page = await joinedClient(open.door.url, 'b1', 'booth');
    open.door.publish(stateAt(1, open.clock.nowMs()));
    open.door.setShow(SHOW);
    open.door.notes([{ atMs: 0, level: 'info', door: 'x', text: { en: '', ko: '' } }]);
    open.clock.advance(1_000);
    open.door.visit('b1', status(), status);
    await page.heard('visit');
    await settled(page);
    const kinds = page.got.map((m) => (Buffer.isBuffer(m) ? 'binary' : m.t));
    expect(new Set(kinds)).toEqual(new Set(['welcome', 'visit', 'pong']));
  });

  it('WIRE-80 who may only watch serves no visitor', async () => {
    await open.close();
    open = await openDoor({ booth: () => host, host: '0.0.0.0' });
    const view = open.door.secrets.view.token;
    const page = rawClient(`${open.door.url.replace('localhost', '127.0.0.1')}/ws`, {
      rejectUnauthorized: false,
      headers: { host: 'yeoun.example' },
    });
    await page.opened;
    page.send(hello('b1', 'booth', { token: view }));
    expect((await page.heard('refused')).code).toBe('access');
    expect(await page.closed()).toBe(4005);
    expect(happened).toEqual([]);
  });

  it('WIRE-80 pages of one id are one booth', async () => {
    const first = await joinedClient(open.door.url, 'b1', 'booth');
    const second = await joinedClient(open.door.url, 'b1', 'booth');
    open.door.visit('b1', status({ step: 'notice' }), status);
    for (const page of [first, second])
      expect((await page.heard('visit')).visit.step).toBe('notice');
    first.ws.close();
    await first.closed();
    await settled(second);
    expect(happened).toEqual(['joined b1', 'joined b1']);
    second.ws.close();
    await second.closed();
    const console_ = await joinedClient(open.door.url, 'desk', 'console');
    await settled(console_);
    expect(happened.at(-1)).toBe('left b1');
  });

  it('WIRE-80 others say nothing for a visitor', async () => {
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const stage = await joinedClient(open.door.url, 'left', 'stage');
    for (const client of [desk, stage]) {
      client.send({ t: 'visit', act: { do: 'stop' } });
      client.ws.send(encodeVoice({ seq: 0, atMs: 1, pcm: new Int16Array(10) }));
      await settled(client);
    }
    expect(acts).toEqual([]);
    expect(frames).toEqual([]);
  });

  it('WIRE-81 a message that was not sent yet is replaced by one that has everything', async () => {
    const page = await joinedClient(open.door.url, 'b1', 'booth');
    const others = await joinedClient(open.door.url, 'b2', 'booth');
    const { strokes: _, ...lean } = status({ step: 'sketch' });
    const stroke = { atS: 0, points: [[0, 0, 0.5, 0]] as [number, number, number, number][] };
    const whole = () => status({ step: 'sketch', strokes: [stroke] });
    // More than a socket takes at once: some of these wait, and the newest stands for them.
    const long = status({ words: { ...status().words, text: 'x'.repeat(90_000) } });
    for (let i = 0; i < 40; i++) open.door.visit('b1', { ...long, sinceMs: i }, () => long);
    open.door.visit('b1', lean, whole);
    await page.until(() =>
      page.got.some((m) => !Buffer.isBuffer(m) && m.t === 'visit' && m.visit.step === 'sketch'),
    );
    const last = page.got.findLast((m) => !Buffer.isBuffer(m) && m.t === 'visit');
    const visits = page.got.filter((m) => !Buffer.isBuffer(m) && m.t === 'visit').length;
    if (visits < 41 && last && !Buffer.isBuffer(last) && last.t === 'visit')
      expect(last.visit.strokes).toHaveLength(1);
    await settled(others);
    expect(others.got.some((m) => !Buffer.isBuffer(m) && m.t === 'visit')).toBe(false);
  });

  it('WIRE-82 a voice reaches the host as it was sent; other frames are malformed', async () => {
    const page = await joinedClient(open.door.url, 'b1', 'booth');
    const pcm = Int16Array.from({ length: 1_600 }, (_, i) => i - 800);
    page.ws.send(encodeVoice({ seq: 7, atMs: 1234.5, pcm }));
    page.ws.send(Buffer.from([4, 0, 0, 0]));
    await settled(page);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ seq: 7, atMs: 1234.5 });
    expect([...(frames[0]?.pcm ?? [])]).toEqual([...pcm]);
    expect(open.door.status().refused).toBe(1);
  });

  it('WIRE-83 consoles see how the booth stands, now and as they join, and may attend', async () => {
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    open.door.booth(summaryOf(nobody(5)));
    expect((await desk.heard('booth')).booth).toMatchObject({ step: 'welcome', sinceMs: 5 });
    const later = await joinedClient(open.door.url, 'desk-2', 'console');
    await later.heard('booth');
    desk.send({ t: 'attend', do: 'helped' });
    desk.send({ t: 'attend', do: 'stop' });
    await settled(desk);
    expect(happened).toEqual(['helped', 'stop']);
  });

  it('WIRE-83 who only watches is told so, and who is no console is malformed', () => {
    expect(mayAttend('console', 'operate')).toBe('yes');
    expect(mayAttend('console', 'view')).toHaveProperty('ko');
    for (const role of ['stage', 'sensor', 'booth'] as const)
      expect(mayAttend(role, 'edit')).toBe('never');
    expect([mayJoin('booth', 'view'), mayJoin('booth', 'operate')]).toEqual([false, true]);
  });

  it('WIRE-17 words of a visit may be as long as a memory; other acts may not', () => {
    const words = 'ㅎ'.repeat(MEMORY_CHARACTERS).replaceAll('ㅎ', '\\u314e');
    const message = (act: string) => `{"t":"visit","act":{"do":${act}}}`;
    expect(parseClient(message(`"words","n":1,"text":"${words}"`))).not.toBeNull();
    expect(parseClient(message(`"answer","question":"q","text":"${words}"`))).toBeNull();
    const point = '[0.1234567890123456,0.1234567890123456,0.5123456789012345,599999.123456789]';
    const points = Array.from({ length: 2_000 }, () => point).join(',');
    expect(parseClient(message(`"stroke","stroke":{"atS":0,"points":[${points}]}`))).not.toBeNull();
  });
});

describe('files of the booth', () => {
  const at = (path: string, init?: RequestInit) => fetch(`${open.door.url}${path}`, init);
  const post = (visit: string, body: Uint8Array, headers: Record<string, string> = {}) =>
    at(`/booth/tune?visit=${visit}`, { method: 'POST', body: body as BodyInit, headers });

  it('WIRE-84 music is taken for the visit that runs, and refused kindly', async () => {
    expect((await post('v1', new Uint8Array(1_000))).status).toBe(200);
    const film = await post('v1', new Uint8Array(3));
    expect(film.status).toBe(415);
    expect(await film.json()).toMatchObject({ ok: false, trouble: { en: 'a film' } });
    expect((await post('v2', new Uint8Array(10))).status).toBe(409);
    expect(tunes).toEqual([1_000, 3]);
    expect((await at('/booth/tune')).status).toBe(405);
  });

  it('WIRE-84 more than 64 MiB is not even read', async () => {
    const { request } = await import('node:http');
    const answer = await new Promise<number>((done) => {
      const asked = request(
        `${open.door.url}/booth/tune?visit=v1`,
        { method: 'POST', headers: { 'content-length': String(64 * 1024 * 1024 + 1) } },
        (response) => {
          response.resume();
          done(response.statusCode ?? 0);
          asked.destroy();
        },
      );
      asked.on('error', () => {});
      asked.write(Buffer.alloc(10));
    });
    expect(answer).toBe(413);
    expect(tunes).toEqual([null]);
  });

  it('WIRE-84 another site hands nothing over', async () => {
    const answer = await post('v1', new Uint8Array(10), { origin: 'http://elsewhere.example' });
    expect(answer.status).toBe(403);
    expect(tunes).toEqual([]);
  });

  it('WIRE-84 the film comes whole and in parts, of the visit that runs alone', async () => {
    const whole = await at('/booth/film/v1');
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(whole.headers.get('cache-control')).toBe('no-store');
    expect((await whole.arrayBuffer()).byteLength).toBe(8);
    const part = await at('/booth/film/v1', { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 2-4/8']);
    expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([2, 3, 4]);
    expect((await at('/booth/film/v1', { headers: { range: 'bytes=9-' } })).status).toBe(416);
    holds = 'v2';
    expect((await at('/booth/film/v1')).status).toBe(404);
    expect(JSON.stringify(healthNow())).not.toContain('film');
  });
});
