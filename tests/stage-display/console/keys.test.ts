import { describe, expect, it, vi } from 'vitest';
import { Intent } from '#contracts/intent';
import { listenToKeys } from '../../../stage-display/console/hands.ts';
import {
  type Ask,
  admit,
  GO_GUARD_MS,
  type Hands,
  intentOf,
  type KeyPress,
  press,
  release,
  releaseAll,
  restingHands,
  VIEWS,
} from '../../../stage-display/console/keys.ts';

const key = (code: string, part: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: code,
  repeat: false,
  modified: false,
  focus: 'page',
  ...part,
});

const ask = (event: KeyPress, hands: Hands = restingHands) => press(hands, event).ask;

describe('keys', () => {
  it('go by their place: a Korean layout types ㅠ for B and it is still blackout', () => {
    expect(ask(key('Space'))).toBe('go');
    expect(ask(key('Enter'))).toBe('go');
    expect(ask(key('NumpadEnter'))).toBe('go');
    expect(ask(key('Backspace'))).toBe('back');
    expect(ask(key('Escape'))).toBe('panic');
    expect(ask(key('KeyB', { key: 'ㅠ' }))).toBe('blackout');
    expect(ask(key('KeyF'))).toBe('freeze');
    expect(ask(key('KeyH', { key: 'ㅗ' }))).toBe('hold');
    expect(ask(key('KeyG', { key: 'ㅎ' }))).toBe('live');
    expect(ask(key('KeyL'))).toBe('lock');
    expect(ask(key('KeyP', { key: 'ㅔ' }))).toBe('pause');
    expect(ask(key('KeyV', { key: 'ㅍ' }))).toBe('veto');
    expect(ask(key('KeyT'))).toBe('tap');
    expect(['1', '2', '3', '4', '5'].map((n) => ask(key(`Digit${n}`)))).toEqual([...VIEWS]);
    expect(ask(key('Slash', { key: '?' }))).toBe('help');
    expect(ask(key('KeyQ'))).toBeNull();
  });

  it('give one action until they are let go, with or without the repeat flag', () => {
    const first = press(restingHands, key('Space'));
    expect(first.ask).toBe('go');
    expect(ask(key('Space', { repeat: true }), first.hands)).toBeNull();
    expect(ask(key('Space'), first.hands)).toBeNull();
    expect(ask(key('Space'), release(first.hands, 'Space'))).toBe('go');
  });

  it('are let go when the window loses the keyboard', () => {
    const first = press(restingHands, key('Space'));
    expect(ask(key('Space'), releaseAll(first.hands))).toBe('go');
  });

  it('give PANIC with every press, also where no key-up was heard; never by a key that repeats', () => {
    const first = press(restingHands, key('Escape', { modified: true }));
    expect(first.ask).toBe('panic');
    expect(ask(key('Escape', { repeat: true }), first.hands)).toBeNull();
    expect(ask(key('Escape'), first.hands)).toBe('panic');
  });

  it('are all let go with Command: macOS tells no key-up while it is down', () => {
    const go = press(restingHands, key('Space')).hands;
    expect(ask(key('Space'), go)).toBeNull();
    for (const code of ['MetaLeft', 'MetaRight']) {
      expect(ask(key('Space'), press(go, key(code)).hands)).toBe('go');
      expect(ask(key('Space'), release(go, code))).toBe('go');
    }
  });

  it('are let go where the page is left, hidden or loses the keyboard', () => {
    const [page, target] = [new EventTarget(), new EventTarget()];
    vi.stubGlobal('document', Object.assign(page, { activeElement: null }));
    for (const name of ['Input', 'TextArea', 'Button', 'Anchor'])
      vi.stubGlobal(`HTML${name}Element`, class {});
    let hands = restingHands;
    const asked: Ask[] = [];
    const keep = {
      get: () => hands,
      set(next: Hands) {
        hands = next;
      },
    };
    const stop = listenToKeys(target as Window, keep, (one) => asked.push(one));
    const down = () =>
      target.dispatchEvent(Object.assign(new Event('keydown'), { code: 'Space', key: ' ' }));
    down();
    down();
    expect(asked).toEqual(['go']);
    for (const [on, what] of [
      [target, 'blur'],
      [target, 'pagehide'],
      [page, 'visibilitychange'],
    ] as const) {
      on.dispatchEvent(new Event(what));
      down();
    }
    expect(asked).toEqual(['go', 'go', 'go', 'go']);
    stop();
    target.dispatchEvent(new Event('blur'));
    down();
    expect(asked).toHaveLength(4);
    vi.unstubAllGlobals();
  });

  it('leave Space and Enter to a control that Tab has reached, but not its key repeat', () => {
    const first = press(restingHands, key('Enter', { focus: 'control' }));
    expect(first).toMatchObject({ ask: null, mine: false });
    const held = press(first.hands, key('Enter', { focus: 'control', repeat: true }));
    expect(held).toMatchObject({ ask: null, mine: true });
  });

  it('leave shortcuts of the browser and typing alone, except for PANIC', () => {
    expect(ask(key('KeyF', { modified: true }))).toBeNull();
    expect(ask(key('KeyB', { focus: 'text' }))).toBeNull();
    expect(ask(key('Escape', { focus: 'text' }))).toBe('panic');
    expect(ask(key('Escape', { modified: true }))).toBe('panic');
    expect(ask(key('Escape', { focus: 'control' }))).toBe('panic');
  });
});

describe('the gate', () => {
  const all: readonly Ask[] = [
    'go',
    'back',
    'blackout',
    'freeze',
    'hold',
    'live',
    'pause',
    'veto',
    'tap',
  ];

  it('takes two GO within the guard for one, from key and button together', () => {
    const first = admit(restingHands, 'go', false, 1_000);
    expect(first.ask).toBe('go');
    expect(admit(first.hands, 'go', false, 1_000 + GO_GUARD_MS - 1).ask).toBeNull();
    expect(admit(first.hands, 'go', false, 1_000 + GO_GUARD_MS).ask).toBe('go');
  });

  it('does not start the guard again with a GO it refused', () => {
    const first = admit(restingHands, 'go', false, 0);
    const bounced = admit(first.hands, 'go', false, 100);
    expect(admit(bounced.hands, 'go', false, GO_GUARD_MS).ask).toBe('go');
  });

  it('lets only PANIC, the lock and the help through when locked', () => {
    for (const one of all) expect(admit(restingHands, one, true, 0).ask).toBeNull();
    for (const one of ['panic', 'lock', 'help', ...VIEWS] as const)
      expect(admit(restingHands, one, true, 0).ask).toBe(one);
  });

  it('never holds back a PANIC, however fast the second comes', () => {
    const first = admit(restingHands, 'panic', false, 0);
    expect(first.ask).toBe('panic');
    expect(admit(first.hands, 'panic', true, 1).ask).toBe('panic');
  });

  it('sends intents for the show and nothing for the page', () => {
    expect(intentOf('go')).toEqual({ do: 'go' });
    expect(intentOf('blackout')).toEqual({ do: 'blackout' });
    expect(intentOf('lock')).toBeNull();
    expect(intentOf('help')).toBeNull();
    for (const view of VIEWS) expect(intentOf(view)).toBeNull();
    for (const one of ['pause', 'veto', 'tap'] as const)
      expect(Intent.parse(intentOf(one))).toEqual({ do: one });
    expect(Intent.parse(intentOf('hold'))).toMatchObject({ do: 'affect', mode: 'hold' });
    expect(intentOf('hold')).not.toHaveProperty('backS');
    expect(Intent.parse(intentOf('hold', 30))).toMatchObject({ mode: 'hold', backS: 30 });
    expect(Intent.parse(intentOf('live', 30))).toEqual({ do: 'affect', mode: 'live', seconds: 1 });
  });
});
