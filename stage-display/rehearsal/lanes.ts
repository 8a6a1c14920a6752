import type { Lane, RehearsalTake } from '#contracts/rehearsal';

/** Pixels of one lane and of the strip of cues above them. */
export const LANE_PX = 44;
export const SIGNS_PX = 34;
const LEFT_PX = 170;
const INKS = {
  positive: '#e3b778',
  negative: '#93aecb',
  arousal: '#eebc5e',
  other: '#9fbfa6',
} as const;
const PAPER = '#cfc8b8';
const DIM = '#a3a8a8';
const RULE = '#2b3136';

/** Where a second of a take lies on a canvas of this width, and back. */
export const xOf = (s: number, seconds: number, width: number): number =>
  LEFT_PX + ((width - LEFT_PX) * s) / Math.max(1e-9, seconds);
export const secondOfX = (x: number, seconds: number, width: number): number =>
  Math.min(seconds, Math.max(0, ((x - LEFT_PX) / Math.max(1, width - LEFT_PX)) * seconds));

/** The value of a lane at a second; null where nothing was heard. */
export const valueAt = ({ values }: Lane, s: number, stepS: number): number | null =>
  values[Math.floor(s / stepS)] ?? null;

const inkOf = ({ kind, name }: Lane): string =>
  kind === 'feeling' && (name === 'positive' || name === 'negative' || name === 'arousal')
    ? INKS[name]
    : INKS.other;

const drawLane = (
  g: CanvasRenderingContext2D,
  lane: Lane,
  top: number,
  { seconds, stepS }: RehearsalTake,
  width: number,
): void => {
  const { from, to, values } = lane;
  const y = (v: number): number => top + LANE_PX - 6 - ((LANE_PX - 12) * (v - from)) / (to - from);
  g.strokeStyle = RULE;
  g.lineWidth = 1;
  g.strokeRect(LEFT_PX, top + 0.5, width - LEFT_PX, LANE_PX - 1);
  g.strokeStyle = inkOf(lane);
  g.lineWidth = 1.5;
  g.beginPath();
  let isDown = false;
  for (const [i, v] of values.entries()) {
    if (v !== null) {
      const x = xOf(i * stepS, seconds, width);
      if (isDown) g.lineTo(x, y(v));
      else g.moveTo(x, y(v));
    }
    isDown = v !== null;
  }
  g.stroke();
};

const drawSigns = (
  g: CanvasRenderingContext2D,
  take: RehearsalTake,
  width: number,
  height: number,
): void => {
  g.font = '600 13px system-ui, sans-serif';
  g.textBaseline = 'alphabetic';
  let freePx = LEFT_PX;
  for (const { s, number } of take.cues) {
    const x = Math.round(xOf(s, take.seconds, width)) + 0.5;
    g.strokeStyle = RULE;
    g.beginPath();
    g.moveTo(x, 0);
    g.lineTo(x, height);
    g.stroke();
    if (x < freePx) continue;
    g.fillStyle = PAPER;
    g.fillText(number, x + 3, 14);
    freePx = x + g.measureText(number).width + 8;
  }
  g.fillStyle = INKS.arousal;
  for (const { s } of take.marks) {
    const x = xOf(s, take.seconds, width);
    g.beginPath();
    g.moveTo(x, SIGNS_PX - 2);
    g.lineTo(x - 5, SIGNS_PX - 12);
    g.lineTo(x + 5, SIGNS_PX - 12);
    g.fill();
  }
};

export const lanesHeight = (take: RehearsalTake): number => SIGNS_PX + take.lanes.length * LANE_PX;

/** Draws cues, marks and every signal of a take; what moves over it is drawn apart. */
export const drawLanes = (
  canvas: HTMLCanvasElement,
  take: RehearsalTake,
  width: number,
  dpr: number,
): void => {
  const height = lanesHeight(take);
  canvas.width = Math.max(1, Math.round(width * dpr));
  canvas.height = Math.max(1, Math.round(height * dpr));
  canvas.style.height = `${height}px`;
  const g = canvas.getContext('2d');
  if (!g) return;
  g.scale(dpr, dpr);
  g.clearRect(0, 0, width, height);
  drawSigns(g, take, width, height);
  for (const [i, lane] of take.lanes.entries()) {
    const top = SIGNS_PX + i * LANE_PX;
    drawLane(g, lane, top, take, width);
    g.fillStyle = lane.kind === 'feeling' ? PAPER : DIM;
    g.font = '13px system-ui, sans-serif';
    g.fillText(lane.name, 4, top + 18, LEFT_PX - 10);
    g.fillStyle = DIM;
    g.font = '11px system-ui, sans-serif';
    g.fillText(lane.of, 4, top + 34, LEFT_PX - 10);
  }
};
