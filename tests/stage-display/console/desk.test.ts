import { describe, expect, it } from 'vitest';
import type { DeskStatus, Heard } from '#contracts/desk';
import { EMPTY_PATCH } from '#contracts/patch';
import { EMPTY_RIG } from '#contracts/rig';
import { comers, goneBy, runningTime } from '../../../stage-display/console/desk.ts';
import {
  type ConsoleModel,
  emptyModel,
  hear,
  MAX_HEARD,
} from '../../../stage-display/console/model.ts';
import { lampLines } from '../../../stage-display/console/panels/lamps.ts';
import { messageLines } from '../../../stage-display/console/panels/messages.ts';
import { boundWords, matchWords } from '../../../stage-display/console/rig/bound.ts';
import { deviceWords } from '../../../stage-display/console/rig/devices.ts';
import { withBinding, withMidi, withoutBinding } from '../../../stage-display/console/rig/midi.ts';
import { goOff } from '../../../stage-display/console/truth.ts';
import { viewOf } from '../../../stage-display/console/view.ts';
import { CALM, deskOf, healthOf, type Scenario, showOf, stateOf } from '../../support/feed-data.ts';

const T = 1_700_000_000_000;
const run = { cue: 0, blackout: false, panic: false, frozen: false, master: 1 };
const scenario: Scenario = { ...CALM };
const state = stateOf(T, 1, showOf(0), run, scenario);
const link = {
  state: 'live',
  access: 'edit',
  sinceMs: T,
  attempts: 0,
  offsetMs: 0,
  rttMs: 1,
  delayMs: 40,
  received: 1,
  dropped: 0,
  refusal: null,
  software: '0.1.0',
} as const;

const deskNow = (part: Partial<DeskStatus>): DeskStatus =>
  deskOf(T, T, showOf(0), run, { ...scenario, desk: part });

const modelWith = (
  part: Partial<DeskStatus> | null,
  more: Partial<ConsoleModel> = {},
): ConsoleModel => ({
  ...emptyModel,
  link,
  show: showOf(0),
  state: { value: state, heardMs: T },
  desk: part ? { value: deskNow(part), heardMs: T } : null,
  ...more,
});

const viewAt = (model: ConsoleModel, ms: number) => viewOf(model, T + ms, 'en', false);

describe('the desk on the page', () => {
  const running = { number: '1', sinceS: 10, leftS: 3 };

  it('counts on between two words of the conductor, and never below zero', () => {
    const model = modelWith({ running });
    expect(runningTime(viewAt(model, 400))).toEqual({ sinceS: 10.4, leftS: 2.6 });
    expect(goneBy(model, T + 60_000)).toBe(2);
    expect(
      runningTime(viewAt(modelWith({ running: { ...running, leftS: 0.1 } }), 900))?.leftS,
    ).toBe(0);
  });

  it('stands while the list is paused or frozen', () => {
    expect(runningTime(viewAt(modelWith({ running, paused: true }), 900))?.leftS).toBe(3);
    expect(runningTime(viewAt(modelWith({ running, frozen: true }), 900))?.leftS).toBe(3);
  });

  it('tells what comes by itself, a time that nobody knows as none', () => {
    const model = modelWith({
      coming: [
        { number: '2', kind: 'pre-wait', inS: 5 },
        { number: '3', kind: 'feeling', inS: null },
      ],
    });
    expect(comers(viewAt(model, 500))).toEqual([
      { number: '2', kind: 'pre-wait', inS: 4.5 },
      { number: '3', kind: 'feeling', inS: null },
    ]);
  });

  it('claims nothing where the page is not live', () => {
    const lost = modelWith(
      { running, coming: [{ number: '2', kind: 'follow', inS: 5 }] },
      { link: { ...link, state: 'lost' } },
    );
    expect(comers(viewAt(lost, 100))).toEqual([]);
    expect(runningTime(viewAt(lost, 100))).toBeNull();
  });
});

describe('what this page may do', () => {
  it('a page that only watches asks for nothing, locked or not', () => {
    expect(goOff('live', false, 'view')).toBe('view');
    expect(goOff('live', true, 'operate')).toBe('locked');
    expect(goOff('lost', false, 'view')).toBe('lost');
    expect(goOff('live', false, 'operate')).toBeNull();
  });

  it('edits with the PIN to edit, while neither page nor show is locked', () => {
    const mayEdit = (model: ConsoleModel, locked = false) =>
      viewOf(model, T + 100, 'en', locked).mayEdit;
    expect(mayEdit(modelWith({}))).toBe(true);
    expect(mayEdit(modelWith({}), true)).toBe(false);
    expect(mayEdit(modelWith({ locked: true }))).toBe(false);
    expect(mayEdit(modelWith({}, { link: { ...link, access: 'operate' } }))).toBe(false);
  });
});

describe('lamps', () => {
  it('are one for each part; what is well says nothing', () => {
    const health = healthOf(T, state, T, {
      ...scenario,
      rig: [
        { id: 'lx', state: 'ok', text: { en: 'UDP', ko: 'UDP' } },
        { id: 'beamer', state: 'fail', text: { en: 'does not answer', ko: '응답 없음' } },
        { id: 'midi', state: 'off', text: { en: '', ko: '' } },
      ],
    });
    const lines = lampLines(health, viewAt(modelWith({}), 0));
    expect(lines.filter((l) => l.level === 'good').every((l) => l.says === '')).toBe(true);
    expect(lines.find((l) => l.key === 'rig/beamer')).toMatchObject({
      group: 'links',
      level: 'fail',
      says: 'does not answer',
    });
    expect(lines.some((l) => l.key === 'rig/midi')).toBe(false);
    expect(new Set(lines.map((l) => l.group))).toEqual(
      new Set(['sensors', 'outputs', 'links', 'doors']),
    );
  });

  it('say of a display what its sound waits for or cannot play', () => {
    const health = healthOf(T, state, T, scenario);
    const display = (part: object) => ({
      ...health,
      displays: health.displays.map((d) => ({ ...d, ...part })),
    });
    const says = (part: object) =>
      lampLines(display(part), viewAt(modelWith({}), 0)).find((l) => l.key.startsWith('sound/'));
    expect(says({ sound: 'ready' })).toBeUndefined();
    expect(says({ sound: 'waiting' })?.says).toContain('touch its window');
    expect(says({ sound: 'ready', unplayable: 'rain.xyz' })).toMatchObject({
      level: 'fail',
      says: 'cannot play rain.xyz',
    });
  });
});

describe('messages', () => {
  const heard = (atMs: number, part: Partial<Heard> = {}): Heard => ({
    atMs: T + atMs,
    door: 'osc',
    from: '10.0.0.7',
    said: '/cue/2/start',
    did: { en: 'GO cue 2', ko: '큐 2 GO' },
    why: null,
    ...part,
  });
  const note = {
    atMs: T + 15,
    level: 'warn',
    door: 'show',
    text: { en: 'Cue 9?', ko: '?' },
  } as const;

  it('stand in one list, newest first, and by door', () => {
    const model = { heard: [heard(20, { door: 'midi' }), heard(10)], notes: [note] };
    const view = viewAt(modelWith({}), 100);
    expect(messageLines(model, 'all', view).map((l) => l.door)).toEqual(['midi', 'house', 'osc']);
    expect(messageLines(model, 'osc', view)).toHaveLength(1);
    expect(messageLines(model, 'house', view)[0]?.did).toBe('Cue 9?');
    const oscquery = { heard: [heard(1, { door: 'oscquery' })], notes: [] };
    expect(messageLines(oscquery, 'osc', view)).toHaveLength(1);
  });

  it('keep their keys when newer ones come, two of one moment apart', () => {
    const view = viewAt(modelWith({}), 100);
    const twice = [heard(10), heard(10)];
    const before = messageLines({ heard: twice, notes: [] }, 'all', view).map((l) => l.key);
    const after = messageLines({ heard: [heard(30), ...twice], notes: [] }, 'all', view);
    expect(new Set(before).size).toBe(2);
    expect(after.slice(1).map((l) => l.key)).toEqual(before);
  });

  it('are kept newest first, so many and no more', () => {
    let model = emptyModel;
    for (let i = 0; i < 20; i++) {
      const messages = Array.from({ length: 40 }, (_, k) => heard(i * 40 + k));
      model = hear(model, { t: 'heard', messages }, T);
    }
    expect(model.heard).toHaveLength(MAX_HEARD);
    expect(model.heard[0]?.atMs).toBe(T + 799);
  });
});

describe('the rig', () => {
  const view = viewAt(modelWith({}, { patch: EMPTY_PATCH }), 100);
  const match = { type: 'cc', channel: 1, number: 7 } as const;
  const master = { match, does: { kind: 'level', of: 'master' } } as const;

  it('binds a control to one thing, and takes it back', () => {
    const bound = withBinding(withBinding(EMPTY_RIG.midi, master), {
      match,
      does: { kind: 'intent', intent: { do: 'go' } },
    });
    expect(bound.bindings).toHaveLength(1);
    expect(boundWords(bound.bindings[0]!.does, view)).toBe('GO');
    expect(withoutBinding(bound, { ...match }).bindings).toEqual([]);
    expect(withMidi(withMidi(bound, 'msc', 7), 'msc', null)).not.toHaveProperty('msc');
  });

  it('names controls, what they do and devices as people do', () => {
    expect(matchWords({ ...match, port: 'nano' }, view)).toBe('cc 7 · ch 1 · nano');
    expect(boundWords({ kind: 'intent', intent: { do: 'go-cue', number: '2' } }, view)).toBe(
      'GO cue 2',
    );
    expect(
      deviceWords({ kind: 'osc', host: 'a', port: 1, transport: 'tcp', profile: 'plain' }),
    ).toBe('tcp a:1');
  });
});
