import { describe, expect, it } from 'vitest';
import type { Remembered } from '#contracts/picture';
import {
  atGift,
  type Given,
  type Remembering,
  reread,
  visited,
} from '../../conductor/imagery/memory.ts';
import { adopt, paintOf } from '../../conductor/show/director.ts';
import { withPrompts } from '../../conductor/show/prompts.ts';
import { conduct, cue, makeShow, T0 } from '../show/support.ts';

const said = (text: string): Remembered => ({ parts: [{ text, weight: 1 }], sketch: [] });
const wordsOf = ({ memory }: Remembering): string => memory.parts.map(({ text }) => text).join();
const memoriesOf = (show: ReturnType<typeof makeShow>) =>
  Object.fromEntries(
    Object.entries(show.memories).map(([name, { text }]) => [name, said(String(text))]),
  );

const list = [cue('1', 'a', { prompt: 'the garden' }), cue('2', 'b')];
const standing = {
  house: { scene: 'a', prompt: 'the sea' },
  interval: { scene: 'a', prompt: 'the bus' },
  bows: { scene: 'a' },
};
const show = withPrompts(makeShow(list, { standing }));
const parts = { show, memories: memoriesOf(show) };

/** A director by hand, and what an engine that follows it remembers. */
const evening = () => {
  const d = conduct(show);
  let now: Remembering | null = null;
  const look = (): string => {
    now = atGift(now, parts, paintOf(show, d.state));
    return wordsOf(now);
  };
  return {
    look,
    go: (s: number): string => {
      d.go(s);
      return look();
    },
    to: (s: number, state: 'show' | 'house' | 'interval' | 'bows'): string => {
      d.to(s, [{ do: 'evening', state }]);
      return look();
    },
    visit: (text: string): string => {
      if (now) now = visited(now, said(text));
      return look();
    },
  };
};

describe('what is remembered around a state of the evening', () => {
  it('SHOW-59 what it gives goes with it, and what was before comes back', () => {
    const e = evening();
    expect(e.look()).toBe('');
    expect(e.to(1, 'house')).toBe('the sea');
    expect(e.to(2, 'interval')).toBe('the bus');
    expect(e.to(3, 'bows')).toBe('');
    expect(e.to(4, 'house')).toBe('the sea');
    expect(e.to(5, 'show')).toBe('');
    expect(e.go(6)).toBe('the garden');
    expect(e.to(7, 'interval')).toBe('the bus');
    expect(e.to(8, 'show')).toBe('the garden');
  });

  it("SHOW-59 a visitor's memory stands after it, whether it was said before or meanwhile", () => {
    const e = evening();
    e.go(1);
    expect(e.visit('my street')).toBe('my street');
    expect(e.to(2, 'interval')).toBe('the bus');
    expect(e.to(3, 'show')).toBe('my street');
    e.to(4, 'interval');
    expect(e.visit('my river')).toBe('my river');
    expect(e.to(5, 'house')).toBe('the sea');
    expect(e.to(6, 'show')).toBe('my river');
    // A cue without a memory leaves it.
    expect(e.go(7)).toBe('my river');
  });

  it('SHOW-71 a prompt goes with its cue when that gets another number, and its cue runs on', () => {
    const [first = {}, last = {}] = list;
    const numbered = withPrompts(
      makeShow(
        [
          { ...first, number: '0.5' },
          { ...last, prompt: 'the snow' },
        ],
        {
          standing,
        },
      ),
    );
    const d = conduct(show);
    d.go(0);
    d.to(3);
    const before = atGift(null, parts, paintOf(show, d.state));
    const state = adopt(show, d.state, numbered, T0 + 3000);
    expect([state.cue, state.gone, state.paint.memory]).toEqual([0, null, 'prompt-0.5']);
    const now = { show: numbered, memories: memoriesOf(numbered) };
    const given: Given = paintOf(numbered, state);
    expect(wordsOf(atGift(reread(before, now), now, given))).toBe('the garden');
    const visitor = reread(visited(before, said('my street')), now);
    expect(wordsOf(atGift(visitor, now, given))).toBe('my street');
  });
});
