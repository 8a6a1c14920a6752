import { deflateSync } from 'node:zlib';
import { fader, key, label, page, toggle } from './controls.ts';
import { type Colour, type Control, type Frame, toscXml } from './xml.ts';

const WIDTH = 1024;
const HEIGHT = 768;
const GAP = 8;
const COLUMNS = 8;
const ROWS = 8;

const GREEN: Colour = [0.1, 0.62, 0.32];
const RED: Colour = [0.8, 0.12, 0.12];
const AMBER: Colour = [0.85, 0.55, 0.1];
const GREY: Colour = [0.32, 0.35, 0.38];
const BLUE: Colour = [0.2, 0.42, 0.72];
const ROSE: Colour = [0.72, 0.3, 0.45];
const PAPER: Colour = [0.94, 0.92, 0.88];
const DIM: Colour = [0.6, 0.62, 0.64];

/** Cells of a grid of eight by eight, from the top left. */
const cells = (column: number, row: number, wide = 1, high = 1): Frame => ({
  x: Math.round((column * WIDTH) / COLUMNS) + GAP / 2,
  y: Math.round((row * HEIGHT) / ROWS) + GAP / 2,
  w: Math.round((wide * WIDTH) / COLUMNS) - GAP,
  h: Math.round((high * HEIGHT) / ROWS) - GAP,
});

/** The words over a button: TouchOSC's buttons have none of their own. */
const named = (control: Control, words: string, frame: Frame, size = 18): Control[] => [
  control,
  label(`${words} label`, frame, PAPER, words, size),
];

const pressed = (words: string, frame: Frame, tint: Colour, path: string, size = 18): Control[] =>
  named(key(words, frame, tint, path), words, frame, size);

const switched = (
  words: string,
  frame: Frame,
  tint: Colour,
  path: string,
  state: string,
): Control[] => named(toggle(words, frame, tint, path, state), words, frame);

const shown = (
  words: string,
  column: number,
  row: number,
  wide: number,
  state: string,
): Control[] => {
  const frame = cells(column, row, wide);
  return [
    label(`${words} name`, { ...frame, h: 24 }, DIM, words, 14),
    label(words, { ...frame, y: frame.y + 24, h: frame.h - 24 }, PAPER, '-', 40, state),
  ];
};

const pulled = (
  words: string,
  column: number,
  tint: Colour,
  path: string,
  state: string,
): Control[] => {
  const frame = cells(column, 3, 1, 5);
  return [
    fader(words, { ...frame, h: frame.h - 32 }, tint, path, state),
    label(`${words} label`, { ...frame, y: frame.y + frame.h - 30, h: 28 }, PAPER, words, 16),
  ];
};

const at = (name: string): string => `/yeoun/state/${name}`;

/** Asks for what is shown here, again before the minute of a subscription is over. */
const script = (port: number): string => `-- Yeoun: asks for the states that this page shows.
-- PORT is the Receive Port of this connection.
local PORT = ${port}
local EVERY = 20000
local last = -EVERY

function update()
  local now = getMillis()
  if now - last < EVERY then return end
  last = now
  sendOSC({ '/yeoun/subscribe', {
    { tag = 's', value = '/yeoun/state/*' },
    { tag = 'i', value = PORT },
  } })
end
`;

/** The desk on a tablet: GO, back, PANIC, levels, feeling, what runs and what stands by. */
export const touchOscLayout = (port: number): Control =>
  page('Yeoun', { x: 0, y: 0, w: WIDTH, h: HEIGHT }, script(port), [
    ...shown('RUNNING 진행', 0, 0, 2, at('cue')),
    ...shown('LEFT 남은 초', 2, 0, 1, at('left')),
    ...shown('STANDBY 대기', 3, 0, 2, at('standby')),
    ...shown('WATCHING 조건', 5, 0, 2, at('watching')),
    ...shown('EVENING', 7, 0, 1, at('evening')),
    ...pressed('GO', cells(0, 1, 3, 2), GREEN, '/yeoun/cue/go', 64),
    ...pressed('BACK 이전', cells(3, 1), GREY, '/yeoun/cue/back'),
    ...switched('PAUSE 멈춤', cells(4, 1), GREY, '/yeoun/pause', at('paused')),
    ...pressed('VETO 거부', cells(5, 1), AMBER, '/yeoun/veto'),
    ...pressed('TAP 템포', cells(3, 2), GREY, '/yeoun/tap'),
    ...switched('FREEZE 정지', cells(4, 2), BLUE, '/yeoun/freeze/on', at('frozen')),
    ...switched('BLACKOUT 암전', cells(5, 2), BLUE, '/yeoun/blackout', at('blackout')),
    ...pressed('PANIC', cells(6, 1, 2, 2), RED, '/yeoun/panic', 48),
    ...pulled('MASTER', 0, PAPER, '/yeoun/master', at('master')),
    ...pulled('SOUND 소리', 1, PAPER, '/yeoun/sound', at('sound')),
    ...pulled('POSITIVE 긍정', 3, ROSE, '/yeoun/affect/positive', at('positive')),
    ...pulled('NEGATIVE 부정', 4, BLUE, '/yeoun/affect/negative', at('negative')),
    ...pulled('AROUSAL 각성', 5, AMBER, '/yeoun/affect/arousal', at('arousal')),
    ...pressed('HOUSE 객석', cells(6, 3), GREY, '/yeoun/evening/house'),
    ...pressed('SHOW 공연', cells(7, 3), GREY, '/yeoun/evening/show'),
    ...pressed('INTERVAL 휴식', cells(6, 4), GREY, '/yeoun/evening/interval'),
    ...pressed('BOWS 커튼콜', cells(7, 4), GREY, '/yeoun/evening/bows'),
    ...pressed('STOP 중단', cells(6, 5), AMBER, '/yeoun/evening/stopped'),
    ...pressed('FADE ALL', cells(7, 5), AMBER, '/yeoun/fade-all'),
    ...pressed('HOLD 붙들기', cells(6, 6), ROSE, '/yeoun/affect/hold'),
    ...pressed('LIVE 실황', cells(7, 6), ROSE, '/yeoun/affect/live'),
    ...switched('LOCK 잠금', cells(6, 7), GREY, '/yeoun/lock', at('locked')),
    ...pressed('MARK 표시', cells(7, 7), GREY, '/yeoun/mark'),
  ]);

/** The bytes of a .tosc file: the XML, compressed by zlib. `port`: where TouchOSC receives. */
export const touchOscFile = (port: number): Buffer =>
  deflateSync(Buffer.from(toscXml(touchOscLayout(port)), 'utf8'));
