import { describe, expect, it } from 'vitest';
import { STROKE_POINTS, Stroke } from '#contracts/visit';
import { feelKeys, HOLD_MS } from '../../../stage-display/booth/recall/feel.ts';
import { feelingOfCode, feltOnPads } from '../../../stage-display/booth/recall/hands.ts';
import { arrowPen } from '../../../stage-display/booth/sketch/arrow-pen.ts';
import { glowAt } from '../../../stage-display/booth/sketch/light-sheet.ts';
import { outbox } from '../../../stage-display/booth/sketch/outbox.ts';
import { type Pen, pen, pressureOf } from '../../../stage-display/booth/sketch/pen.ts';
import { inked, ribbonOf } from '../../../stage-display/booth/sketch/ribbon.ts';
import { breathAt, leftOf } from '../../../stage-display/booth/steps/rest.ts';
import { wayOf } from '../../../stage-display/booth/waterline.ts';

describe('two keys of feeling', () => {
  it('goes out as it is let go where it was held, and stays where it was touched', () => {
    const keys = feelKeys();
    keys.press('pleasant', 'finger1', 0);
    expect(keys.marked()).toEqual({ pleasant: true, painful: false });
    keys.lift('pleasant', 'finger1', HOLD_MS + 1);
    expect(keys.marked().pleasant).toBe(false);
    keys.press('pleasant', 'finger1', 1_000);
    keys.lift('pleasant', 'finger1', 1_100);
    expect(keys.marked().pleasant).toBe(true);
    keys.press('pleasant', 'finger1', 2_000);
    keys.lift('pleasant', 'finger1', 2_100);
    expect(keys.marked().pleasant).toBe(false);
  });

  it('takes both at once, and each from several hands', () => {
    const keys = feelKeys();
    keys.press('pleasant', 'KeyF', 0);
    keys.press('painful', 'finger2', 10);
    expect(keys.marked()).toEqual({ pleasant: true, painful: true });
    keys.press('pleasant', 'pad0.4', 20);
    keys.lift('pleasant', 'KeyF', 900);
    expect(keys.marked().pleasant).toBe(true);
    keys.lift('pleasant', 'pad0.4', 1_900);
    expect(keys.marked()).toEqual({ pleasant: false, painful: true });
    keys.liftAll();
    expect(keys.marked()).toEqual({ pleasant: false, painful: false });
    keys.adopt({ pleasant: false, painful: true });
    expect(keys.marked().painful).toBe(true);
  });

  it('knows keys by their place, and pads by their side', () => {
    expect([feelingOfCode('ArrowLeft'), feelingOfCode('KeyJ'), feelingOfCode('Space')]).toEqual([
      'pleasant',
      'painful',
      null,
    ]);
    const buttons = Array.from({ length: 16 }, (_, i) => ({ pressed: i === 4 || i === 1 }));
    expect([...feltOnPads([null, { index: 1, buttons }])]).toEqual([
      ['pad1.1', 'painful'],
      ['pad1.4', 'pleasant'],
    ]);
  });
});

describe('the pen', () => {
  const at = (x: number, y: number, atMs: number) => ({ x, y, pressure: 0.5, atMs });

  it('gives strokes that the conductor takes, whatever a hand does', () => {
    const line = pen(1.25, at(-0.2, 1.4, 5_000));
    line.move(at(0.5, 0.5, 4_000));
    line.move(at(0.500001, 0.5, 5_100));
    line.move(at(2, Number.MIN_VALUE, 700_000_000));
    const stroke = line.stroke();
    expect(Stroke.parse(stroke)).toEqual(stroke);
    expect(stroke.points).toEqual([
      [0, 1, 0.5, 0],
      [0.5, 0.5, 0.5, 0],
      [1, 0, 0.5, 600_000],
    ]);
  });

  it('is full after so many points', () => {
    const line = pen(0, at(0, 0, 0));
    for (let i = 1; i < STROKE_POINTS + 50; i++) line.move(at((i % 2) * 0.9, i / 4_000, i));
    expect([line.isFull(), line.stroke().points.length]).toEqual([true, STROKE_POINTS]);
  });

  it('believes a pen, and no pressure that a screen makes up', () => {
    expect(pressureOf('pen', 0.13)).toBe(0.13);
    expect([pressureOf('mouse', 1), pressureOf('touch', 0), pressureOf('touch', 1)]).toEqual([
      0.5, 0.5, 0.5,
    ]);
    expect(pressureOf('touch', 0.31)).toBe(0.31);
  });

  it('can be led by arrow keys', () => {
    const done: Pen[] = [];
    const arrows = arrowPen({
      sketchS: () => 2,
      drawing: () => {},
      done: (p) => done.push(p),
      mayBegin: () => true,
    });
    arrows.press('ArrowRight', 0);
    for (let ms = 0; ms <= 500; ms += 16) arrows.frame(ms);
    const before = arrows.at().x;
    expect(before).toBeGreaterThan(0.52);
    expect(arrows.press('Space', 500)).toBe(true);
    for (let ms = 500; ms <= 1_000; ms += 16) arrows.frame(ms);
    arrows.release('ArrowRight');
    arrows.press('Space', 1_000);
    expect(arrows.press('KeyQ', 1_000)).toBe(false);
    const [stroke] = done.map((p) => Stroke.parse(p.stroke()));
    expect(stroke?.atS).toBe(2);
    expect(stroke?.points.length).toBeGreaterThan(10);
    expect(stroke?.points[0]?.[0]).toBeCloseTo(before, 3);
  });
});

describe('strokes on their way', () => {
  it('loses none with a connection that breaks, and sends none twice that was told back', () => {
    const sent: number[] = [];
    let live = false;
    const out = outbox(({ atS }) => live && sent.push(atS) > 0);
    const stroke = (atS: number): Stroke => ({ atS, points: [[0, 0, 0.5, 0]] });
    out.put(stroke(1));
    live = true;
    out.put(stroke(2));
    expect(sent).toEqual([1, 2]);
    expect(out.known([stroke(1)])).toBe(true);
    out.again();
    out.flush();
    out.flush();
    expect(sent).toEqual([1, 2, 2]);
    out.known([stroke(1), stroke(2)]);
    expect(out.strokes()).toEqual([]);
  });
});

describe('ink', () => {
  const drawn = (pressure: number, tookMs: number) =>
    inked(
      Array.from({ length: 21 }, (_, i) => [i / 20, 0.5, pressure, (i * tookMs) / 20] as const).map(
        (p): [number, number, number, number] => [...p],
      ),
      1_000,
      500,
    );
  const middle = (line: ReturnType<typeof drawn>): number =>
    line[Math.floor(line.length / 2)]!.half;

  it('is wider where it is pressed, thinner where the hand is fast, thin at both ends', () => {
    expect(middle(drawn(0.9, 4_000))).toBeGreaterThan(1.5 * middle(drawn(0.2, 4_000)));
    expect(middle(drawn(0.5, 4_000))).toBeGreaterThan(1.3 * middle(drawn(0.5, 400)));
    const line = drawn(0.5, 4_000);
    expect(line[0]!.half).toBeLessThan(0.5 * middle(line));
    expect(line.at(-1)!.half).toBeLessThan(0.5 * middle(line));
    expect(line.every(({ y }) => y === 250)).toBe(true);
  });

  it('is a ribbon whose triangles name corners that are there, also as a dot', () => {
    for (const line of [drawn(0.5, 900), drawn(0.5, 900).slice(0, 1), []]) {
      const { vertices, uvs, indices } = ribbonOf(line, 5);
      expect(uvs.length).toBe(vertices.length);
      expect(vertices.every(Number.isFinite)).toBe(true);
      expect(Math.max(-1, ...indices)).toBeLessThan(vertices.length / 2);
    }
    expect(ribbonOf(drawn(0.5, 900).slice(0, 1), 5).indices.length).toBe(6);
    expect([glowAt(0), glowAt(1)].map((v) => Math.round(v * 100))).toEqual([100, 0]);
  });
});

describe('time without numbers', () => {
  it('breathes six times a minute, and grows shorter', () => {
    expect(
      [breathAt(0), breathAt(5_000), breathAt(10_000)].map((b) => Math.round(b * 1e6) / 1e6),
    ).toEqual([0, 1, 0]);
    expect([leftOf(0, 60_000, 15_000), leftOf(0, null, 9), leftOf(0, 10, 99)]).toEqual([
      0.75, 1, 0,
    ]);
    expect([wayOf('welcome'), wayOf('farewell')]).toEqual([0, 1]);
  });
});
