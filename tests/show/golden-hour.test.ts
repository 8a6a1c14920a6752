import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordedVisit } from '#contracts/visit';
import { listSeconds } from '../../conductor/show/cues.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { conduct } from './support.ts';

const FOLDER = join(import.meta.dirname, '../../shows/golden-hour');
const show = async () => (await loadShow(FOLDER)).show;
const visitor = async (name: string) =>
  RecordedVisit.parse(JSON.parse(await readFile(join(FOLDER, 'visitors', name), 'utf8')));

describe('golden-hour', () => {
  it('goes round by itself in twelve minutes, never dark and never cut, and stays out of the cues of a visit', async () => {
    const it_ = await show();
    const d = conduct(it_);
    const cues: (string | null)[] = [];
    for (let s = 0; s <= 1_500; s += 0.5) {
      const stage = d.to(s);
      if (cues.at(-1) !== stage.cue) cues.push(stage.cue);
      expect(stage.cut).toBe(false);
      expect(stage.intendedBlack).toBe(false);
      expect(stage.master).toBeGreaterThan(0.5);
      if (s === 600) expect(cues.at(-1)).not.toBe('1');
    }
    const round = it_.cues.filter((cue) => Number(cue.number) < 20).map((cue) => cue.number);
    expect(cues.filter((cue) => cue !== null).slice(0, round.length + 1)).toEqual([...round, '1']);
    expect(listSeconds({ ...it_, cues: it_.cues.slice(0, round.length) })).toBeGreaterThan(690);
    expect(listSeconds({ ...it_, cues: it_.cues.slice(0, round.length) })).toBeLessThan(750);
  });

  it('shows a place whole twice in a round, each with a memory of its own, and has a cue for the steps of a visit', async () => {
    const { cues, scenes, booth, memories } = await show();
    const whole = cues.filter(
      (cue) => scenes[cue.scene ?? '']?.scene === 'recall' && (cue.look.reach ?? 0.9) > 0.5,
    );
    expect(whole.map((cue) => cue.number)).toEqual(['7', '11', '27', '28']);
    expect(Object.keys(memories)).toEqual(['garden', 'bus']);
    const steps = Object.entries(booth?.cues ?? {});
    expect(steps.length).toBeGreaterThan(9);
    for (const [, number] of steps) {
      const cue = cues.find((one) => one.number === number);
      expect(cue?.scene).toBeDefined();
      if (Number(number) > 20) expect(cue?.follow).toBe('manual');
    }
  });

  it.each(['garden.json', 'bus.json'])(
    'the recorded visitor %s is one whom the booth could have met',
    async (name) => {
      const { booth } = await show();
      const { acts, lang } = await visitor(name);
      expect(booth?.recorded).toContain(`visitors/${name}`);
      expect(lang).toBe(name === 'garden.json' ? 'ko' : 'en');
      const times = acts.map(({ atS }) => atS);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const of = <T extends (typeof acts)[number]['act']['do']>(what: T) =>
        acts.flatMap(({ atS, act }) => (act.do === what ? [{ atS, act }] : []));
      // Only what the show asks is answered, and each drawing took as long as a hand takes.
      const asked = booth?.questions.map(({ id }) => id) ?? [];
      for (const { act } of of('answer'))
        expect(asked).toContain(act.do === 'answer' ? act.question : '');
      const strokes = of('stroke').flatMap(({ act }) => (act.do === 'stroke' ? [act.stroke] : []));
      expect(strokes.length).toBeGreaterThan(15);
      const drawn = strokes.reduce((sum, { points }) => sum + (points.at(-1)?.[3] ?? 0), 0);
      expect(drawn).toBeGreaterThan(15_000);
      const pressures = strokes.flatMap(({ points }) => points.map(([, , p]) => p));
      expect(Math.max(...pressures) - Math.min(...pressures)).toBeGreaterThan(0.3);
      // Both keys at once is somewhere in the recall.
      const marks = of('feel').map(({ act }) => (act.do === 'feel' ? act.marked : null));
      expect(marks.some((m) => m?.pleasant && m.painful)).toBe(true);
      expect(marks.some((m) => m && m.pleasant !== m.painful)).toBe(true);
      // From touch to the end of the recall it is no longer than a visitor's six minutes.
      const recall = times[acts.findIndex(({ act }) => act.do === 'feel')] ?? 0;
      expect(recall + 90).toBeLessThan(360);
    },
  );
});
