import { describe, expect, it } from 'vitest';
import type { Lamp } from '#contracts/status';
import { Lamp as LampSchema } from '#contracts/status';
import { handsTold } from '../../conductor/imagery/hands-told.ts';
import type { FromStudio, ToStudio } from '../../conductor/imagery/studio-protocol.ts';
import type { Hears } from '../../conductor/kernel/thread.ts';

const opened = () => {
  const lamps: (Lamp | null)[] = [];
  const heard: FromStudio[] = [];
  const ears: Hears<FromStudio>[] = [];
  const posted: ToStudio[] = [];
  const told = handsTold(
    (hears) => {
      ears.push(hears);
      return { post: (message) => void posted.push(message), end: async () => {} };
    },
    (lamp) => void lamps.push(lamp),
  );
  const reasons: string[] = [];
  const start = () =>
    told.start({ message: (m) => void heard.push(m), gone: (r) => void reasons.push(r) });
  const say = (message: FromStudio) => ears.at(-1)?.message(message);
  return { told, lamps, heard, ears, reasons, start, say };
};

describe('the operator', () => {
  it('is told when a thread that paints was lost, why, and when all are back', () => {
    const { told, lamps, heard, start, say } = opened();
    expect(told.count()).toBeNull();
    start();
    say({ t: 'hands', hands: 2, lost: null });
    expect([told.count(), lamps.at(-1)]).toEqual([2, null]);
    say({ t: 'hands', hands: 1, lost: 'Another hand does not answer.' });
    const lamp = LampSchema.parse(lamps.at(-1));
    expect([told.count(), lamp.part, lamp.level]).toEqual([1, 'imagery-hands', 'warn']);
    expect(lamp.text.en).toContain('Another hand does not answer.');
    expect(lamp.text.ko).toContain('Another hand does not answer.');
    say({ t: 'hands', hands: 2, lost: null });
    expect([told.count(), lamps.at(-1)]).toEqual([2, null]);
    expect(heard).toEqual([]);
  });

  it('is told nothing of an engine that is gone or begins anew, and the film hears all the rest', () => {
    const { told, lamps, heard, ears, reasons, start, say } = opened();
    start();
    say({ t: 'hands', hands: 1, lost: 'no room' });
    say({ t: 'free', id: 3 });
    expect(heard).toEqual([{ t: 'free', id: 3 }]);
    ears.at(-1)?.gone('it ended with code 1');
    expect([told.count(), lamps.at(-1), reasons]).toEqual([null, null, ['it ended with code 1']]);
    start();
    say({ t: 'hands', hands: 1, lost: 'no room' });
    start();
    expect([told.count(), lamps.at(-1)]).toEqual([null, null]);
  });
});
