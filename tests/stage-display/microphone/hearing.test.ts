import { afterEach, describe, expect, it, vi } from 'vitest';
import { hearing } from '../../../stage-display/microphone/hearing.ts';
import { inputs } from '../../../stage-display/microphone/inputs.ts';
import { listenTo, micTrouble } from '../../../stage-display/microphone/listen.ts';
import { MICROPHONE } from '../../../stage-display/microphone/words.ts';
import { fakeDocument, fakeRun, machine, settled } from './support.ts';

const VIEW = { level: () => {}, pitch: () => {} };
const DEAF = { pcm: () => {}, ended: () => {} };

afterEach(() => vi.unstubAllGlobals());

/** A page that hears: a machine, the choice, and what was said. */
const page = (...plugged: string[]) => {
  fakeDocument();
  const world = machine(...plugged);
  const choice = inputs();
  const select = choice.root.children[1] as HTMLSelectElement;
  const choose = async (id: string): Promise<void> => {
    select.value = id;
    select.dispatchEvent(new Event('change'));
    await settled();
  };
  return { ...world, ...fakeRun(), choice, select, choose };
};

describe('opening an input', () => {
  it('switches the microphone off again where its sound cannot be read, and says that', async () => {
    const { now, tracks, contexts } = machine('built-in');
    now.isReadable = false;
    await expect(listenTo(null, DEAF)).rejects.toMatchObject({ text: MICROPHONE.unread });
    expect(tracks.map(({ stopped }) => stopped)).toEqual([true]);
    expect(contexts.map(({ state }) => state)).toEqual(['closed']);
  });

  it('says of each trouble what it is, in both languages', () => {
    const text = (name: string) => micTrouble(Object.assign(new Error(''), { name })).text;
    expect(text('NotAllowedError')).toBe(MICROPHONE.denied);
    expect(text('NotFoundError')).toBe(MICROPHONE.none);
    expect(text('OverconstrainedError')).toBe(MICROPHONE.none);
    expect(text('NotReadableError')).toBe(MICROPHONE.busy);
    expect(text('TypeError')).toBe(MICROPHONE.refused);
    for (const { ko } of [MICROPHONE.unread, MICROPHONE.refused]) expect(ko).toMatch(/[가-힣]/);
  });
});

describe('hearing', () => {
  it('waits for the chosen input after it was pulled out, and goes back to it alone', async () => {
    const { run, said, choice, choose, select, plug, heard } = page('built-in', 'interface');
    const stop = await hearing(run, choice, VIEW);
    await choice.renew();
    await choose('interface');
    expect(heard()).toEqual(['interface']);
    await plug('built-in');
    expect(heard()).toEqual([]);
    expect(said.notice).toBe(MICROPHONE.unplugged);
    expect(said.waits.at(-1)).toBe(MICROPHONE.unplugged);
    expect(select.value).toBe('interface');
    await plug('built-in', 'other');
    expect(heard()).toEqual([]);
    expect(said.notice).toBe(MICROPHONE.unplugged);
    await plug('built-in', 'interface');
    expect(heard()).toEqual(['interface']);
    expect(said.notice).toBeNull();
    stop();
    expect(heard()).toEqual([]);
  });

  it('takes another usual one where none was chosen', async () => {
    const { run, choice, plug, heard } = page('headset', 'built-in');
    await hearing(run, choice, VIEW);
    expect(heard()).toEqual(['headset']);
    await plug('built-in');
    expect(heard()).toEqual(['built-in']);
  });

  it('waits from the start for an input to be plugged in, as it says', async () => {
    const { run, said, choice, plug, heard } = page();
    const stop = await hearing(run, choice, VIEW);
    expect(said.notice).toBe(MICROPHONE.none);
    expect(said.waits).toEqual([MICROPHONE.none]);
    expect(said.rates).toEqual([0]);
    await plug('built-in');
    expect(heard()).toEqual(['built-in']);
    expect(said.notice).toBeNull();
    expect(said.rates.at(-1)).toBeGreaterThan(0);
    stop();
  });

  it('does not wait where it was refused, and then hears of no device any more', async () => {
    const { run, now, choice, plug } = page('built-in');
    now.error = 'NotAllowedError';
    await expect(hearing(run, choice, VIEW)).rejects.toMatchObject({ text: MICROPHONE.denied });
    now.error = null;
    await plug('built-in', 'interface');
    expect(now.asked).toBe(1);
  });

  it('can be asked again after an opening that failed, and says why meanwhile', async () => {
    const { run, said, now, choice, choose, heard } = page('built-in', 'interface');
    await hearing(run, choice, VIEW);
    await choice.renew();
    now.error = 'NotReadableError';
    await choose('interface');
    expect(said.notice).toBe(MICROPHONE.busy);
    expect(heard()).toEqual([]);
    now.error = null;
    await choose('');
    expect(heard()).toEqual(['built-in']);
  });

  it('misses no device that came while it was opening', async () => {
    const { run, choice, plug, heard } = page();
    const opened = hearing(run, choice, VIEW);
    const plugged = plug('built-in');
    await Promise.all([opened, plugged]);
    await settled();
    expect(heard()).toEqual(['built-in']);
  });
});
