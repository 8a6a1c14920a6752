import type { RehearsalTake } from '#contracts/rehearsal';
import { el, setAttr, setStyle, setText } from '../shared-ui/dom.ts';
import { everyFrame, localMs } from '../shared-ui/frame.ts';
import { fill, type Lang, otherLang, remember, rememberedLang } from '../shared-ui/language.ts';
import { drawLanes, secondOfX, xOf } from './lanes.ts';
import { askTake, askTakes } from './load.ts';
import {
  type Playhead,
  paced,
  placed,
  resting,
  SPEEDS,
  secondAt,
  signBeside,
  turned,
} from './playhead.ts';
import { nowWords, signWords, timeWords } from './said.ts';
import { type VideoScreen, videoScreen } from './screen.ts';
import { REHEARSAL_WORDS, type RehearsalWord } from './words.ts';

const STEP_S = 5;
const MOST_DPR = 2;

/** Plays a take and the video of its rehearsal together. */
export const startRehearsal = (root: HTMLElement): void => {
  let lang: Lang = rememberedLang();
  let take: RehearsalTake | null = null;
  let screen: VideoScreen | null = null;
  let head: Playhead = resting(localMs());
  let trouble: RehearsalWord | null = 'loading';

  const button = (name: string, act: () => void): HTMLButtonElement => {
    const made = el('button', { class: `button ${name}`, attrs: { type: 'button' } });
    made.addEventListener('click', () => {
      act();
      made.blur();
    });
    return made;
  };
  const now = (): number => secondAt(head, localMs(), take?.seconds ?? 0);
  const go = (s: number): void => {
    if (take) head = placed(head, s, localMs(), take.seconds);
  };
  const turn = (): void => {
    if (take) head = turned(head, localMs(), take.seconds);
  };
  const toCue = (way: -1 | 1): void => {
    const s = take && signBeside(take.cues, now(), way);
    if (s !== null) go(s);
    else if (way < 0) go(0);
  };
  const pace = (speed: number): void => {
    if (take) head = paced(head, speed, localMs(), take.seconds);
  };
  const faster = (way: -1 | 1): void => {
    const at = SPEEDS.indexOf(head.speed) + way;
    pace(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at))] ?? 1);
  };

  const title = el('h1');
  const language = button('language', () => {
    lang = otherLang(lang);
    remember(lang);
  });
  const chooser = el('select', { class: 'take-choice' });
  const chooserLabel = el('label', {}, el('span'), chooser);
  const video = el('video', { attrs: { playsinline: '', preload: 'auto' } });
  const remark = el('p', { class: 'remark', attrs: { role: 'status' } });
  const play = button('play', turn);
  const before = button('before', () => toCue(-1));
  const after = button('after', () => toCue(1));
  const time = el('output', { class: 'time num' });
  const sign = el('span', { class: 'sign' });
  const speed = el('select', { class: 'speed' });
  speed.append(...SPEEDS.map((s) => el('option', { text: `${s}×`, attrs: { value: String(s) } })));
  const speedLabel = el('label', {}, el('span'), speed);
  const keys = el('p', { class: 'keys' });
  const canvas = el('canvas', { class: 'lanes' });
  const line = el('div', { class: 'playhead' });
  const values = el('p', { class: 'values num' });
  const board = el('div', { class: 'board' }, canvas, line);
  root.append(
    el('header', {}, title, chooserLabel, language),
    el('div', { class: 'screen' }, video, remark),
    el('div', { class: 'transport' }, before, play, after, time, speedLabel, sign),
    values,
    board,
    keys,
  );

  const redraw = (): void => {
    if (take) drawLanes(canvas, take, board.clientWidth, Math.min(MOST_DPR, devicePixelRatio));
  };
  const choose = async (id: string): Promise<void> => {
    [take, screen, trouble] = [null, null, 'loading'];
    const loaded = await askTake(id);
    // Meanwhile another one was chosen.
    if (chooser.value !== id) return;
    if (loaded.is === 'not') {
      trouble = loaded.why;
      return;
    }
    take = loaded.value;
    trouble = null;
    screen = videoScreen(video, take);
    head = resting(localMs());
    redraw();
  };
  const begin = async (): Promise<void> => {
    const listed = await askTakes();
    if (listed.is === 'not') {
      trouble = listed.why;
      return;
    }
    chooser.replaceChildren(
      ...listed.value.map(({ id, show, seconds, videos }) => {
        const words = [
          id,
          show,
          seconds === null ? null : timeWords(seconds),
          videos > 0 ? '▶' : null,
        ];
        return el('option', { text: words.filter(Boolean).join(' · '), attrs: { value: id } });
      }),
    );
    const asked = new URLSearchParams(location.search).get('take');
    if (asked && listed.value.some(({ id }) => id === asked)) chooser.value = asked;
    if (chooser.value === '') trouble = 'none';
    else await choose(chooser.value);
  };

  chooser.addEventListener('change', () => {
    chooser.blur();
    void choose(chooser.value);
  });
  speed.addEventListener('change', () => {
    speed.blur();
    pace(Number(speed.value));
  });
  let isDragging = false;
  const drag = (event: PointerEvent): void => {
    const { left, width } = board.getBoundingClientRect();
    if (take) go(secondOfX(event.clientX - left, take.seconds, width));
  };
  board.addEventListener('pointerdown', (event) => {
    isDragging = true;
    board.setPointerCapture(event.pointerId);
    drag(event);
  });
  board.addEventListener('pointermove', (event) => isDragging && drag(event));
  for (const end of ['pointerup', 'pointercancel'] as const)
    board.addEventListener(end, () => {
      isDragging = false;
    });
  addEventListener('resize', redraw);
  const acts: Readonly<Record<string, (shift: boolean) => void>> = {
    Space: turn,
    ArrowLeft: (shift) => (shift ? toCue(-1) : go(now() - STEP_S)),
    ArrowRight: (shift) => (shift ? toCue(1) : go(now() + STEP_S)),
    ArrowUp: () => faster(1),
    ArrowDown: () => faster(-1),
    Home: () => go(0),
  };
  addEventListener('keydown', (event) => {
    const act = acts[event.code];
    const isElse = event.ctrlKey || event.metaKey || event.altKey;
    if (!act || isElse || document.activeElement instanceof HTMLSelectElement) return;
    event.preventDefault();
    act(event.shiftKey);
  });

  const say = (
    word: RehearsalWord,
    with_: Readonly<Record<string, string | number>> = {},
  ): string => fill(REHEARSAL_WORDS[word][lang], with_);
  const update = (s: number): void => {
    document.documentElement.lang = lang;
    setText(title, say('title'));
    setText(language, say('language'));
    setText(chooserLabel.firstElementChild ?? chooserLabel, say('choose'));
    setText(speedLabel.firstElementChild ?? speedLabel, say('speed'));
    setText(play, say(head.plays ? 'pause' : 'play'));
    setText(before, say('before'));
    setText(after, say('after'));
    setText(keys, say('keys'));
    setText(remark, trouble ? say(trouble) : nowWords(take, screen, say));
    setAttr(video, 'hidden', screen?.state === 'shown' ? null : '');
    setText(time, `${timeWords(s)} / ${timeWords(take?.seconds ?? 0)}`);
    if (document.activeElement !== speed) speed.value = String(head.speed);
    const { cue, mark, heard } = signWords(take, s, say);
    setText(sign, [cue, mark].filter(Boolean).join(' · '));
    setText(values, heard);
    setStyle(line, 'left', `${xOf(s, take?.seconds ?? 1, board.clientWidth)}px`);
    setAttr(line, 'hidden', take ? null : '');
    setAttr(root, 'data-second', s.toFixed(3));
  };

  everyFrame((nowMs) => {
    const seconds = take?.seconds ?? 0;
    let s = secondAt(head, nowMs, seconds);
    if (screen) head = screen.keep(head, s, nowMs);
    s = secondAt(head, nowMs, seconds);
    if (head.plays && s >= seconds)
      head = { ...placed(head, seconds, nowMs, seconds), plays: false };
    update(s);
  });
  void begin();
};
