import { describe, expect, it } from 'vitest';
import type { Text } from '#contracts/ids';
import type { Asked, Intent } from '#contracts/intent';
import { answering } from '../../conductor/control/answering.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';

const note = (en: string) => ({ text: { en, ko: en } });

const setup = (act: (say: (en: string) => void) => boolean) => {
  const notes = emitter<readonly { readonly text: Text }[]>();
  let last: object | null = null;
  const asking = answering({
    notes,
    ask: () => {
      if (act((en) => notes.emit([note(en)]))) last = {};
    },
    last: () => last,
  });
  const ask = (intent: Intent): string | null => {
    const asked: Asked = { intent, atMs: 0, door: 'osc', from: 'x' };
    return asking(asked)?.en ?? null;
  };
  return { ask, notes };
};

describe('what came of an ask', () => {
  it('is nothing to tell where it was done, whatever was said of it', () => {
    const { ask } = setup((say) => {
      say('Blackout is on.');
      return true;
    });
    expect(ask({ do: 'blackout' })).toBeNull();
  });

  it('is why not, where nothing changed and a reason was given', () => {
    const { ask, notes } = setup((say) => {
      say('GO is ignored');
      say('more');
      return false;
    });
    expect(ask({ do: 'go' })).toBe('GO is ignored');
    expect(notes.size).toBe(0);
  });

  it('is nothing to tell where it stood so already', () => {
    const { ask } = setup(() => false);
    expect(ask({ do: 'pause', on: true })).toBeNull();
  });

  it('is nothing to tell of a memory that was cut', () => {
    const { ask } = setup((say) => {
      say('cut');
      return false;
    });
    expect(ask({ do: 'memory', text: 'x' })).toBeNull();
  });

  it('listens no longer where asking failed', () => {
    const { ask, notes } = setup(() => {
      throw new Error('broken');
    });
    expect(() => ask({ do: 'go' })).toThrow('broken');
    expect(notes.size).toBe(0);
  });
});
