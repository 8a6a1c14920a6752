import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lampOf, named } from '../../../conductor/state/people/texts.ts';
import { startThread } from '../../../conductor/state/people/thread.ts';
import { type Places, places, START_MS } from './support.ts';

let place: Places;
beforeEach(() => {
  place = places();
});
afterEach(() => place.remove());

const code = (js: string): URL => new URL(`data:text/javascript,${encodeURIComponent(js)}`);
const WITH = { folder: '/nowhere', strict: false, master: null, nowMs: START_MS };
const REPLY = '{ id, result: null, error: null, conditions: [], stamp: "" }';

describe('the thread of people', () => {
  it('that does not start, as SQLite is missing, rejects and is told by nobody twice', async () => {
    const gone: string[] = [];
    const events = { state() {}, gone: (reason: string) => void gone.push(reason) };
    await expect(
      startThread(code('throw new Error("no SQLite here")'), WITH, events),
    ).rejects.toMatchObject({ code: 'people/unavailable', what: /no SQLite here/ });
    expect(gone).toEqual([]);
  });

  it('that dies rejects what waits, says why, and takes nothing more', async () => {
    const gone: string[] = [];
    const dying = code(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id, t }) => {
        if (t === 'open') parentPort.postMessage(${REPLY});
        else process.exit(3);
      });`);
    const events = { state() {}, gone: (reason: string) => void gone.push(reason) };
    const thread = await startThread(dying, WITH, events);
    const unavailable = { code: 'people/unavailable' };
    await expect(thread.call('list')).rejects.toMatchObject(unavailable);
    expect(gone).toEqual(['its thread has ended']);
    await expect(thread.call('list')).rejects.toMatchObject(unavailable);
    await thread.close(START_MS);
  });

  it('that hangs does not fill the memory', async () => {
    const deaf = code(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id, t }) => { if (t !== 'call') parentPort.postMessage(${REPLY}); });`);
    const thread = await startThread(deaf, WITH, { state() {}, gone() {} });
    const calls = Array.from({ length: 1000 }, () => thread.call('list').catch(() => 'gone'));
    await expect(thread.call('list')).rejects.toMatchObject({ code: 'people/unavailable' });
    await thread.close(START_MS);
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['gone']));
  });
});

it('one lamp says all that is wrong, the worst of it first in its colour', () => {
  expect(lampOf([])).toBeNull();
  const lamp = lampOf([
    { id: 'locked', detail: named('') },
    { id: 'refused', detail: { en: 'x'.repeat(5000), ko: '가'.repeat(5000) } },
  ]);
  expect(lamp?.level).toBe('fail');
  expect(lamp?.text.en).toContain('YEOUN_KEY_FILE');
  expect(lamp?.text.en).toContain('Free some space');
  expect(lamp?.text.ko).toContain('마스터 키');
  expect(lamp?.text.ko).not.toContain('xx');
  expect(Math.max(lamp?.text.en.length ?? 0, lamp?.text.ko.length ?? 0)).toBeLessThan(2000);
});
