import { describe, expect, it } from 'vitest';
import type { RecordedVisit, VisitAct } from '#contracts/visit';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { openRecorded } from '../../../conductor/memory/visit/recorded.ts';
import { recordedOf } from '../../../conductor/show/recorded-visits.ts';
import { visitsHouse } from './doubles.ts';

const at = (atS: number, act: VisitAct) => ({ atS, act });
const VISITOR: RecordedVisit = {
  format: 1,
  title: { en: 'A garden', ko: '마당' },
  lang: 'en',
  acts: [
    at(0, { do: 'begin', lang: 'en' }),
    at(2, { do: 'next', from: 'notice' }),
    at(3, { do: 'age', age: 'adult' }),
    at(4, { do: 'next', from: 'age' }),
    at(5, { do: 'consent', kinds: ['film', 'words'] }),
    at(6, { do: 'next', from: 'consent' }),
    at(7, { do: 'listen', on: true }),
    at(10, { do: 'words', n: 1, text: 'The garden of sunflowers.' }),
    at(12, { do: 'help', on: true }),
    at(16, { do: 'next', from: 'words' }),
    at(17, { do: 'next', from: 'questions' }),
    at(18, { do: 'next', from: 'questions' }),
    at(19, { do: 'next', from: 'sketch' }),
    at(20, { do: 'next', from: 'music' }),
    at(21, { do: 'next', from: 'sensors' }),
    at(90, { do: 'feel', marked: { pleasant: true, painful: false } }),
    at(180, { do: 'next', from: 'film' }),
    at(185, { do: 'end', how: 'keep' }),
    at(190, { do: 'next', from: 'farewell' }),
  ],
};
const opened = (atOnce = false) => {
  const house = visitsHouse();
  const timing = scheduler(house.clock, (error) => house.lines.push(String(error)));
  const player = openRecorded({ visits: house.visits, timing, idleS: () => 60, atOnce });
  player.follow([VISITOR]);
  return { ...house, player };
};

describe('a recorded visitor', () => {
  it('SHOW-183 comes when nobody has been there for a while, goes the whole way, and again', () => {
    const { clock, visits, speech, memories, lamps, road } = opened();
    clock.advance(59_000);
    expect(visits.state().visit).toBeNull();
    clock.advance(2_000);
    expect(visits.state()).toMatchObject({ recorded: true, step: 'notice' });
    const { seed } = visits.state();
    clock.advance(15_000);
    expect(visits.state().words.text).toBe('The garden of sunflowers.');
    // It speaks into no microphone and calls nobody.
    expect(speech.open).toEqual([]);
    expect(lamps.list()).toEqual([]);
    clock.advance(80_000);
    expect(visits.state()).toMatchObject({ step: 'recall', marked: { pleasant: true } });
    expect((road.felt.at(-1) as { estimate: object }).estimate).toMatchObject({ recorded: true });
    clock.advance(95_000);
    expect(visits.state()).toMatchObject({ visit: null, visits: 0, finished: 0, walkedAway: 0 });
    expect(memories.kept).toEqual([]);
    clock.advance(61_000);
    expect(visits.state()).toMatchObject({ recorded: true, seed });
  });

  it('SHOW-183 gives way to whoever touches a booth, and does not come back into their visit', () => {
    const { clock, visits } = opened(true);
    clock.advance(8_000);
    expect(visits.state().recorded).toBe(true);
    visits.joined('b1');
    visits.act('b1', { do: 'begin', lang: 'ko' });
    expect(visits.state()).toMatchObject({ recorded: false, step: 'notice', booth: 'b1' });
    clock.advance(30_000);
    expect(visits.state()).toMatchObject({ recorded: false, step: 'notice' });
  });

  it('SHOW-182 waits with the show, and goes on where it was', () => {
    const { clock, visits, road } = opened(true);
    clock.advance(6_000);
    const { step } = visits.state();
    road.house.safe = true;
    clock.advance(60_000);
    expect(visits.state().step).toBe(step);
    road.house.safe = false;
    clock.advance(6_000);
    expect(visits.state().words.text).toBe('The garden of sunflowers.');
  });

  it('SHOW-183 is a file that begins with begin and never goes back in time', () => {
    const text = JSON.stringify(VISITOR);
    expect(recordedOf(text, 'a.json').ok).toBe(true);
    const wrong = (visit: unknown) => {
      const read = recordedOf(JSON.stringify(visit), 'a.json');
      return read.ok ? '' : read.finding.what;
    };
    expect(wrong({ ...VISITOR, acts: VISITOR.acts.slice(1) })).toContain('begin');
    expect(wrong({ ...VISITOR, acts: [...VISITOR.acts, at(1, { do: 'here' })] })).toContain(
      'back in time',
    );
    expect(wrong({ ...VISITOR, lang: 'fr' })).toContain('lang');
    expect(recordedOf('no json', 'a.json').ok).toBe(false);
  });
});
