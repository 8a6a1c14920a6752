import { describe, expect, it } from 'vitest';
import { keyAct } from '../../../stage-display/projection/keys.ts';
import { recordingName } from '../../../stage-display/recording/control.ts';
import { recordedSize } from '../../../stage-display/recording/encode.ts';
import { openStore } from '../../../stage-display/recording/store.ts';
import type { FromStore, ToStore } from '../../../stage-display/recording/store-messages.ts';

describe('how a recording is asked for', () => {
  it('Shift and R, in both keyboards; R alone still releases', () => {
    expect(keyAct('R', true)).toBe('record');
    expect(keyAct('ㄲ', true)).toBe('record');
    expect(keyAct('r')).toBe('release');
    // Caps lock alone is no Shift.
    expect(keyAct('R', false)).toBe('release');
    expect(keyAct('Escape', true)).toBe('panic');
  });

  it('its name says the show and the moment, and is safe in every folder', () => {
    expect(recordingName('first-light', 1_700_000_000_000)).toMatch(
      /^yeoun-first-light-2023-11-1[45]-\d{6}\.webm$/,
    );
    expect(recordingName(null, 0)).toMatch(/^yeoun-(1969|1970)-\d\d-\d\d-\d{6}\.webm$/);
  });

  it('a canvas larger than Full HD is recorded smaller, in even numbers, upright ones too', () => {
    expect(recordedSize({ width: 1280, height: 720 })).toEqual({ width: 1280, height: 720 });
    expect(recordedSize({ width: 3840, height: 2160 })).toEqual({ width: 1920, height: 1080 });
    expect(recordedSize({ width: 2160, height: 3840 })).toEqual({ width: 1080, height: 1920 });
    expect(recordedSize({ width: 1921, height: 801 })).toEqual({ width: 1920, height: 800 });
    expect(recordedSize({ width: 1, height: 1 })).toEqual({ width: 2, height: 2 });
  });
});

/** A store whose worker the test is. */
const store = () => {
  const heard: ToStore[] = [];
  const failures: string[] = [];
  let say = (_: FromStore): void => {};
  let ended = 0;
  const opening = openStore(
    (hear) => {
      say = hear;
      return { post: (message) => void heard.push(message), end: () => void ended++ };
    },
    'a.webm',
    (why) => failures.push(why),
  );
  return { heard, failures, opening, say: (m: FromStore) => say(m), ended: () => ended };
};

describe('where a recording is written', () => {
  it('knows how far the disk is behind', async () => {
    const s = store();
    s.say({ t: 'opened' });
    const file = await s.opening;
    file.write({ at: 0, bytes: new Uint8Array(100) });
    file.write({ at: 100, bytes: new Uint8Array(50) });
    file.write({ at: 10, bytes: new Uint8Array(8) });
    expect(file.behind).toBe(158);
    expect(file.size).toBe(150);
    s.say({ t: 'written', bytes: 100 });
    expect(file.behind).toBe(58);
    const closing = file.close();
    s.say({ t: 'closed' });
    await closing;
    expect(s.ended()).toBe(1);
  });

  it('a disk that is full is told once, and nothing more is sent', async () => {
    const s = store();
    s.say({ t: 'opened' });
    const file = await s.opening;
    s.say({ t: 'failed', why: 'QuotaExceededError: full' });
    s.say({ t: 'failed', why: 'again' });
    expect(s.failures).toEqual(['QuotaExceededError: full']);
    const sent = s.heard.length;
    file.write({ at: 0, bytes: new Uint8Array(10) });
    expect(s.heard).toHaveLength(sent);
    await expect(file.close()).rejects.toThrow(/Quota/);
    expect(s.ended()).toBe(1);
  });

  it('one that cannot be opened is refused', async () => {
    const s = store();
    s.say({ t: 'failed', why: 'NotAllowedError: no' });
    await expect(s.opening).rejects.toThrow(/NotAllowed/);
    expect(s.ended()).toBe(1);
  });
});
