import { describe, expect, it } from 'vitest';
import { DeskIntent, type Intent } from '#contracts/intent';
import { decide } from '../../../conductor/control/osc/dispatch.ts';
import { endsTheTimed, mayStillCome } from '../../../conductor/control/osc/let-go.ts';
import type { OscBundle, OscMessage } from '../../../conductor/control/osc/message.ts';
import { MAX_WAITING, player } from '../../../conductor/control/osc/playing.ts';
import { msTimeTag, timeTagMs } from '../../../conductor/control/osc/timetag.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { houseOf } from './stage.ts';

const message = (address: string): OscMessage => ({
  kind: 'message',
  address,
  types: '',
  args: [],
  pattern: false,
});
const bundle = (timeTag: bigint, ...elements: (OscMessage | OscBundle)[]): OscBundle => ({
  kind: 'bundle',
  timeTag,
  elements,
});
const setup = () => {
  const clock = manualClock();
  const notes: string[] = [];
  const played: string[] = [];
  const dropped: string[] = [];
  const plays = player(
    scheduler(clock, (error) => {
      throw error;
    }),
  );
  const late: number[] = [];
  const play = (packet: OscMessage | OscBundle): void =>
    plays.play(packet, {
      heard(m, lateMs) {
        played.push(m.address);
        late.push(lateMs);
      },
      note: (text) => notes.push(text.en),
      dropped: (m, why) => dropped.push(`${m.address}: ${why.en}`),
    });
  return {
    clock,
    notes,
    played,
    dropped,
    late,
    plays,
    play,
    inMs: (ms: number) => msTimeTag(clock.nowMs() + ms),
  };
};

describe('time tags', () => {
  it('are NTP time', () => {
    expect(timeTagMs(1n)).toBeNull();
    expect(timeTagMs(0n)).toBeNull();
    expect(timeTagMs(2_208_988_800n << 32n)).toBe(0);
    expect(timeTagMs((3_900_000_000n << 32n) | (1n << 31n))).toBe(
      (3_900_000_000 - 2_208_988_800) * 1000 + 500,
    );
  });

  it('go on after 7 February 2036, when their seconds begin anew', () => {
    const later = Date.UTC(2036, 1, 7, 6, 28, 17);
    expect(msTimeTag(later) >> 32n).toBe(1n);
    expect(timeTagMs(msTimeTag(later))).toBeCloseTo(later, 3);
    expect(timeTagMs(msTimeTag(1_700_000_000_123.5))).toBeCloseTo(1_700_000_000_123.5, 3);
  });
});

describe('bundles', () => {
  it('are played in order at once when immediate or past', () => {
    const { play, played, inMs, notes } = setup();
    play(bundle(1n, message('/a'), bundle(1n, message('/b')), message('/c')));
    play(bundle(inMs(-5000), message('/d')));
    expect(played).toEqual(['/a', '/b', '/c', '/d']);
    expect(notes).toEqual([]);
  });

  it('wait for their time', () => {
    const { play, played, inMs, clock, plays } = setup();
    play(bundle(inMs(9000), message('/later')));
    expect([played, plays.waiting]).toEqual([[], 1]);
    clock.advance(8990);
    expect(played).toEqual([]);
    clock.advance(20);
    expect([played, plays.waiting]).toEqual([['/later'], 0]);
  });

  it('more than 10 s ahead are played at once, with a note', () => {
    const { play, played, inMs, notes } = setup();
    play(bundle(inMs(60_000), message('/far')));
    expect(played).toEqual(['/far']);
    expect(notes[0]).toContain('60 s ahead');
  });

  it('inside a waiting one wait with it', () => {
    const { play, played, inMs, clock } = setup();
    play(bundle(inMs(1000), bundle(1n, message('/inner')), bundle(inMs(2000), message('/last'))));
    expect(played).toEqual([]);
    clock.advance(1001);
    expect(played).toEqual(['/inner']);
    clock.advance(1001);
    expect(played).toEqual(['/inner', '/last']);
  });

  it('wait in a bounded number, and never after closing', () => {
    const { play, played, inMs, notes, plays, clock } = setup();
    for (let i = 0; i <= MAX_WAITING; i++) play(bundle(inMs(1000), message(`/${i}`)));
    expect(plays.waiting).toBe(MAX_WAITING);
    expect(played).toEqual([`/${MAX_WAITING}`]);
    expect(notes).toHaveLength(1);
    plays.close();
    clock.advance(5000);
    expect([played.length, clock.pending]).toEqual([1, 0]);
  });

  it('that wait keep what is held on to, also inside others, each at its time', () => {
    const { play, played, dropped, inMs, plays, clock } = setup();
    play(bundle(inMs(1000), message('/a'), message('/keep/1')));
    play(bundle(inMs(1000), bundle(inMs(3000), message('/b'), message('/keep/2'))));
    play(bundle(inMs(1000), message('/c')));
    plays.drop({ en: 'PANIC', ko: 'PANIC' }, ({ address }) => address.startsWith('/keep'));
    expect(dropped).toEqual(['/a: PANIC', '/b: PANIC', '/c: PANIC']);
    expect(plays.waiting).toBe(2);
    clock.advance(1001);
    expect(played).toEqual(['/keep/1']);
    clock.advance(2000);
    expect(played).toEqual(['/keep/1', '/keep/2']);
    expect([plays.waiting, clock.pending]).toEqual([0, 0]);
  });

  it('that wait are let go, each message told, also those inside others; later ones wait as ever', () => {
    const { play, played, dropped, inMs, plays, clock } = setup();
    play(bundle(inMs(1000), message('/a'), bundle(inMs(2000), message('/b'))));
    play(bundle(inMs(3000), message('/c')));
    plays.drop({ en: 'PANIC', ko: 'PANIC' });
    plays.drop({ en: 'again', ko: '다시' });
    expect(dropped).toEqual(['/a: PANIC', '/b: PANIC', '/c: PANIC']);
    expect([plays.waiting, clock.pending]).toEqual([0, 0]);
    play(bundle(inMs(500), message('/d')));
    clock.advance(5000);
    expect(played).toEqual(['/d']);
  });
});

describe('what still comes in an emergency', () => {
  const comes = (address: string, args: number[] = [], fire = false): boolean =>
    mayStillCome(
      decide({ ...message(address), args, types: 'i'.repeat(args.length) }, houseOf()),
      fire,
    );

  it('is an alarm, and what changes nothing on stage', () => {
    const all: [string, number[]][] = [
      ['/yeoun/panic', []],
      ['/yeoun/fade-all', []],
      ['/yeoun/blackout', [1]],
      ['/yeoun/fire', [1]],
      ['/yeoun/fire/toggle', []],
      ['/yeoun/evening/stopped', []],
      ['/yeoun/get/status', []],
      ['/yeoun/ping', []],
      ['/muse/eeg', [1]],
    ];
    expect(all.filter(([address, args]) => !comes(address, args))).toEqual([]);
  });

  it('is nothing that lights, goes on or takes an alarm back', () => {
    const none: [string, number[]][] = [
      ['/yeoun/cue/go', []],
      ['/yeoun/cue/2/go', []],
      ['/yeoun/cue/back', []],
      ['/yeoun/blackout', [0]],
      ['/yeoun/blackout/toggle', []],
      ['/yeoun/fire', [0]],
      ['/yeoun/evening/show', []],
      ['/yeoun/master', [1]],
    ];
    expect(none.filter(([address, args]) => comes(address, args))).toEqual([]);
    expect(comes('/yeoun/fire/toggle', [], true)).toBe(false);
    expect(comes('/yeoun/fire', [1], true)).toBe(true);
  });
});

describe('what ends the timed', () => {
  it('is PANIC, fade-all, a show stop and fire, and nothing else a desk asks', () => {
    const ends = (intent: Intent, fire = false) => endsTheTimed(intent as never, fire) !== null;
    const more: Record<string, object> = {
      evening: { state: 'interval' },
      'fade-all': { seconds: 5 },
    };
    const ending = DeskIntent.options
      .map((o) => o.shape.do.value)
      .filter((name) => ends({ do: name, ...more[name] } as Intent));
    expect(ending).toEqual(['panic', 'fade-all', 'fire']);
    expect(ends({ do: 'evening', state: 'stopped' })).toBe(true);
    // Taking fire back ends nothing.
    expect(ends({ do: 'fire' }, true)).toBe(false);
    expect(ends({ do: 'fire', on: false })).toBe(false);
  });
});
