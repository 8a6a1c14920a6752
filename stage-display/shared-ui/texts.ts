import type { Text } from '#contracts/ids';
import { setText } from './dom.ts';
import { type Lang, otherLang, remember, rememberedLang } from './language.ts';

/** Texts of a page that follow its language. */
export interface Texts {
  lang(): Lang;
  /** The newest text of a node holds, now and after each switch. */
  put(node: Node, text: Text): void;
  /** The same for a function of the language: a title, an attribute. */
  also(fn: (lang: Lang) => void): void;
  /** To the other language, which is remembered. */
  turn(): void;
}

export const texts = (): Texts => {
  let lang = rememberedLang();
  const kept = new Map<Node, Text>();
  const others: ((lang: Lang) => void)[] = [];
  const draw = (): void => {
    document.documentElement.lang = lang;
    for (const [node, text] of kept) setText(node, text[lang]);
    for (const fn of others) fn(lang);
  };
  document.documentElement.lang = lang;
  return {
    lang: () => lang,
    put(node, text) {
      kept.set(node, text);
      setText(node, text[lang]);
    },
    also(fn) {
      others.push(fn);
      fn(lang);
    },
    turn() {
      lang = otherLang(lang);
      remember(lang);
      draw();
    },
  };
};
