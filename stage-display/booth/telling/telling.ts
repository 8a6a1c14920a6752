import type { Text } from '#contracts/ids';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { pacer } from '../../shared-ui/frame.ts';
import { fill } from '../../shared-ui/language.ts';
import { draft } from '../entry/draft.ts';
import { writing } from '../entry/field.ts';
import { choiceOf, keyOf, sheet } from '../parts.ts';
import type { Desk, Screen, View } from '../view.ts';
import { ear } from '../voice/ear.ts';
import { TELL } from '../words/telling.ts';
import { saidOf } from './said.ts';
import { type Question, targetOf } from './target.ts';
import { voiceLight } from './voice-light.ts';

/** What was typed goes out at most so often. */
const SEND_MS = 250;

/** choose: nothing was begun. speak: the microphone, open or paused. write: letters. */
type Mode = 'choose' | 'speak' | 'write';

const titled = (question: Question): Text => question?.text ?? TELL.title;

/** Telling something, by voice or by hand: the memory, or the answer to a question. */
export const telling = (desk: Desk, first: View, question: Question): Screen => {
  const step = question ? 'questions' : 'words';
  const target = targetOf(desk, question);
  const at = sheet(desk, first, step, titled(question));
  let view = first;
  let mode: Mode = 'choose';
  let wasLive = first.live;
  /** When a voice was heard last, or listening began; local. */
  let heardMs = desk.nowMs();
  const text = draft(target.read(first.status));
  const mic = ear(desk, () => micChanged());
  const light = voiceLight();

  const field = writing({
    words: at.words,
    layout: first.lang,
    label: question ? TELL.answerLabel : TELL.textLabel,
    placeholder: TELL.placeholder,
    most: target.most,
    nowMs: desk.nowMs,
    written(next) {
      text.write(next);
      draw();
    },
  });
  const hint = at.words.say('p', 'says', TELL.hint);
  const speak = choiceOf(at.words, TELL.speak, TELL.speakHint, () => turnTo('speak'));
  const write = choiceOf(at.words, TELL.write, TELL.writeHint, () => turnTo('write'));
  const choices = el('div', { class: 'choices two' }, speak, write);
  const heard = el('span', { class: 'heard' });
  const partial = el('span', { class: 'partial', attrs: { 'aria-hidden': 'true' } });
  const read = el('p', { class: 'read', attrs: { translate: 'no' } }, heard, partial);
  const said = at.words.say('p', 'said', TELL.listening);
  said.setAttribute('role', 'status');
  const pause = keyOf(
    at.words,
    TELL.pause,
    () => void (mic.state() === 'open' ? hush() : listen()),
    'quiet',
  );
  const correct = keyOf(at.words, TELL.correct, () => turnTo('write'), 'quiet');
  const instead = keyOf(at.words, TELL.speakInstead, () => turnTo('speak'), 'quiet');
  const pass = keyOf(at.words, TELL.pass, () => leave(), 'quiet');
  const done = keyOf(at.words, TELL.done, () => leave());
  const back = at.back();
  at.body.append(hint, choices, light.root, read, field.area, said, field.board);
  at.ways.append(back, pause, correct, instead, pass, done);
  if (question)
    at.title.before(
      at.words.say('p', 'count', {
        en: fill(TELL.ofQuestions.en, { n: question.index + 1, count: question.count }),
        ko: fill(TELL.ofQuestions.ko, { n: question.index + 1, count: question.count }),
      }),
    );
  read.addEventListener('click', () => turnTo('write'));

  const flush = (): boolean => {
    const due = text.due();
    if (due === null) return true;
    const isSent = target.send(due, view.status);
    if (isSent) text.sent(due);
    return isSent;
  };
  const leave = (): void => {
    hush();
    if (flush()) at.next();
  };
  const isHeard = (): boolean => view.status.words.hears[view.lang] !== 'absent';
  const hush = (): void => {
    if (mic.state() !== 'open' && mic.state() !== 'opening') return;
    mic.close();
    desk.act({ do: 'listen', on: false });
  };
  const listen = async (): Promise<void> => {
    // What was corrected goes first: what is heard comes after it.
    flush();
    if ((await mic.open()) && desk.act({ do: 'listen', on: true })) heardMs = desk.nowMs();
  };
  const micChanged = (): void => {
    // Without an ear there are letters, and the sentence that says so.
    if (mic.state() === 'failed') turnTo('write');
    else draw();
  };
  const turnTo = (wanted: Mode): void => {
    mode = wanted === 'speak' && !isHeard() ? 'write' : wanted;
    if (mode === 'speak') void listen();
    else hush();
    draw();
    if (mode === 'write') field.focus();
    else pause.focus({ preventScroll: true });
  };

  const draw = (): void => {
    const half = target.partial(view.status);
    const open = mic.state() === 'open';
    setAttr(at.root, 'data-mode', mode);
    setText(heard, text.text());
    setText(partial, half && `${text.text() && ' '}${half}`);
    if (mode === 'speak') read.scrollTop = read.scrollHeight;
    field.show(text.text());
    const isEmpty = text.text().trim() === '' && half === '';
    const seen = {
      hint: mode === 'choose' && !question,
      choices: mode === 'choose',
      read: mode === 'speak',
      light: mode === 'speak',
      area: mode === 'write',
      board: mode === 'write',
      pause: mode === 'speak' && mic.state() !== 'opening',
      correct: mode === 'speak' && !isEmpty,
      instead: mode === 'write' && isHeard() && mic.state() !== 'failed',
      pass: question !== null && isEmpty,
      done: mode !== 'choose' && !isEmpty,
      // Where nothing hears there is nothing to choose: the way back is beside the letters.
      back: mode === 'choose' || !isHeard(),
    };
    const nodes = {
      hint,
      choices,
      read,
      light: light.root,
      area: field.area,
      board: field.board,
      pause,
      correct,
      instead,
      pass,
      done,
      back,
    };
    for (const name of Object.keys(nodes) as (keyof typeof nodes)[])
      setAttr(nodes[name], 'hidden', seen[name] ? null : '');
    at.words.put(pause.firstElementChild ?? pause, open ? TELL.pause : TELL.goOn);
    drawSaid();
  };
  const drawSaid = (): void => {
    const sentence = saidOf({
      mode,
      hears: view.status.words.hears[view.lang],
      ear: mic.state(),
      trouble: mic.trouble(),
      isDead: mic.isDead(),
      isEmpty: text.text() === '' && target.partial(view.status) === '',
      quietMs: desk.nowMs() - heardMs,
      isFull: text.text().length >= target.most,
    });
    at.words.put(said, sentence ?? { en: '', ko: '' });
  };

  const sendDue = pacer(SEND_MS);
  // A visit that was told by hand before a reload goes on where it was.
  if (!isHeard() || text.text() !== '') mode = 'write';
  if (first.status.words.listening) desk.act({ do: 'listen', on: false });
  return {
    root: at.root,
    update(next) {
      view = next;
      at.words.draw(next.lang);
      if (next.live && !wasLive) {
        text.forgetSent();
        // The connection that listened is gone; this one begins to.
        if (mic.state() === 'open') desk.act({ do: 'listen', on: true });
      }
      wasLive = next.live;
      text.hear(target.read(next.status));
      if (mode === 'choose' && !isHeard()) mode = 'write';
      if (next.status.words.voice || target.partial(next.status) !== '') heardMs = desk.nowMs();
      draw();
    },
    frame(nowMs) {
      field.frame(nowMs);
      const isOpen = mode === 'speak' && mic.state() === 'open';
      if (mode === 'speak') light.frame(nowMs, isOpen, view.status.words.voice, mic.level());
      if (!sendDue(nowMs)) return;
      flush();
      drawSaid();
    },
    close: () => {
      flush();
      hush();
      mic.close();
      field.close();
    },
  };
};
