import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeState, encodeState } from '#contracts/frames';
import { Show } from '#contracts/show';
import { StageShow } from '#contracts/wire';
import { cueSheet } from '../../conductor/show/cue-sheet.ts';
import { listSeconds } from '../../conductor/show/cues.ts';
import { nextDeadline } from '../../conductor/show/director.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { nearest } from '../../conductor/show/nearest.ts';
import { knownKeys, showJsonSchema, showSchemaText } from '../../conductor/show/schema.ts';
import { stageShow } from '../../conductor/show/stage-show.ts';
import { conduct, cue, makeShow, share } from './support.ts';

const ROOT = join(import.meta.dirname, '../../shows');
const SHIPPED = ['first-light', 'golden-hour', 'minimal', 'sullae'];

describe('the shows that come along', () => {
  it.each(SHIPPED)('%s is in order, without advice', async (name) => {
    const loaded = await loadShow(join(ROOT, name));
    expect(loaded.advice).toEqual([]);
    expect(loaded.show.id).toBe(name);
    expect(loaded.world).toMatch(/[가-힣]/);
  });

  it.each(SHIPPED)('the cue sheet of %s is the one of its show.yaml', async (name) => {
    const { show } = await loadShow(join(ROOT, name));
    await expect(cueSheet(show)).toMatchFileSnapshot(join(ROOT, name, 'cue-sheet.md'));
  });

  it('the schema for editors is the one of the contract', async () => {
    await expect(showSchemaText()).toMatchFileSnapshot(join(ROOT, 'show.schema.json'));
  });

  it('first-light goes round by itself in six minutes, never dark, never cut', async () => {
    const { show } = await loadShow(join(ROOT, 'first-light'));
    expect(listSeconds(show)).toBeGreaterThan(350);
    expect(listSeconds(show)).toBeLessThan(370);
    const d = conduct(show);
    const cues = new Set<string | null>();
    let red = 0;
    for (let s = 0; s <= 600; s += 0.5) {
      const stage = d.to(s);
      cues.add(stage.cue);
      expect(stage.cut).toBe(false);
      expect(stage.intendedBlack).toBe(false);
      expect(stage.master).toBeGreaterThan(0.5);
      if (stage.palette.accent[1] < 0.3) red++;
    }
    expect(cues.size).toBe(show.cues.length);
    expect(red).toBeGreaterThan(0);
    expect(nextDeadline(d.state)).not.toBeNull();
    expect(show.cues.filter((c) => c.palette.accent === '#8A3B2A')).toHaveLength(1);
    for (const c of show.cues) expect(c.fade.seconds).toBeGreaterThanOrEqual(8);
  });

  it('minimal has three cues that wait for GO, the last one dark', async () => {
    const { show } = await loadShow(join(ROOT, 'minimal'));
    const d = conduct(show);
    expect(d.to(100).cue).toBeNull();
    expect(d.go(100).cue).toBe('1');
    d.go(120);
    expect(share(d.to(140), 'sheet')).toBe(1);
    d.go(140);
    expect(d.to(200)).toMatchObject({ cue: '3', master: 0, intendedBlack: true });
  });

  it.each(SHIPPED)('a stage of %s passes through the wire as it is', async (name) => {
    const { show } = await loadShow(join(ROOT, name));
    const wired = StageShow.parse(stageShow(show, 7));
    const stage = conduct(show).to(0);
    const back = decodeState(encodeState(stage, wired), wired);
    expect(back).toMatchObject({ cue: stage.cue, standby: stage.standby, scene: stage.scene });
    expect(back?.layers[0]?.entry).toBe(stage.layers[0]?.entry);
  });
});

describe('helpers of the loader', () => {
  it('finds the nearest name, and none that is far', () => {
    expect(nearest('tde', ['tide', 'paper'])).toBe('tide');
    expect(nearest('Tide', ['tide'])).toBe('tide');
    expect(nearest('zebra', ['tide', 'paper'])).toBeNull();
    expect(nearest('', ['tide'])).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });

  it('knows the keys of every block', () => {
    expect(knownKeys([])).toContain('scenes');
    expect(knownKeys(['cues', 3, 'fade'])).toEqual(['seconds', 'beats', 'curve']);
    expect(knownKeys(['scenes', 'any', 'map', 0])).toContain('attackS');
    expect(knownKeys(['scenes', 'any', 'look'])).toEqual([]);
  });

  it('lets cue numbers stand without quotes in editors', () => {
    const text = JSON.stringify(showJsonSchema());
    expect(text).toContain('"type":["string","number"]');
  });

  it('gives clients the fade as it will be', () => {
    const show = makeShow([cue('1', 'a', { fade: { seconds: 0 } }), cue('2', 'b', { cut: true })]);
    expect(Show.safeParse(show).success).toBe(true);
    expect(stageShow(show, 1).cues.map((c) => c.fadeS)).toEqual([0.5, 0]);
  });
});
