import type { Tune } from '#contracts/visit';
import { el, setAttr } from '../../shared-ui/dom.ts';
import { listenShort } from '../music/listen-short.ts';
import { handOver, TUNE_TYPES } from '../music/own-file.ts';
import { choiceOf, keyOf, sheet, turnOff } from '../parts.ts';
import type { OpenScreen, View } from '../view.ts';
import { MUSIC } from '../words/telling.ts';

const NOTHING = { en: '', ko: '' };

const nameOf = (tune: Tune | null): string =>
  tune === null ? '' : tune.kind === 'show' ? `show.${tune.sound}` : tune.kind;

/** The music that belongs to the memory: silence, what the show offers, one's own, or the machine's answer. */
export const musicScreen: OpenScreen = (desk, first) => {
  let view: View = first;
  const at = sheet(desk, first, 'music', MUSIC.title);
  const sound = listenShort(desk.nowMs, () => draw());
  const choose = (tune: Tune): void => {
    at.words.put(said, NOTHING);
    desk.act({ do: 'tune', tune });
  };
  const said = el('p', { class: 'said', attrs: { role: 'status' } });
  const plain = (tune: Tune, name: keyof typeof MUSIC, hint: keyof typeof MUSIC) => ({
    name: nameOf(tune),
    root: choiceOf(at.words, MUSIC[name], MUSIC[hint], () => {
      sound.stop();
      choose(tune);
    }),
  });

  const input = el('input', { attrs: { type: 'file', accept: TUNE_TYPES, hidden: '' } });
  const own = {
    name: 'file',
    root: choiceOf(at.words, MUSIC.file, MUSIC.fileHint, () => input.click()),
  };
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    // The machine forgets its name at once.
    input.value = '';
    if (!file) return;
    sound.stop();
    at.words.put(said, MUSIC.filing);
    setAttr(own.root, 'aria-busy', 'true');
    const what = await handOver(file, view.status.visit ?? '');
    at.words.put(said, what ?? NOTHING);
    setAttr(own.root, 'aria-busy', null);
  });

  const offered = first.status.music.map(({ sound: id, title }) => {
    const tune: Tune = { kind: 'show', sound: id };
    const key = choiceOf(at.words, title, MUSIC.listen, () => {
      choose(tune);
      sound.turn(id);
    });
    return { name: nameOf(tune), id, root: key };
  });
  const played = plain({ kind: 'played' }, 'played', 'playedHint');
  const all = [
    plain({ kind: 'answer' }, 'answer', 'answerHint'),
    ...offered,
    played,
    own,
    plain({ kind: 'silence' }, 'silence', 'silenceHint'),
  ];
  const go = keyOf(at.words, MUSIC.next, at.next);
  at.body.append(el('div', { class: 'choices music' }, ...all.map((c) => c.root)), said, input);
  at.ways.append(at.back(), go);

  const draw = (): void => {
    const chosen = nameOf(view.status.tune);
    for (const { name, root } of all) setAttr(root, 'aria-pressed', String(name === chosen));
    setAttr(played.root, 'hidden', view.status.canPlay === true ? null : '');
    for (const { id, root } of offered) {
      const isHeard = sound.playing() === id;
      setAttr(root, 'data-heard', isHeard ? '' : null);
      at.words.put(root.lastElementChild ?? root, isHeard ? MUSIC.listening : MUSIC.listen);
    }
    turnOff(go, false);
  };
  return {
    root: at.root,
    update(next) {
      view = next;
      at.words.draw(next.lang);
      draw();
    },
    frame: sound.frame,
    close: sound.stop,
  };
};
