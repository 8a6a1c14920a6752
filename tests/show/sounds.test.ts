import { describe, expect, it } from 'vitest';
import { type LevelFade, SoundDesk } from '#contracts/sound';
import { conduct, cue, makeShow, side, T0 } from './support.ts';

const sounds = {
  sea: { file: 'sea.wav', level: 0.5 },
  bell: { file: 'bell.wav' },
  hall: { file: 'h.ogg' },
};
const play = (sound: string, more = {}) => ({ do: 'play', sound, ...more });
const show = makeShow(
  [
    cue('1', 'a', { sounds: [play('sea', { fadeS: 4, loop: true, fromS: 10 })] }),
    side('2', {
      sounds: [
        { do: 'level', sound: 'sea', level: 0.2, fadeS: 2 },
        play('bell', { display: 'left' }),
      ],
    }),
    side('3', { sounds: [{ do: 'stop', fadeS: 1 }] }),
    cue('4', 'b'),
    side('5', { sounds: [play('hall')] }),
  ],
  { sounds, panicS: 2, standing: { house: { sounds: [play('hall')] } } },
);

/** The level of a fade at a second, as a display works it out. */
const at = (fade: LevelFade, s: number): number => {
  const x = fade.seconds <= 0 ? 1 : (T0 + s * 1000 - fade.startMs) / (fade.seconds * 1000);
  return fade.from + (fade.to - fade.from) * Math.min(1, Math.max(0, x));
};
/** Where in its file a voice is. */
const place = (voice: { playing: boolean; atMs: number; atS: number } | undefined, s: number) =>
  voice && (voice.playing ? voice.atS + s - (voice.atMs - T0) / 1000 : voice.atS);

describe('sound', () => {
  it('SHOW-150 plays from where it says, fades in, and counts the level of the file', () => {
    const d = conduct(show);
    d.go(5);
    const [sea] = d.sound(7).voices;
    expect(sea).toMatchObject({ id: 'sea', url: '/sounds/sea', loop: true, playing: true });
    expect(place(sea, 7)).toBe(12);
    expect(at(sea?.level as LevelFade, 7)).toBeCloseTo(0.25, 9);
    expect(at(sea?.level as LevelFade, 20)).toBe(0.5);
  });

  it('SHOW-150 levels, plays beside it on one display, and stops', () => {
    const d = conduct(show);
    d.go(0);
    d.go(10);
    const [sea, bell] = d.sound(11).voices;
    expect(at(sea?.level as LevelFade, 11)).toBeCloseTo(0.3, 9);
    expect(bell).toMatchObject({ id: 'bell', display: 'left' });
    expect(d.desk(12).sounds).toMatchObject([{ id: 'sea', level: 0.2, atS: 22 }, { id: 'bell' }]);
    d.go(20);
    expect(d.sound(20.5).voices).toHaveLength(2);
    expect(d.sound(21).voices).toEqual([]);
  });

  it('SHOW-150 played again it begins anew', () => {
    const d = conduct(show);
    d.go(0);
    d.to(60, [{ do: 'go-cue', number: '1' }]);
    expect(d.sound(61).voices).toHaveLength(1);
    expect(place(d.sound(61).voices[0], 61)).toBe(11);
  });

  it('SHOW-151 freeze stops it where it is; pause and blackout do not', () => {
    const d = conduct(show);
    d.go(0);
    d.to(10, [{ do: 'pause' }, { do: 'blackout' }]);
    expect(place(d.sound(20).voices[0], 20)).toBe(30);
    expect(at(d.sound(20).over, 20)).toBe(1);
    d.to(20, [{ do: 'freeze' }]);
    expect(d.sound(50).voices[0]).toMatchObject({ playing: false, atS: 30 });
    d.to(50, [{ do: 'freeze' }]);
    expect(place(d.sound(51).voices[0], 51)).toBe(31);
  });

  it('SHOW-151 a state of the evening lets it out and brings it back where it was', () => {
    const d = conduct(show);
    d.go(0);
    d.to(10, [{ do: 'evening', state: 'house' }]);
    const going = d.sound(12).voices;
    expect(going.map(({ id }) => id)).toEqual(['hall', 'sea']);
    expect(at(going[1]?.level as LevelFade, 12)).toBeCloseTo(0.25, 9);
    expect(d.sound(15).voices[1]).toMatchObject({ playing: false, atS: 20 });
    d.to(600, [{ do: 'evening', state: 'show' }]);
    const back = d.sound(602).voices;
    const sea = back.find(({ id }) => id === 'sea');
    expect(place(sea, 602)).toBe(22);
    expect(at(sea?.level as LevelFade, 602)).toBeCloseTo(0.25, 9);
    expect(d.sound(604).voices.map(({ id }) => id)).toEqual(['sea']);
  });

  it('SHOW-152 PANIC takes it along, and the light brings it back', () => {
    const d = conduct(show);
    d.go(0);
    d.to(10, [{ do: 'panic' }]);
    expect(at(d.sound(11).over, 11)).toBeCloseTo(0.5, 9);
    d.to(11, [{ do: 'panic' }]);
    expect(at(d.sound(11).over, 11)).toBe(0);
    d.to(20, [{ do: 'go-cue', number: '4' }]);
    expect(at(d.sound(22).over, 22)).toBeCloseTo(0.5, 9);
    d.to(30, [{ do: 'fade-all', seconds: 10 }]);
    d.to(31, [{ do: 'panic' }]);
    expect(at(d.sound(33).over, 33)).toBe(0);
  });

  it('SHOW-150 the sound master is of hands', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'sound', level: 0.4, seconds: 2 }]);
    expect(at(d.sound(1).master, 1)).toBeCloseTo(0.7, 9);
    expect(d.desk(2).soundLevel).toBeCloseTo(0.4, 9);
  });

  it('SHOW-153 loads what may be wanted soon', () => {
    const d = conduct(show);
    expect(d.sound(0).preload).toEqual(['/sounds/sea', '/sounds/hall']);
    expect(d.sound(0).preloadFor).toEqual({ left: ['/sounds/bell'] });
    d.to(1, [{ do: 'standby', number: '4' }]);
    expect(d.sound(1).preload).toEqual(['/sounds/hall']);
  });

  it('tells displays what the contract knows', () => {
    const d = conduct(show);
    for (const s of [0, 2, 4, 6]) {
      d.go(s);
      expect(() => SoundDesk.parse(d.sound(s + 0.5))).not.toThrow();
    }
  });
});
