import type { Text } from '#contracts/ids';
import type { Language } from '#contracts/visit';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { pickLang } from '../shared-ui/language.ts';

/** The texts of one screen, in the language of the visit. Nothing of the choice is kept on this machine. */
export interface Spoken {
  /** The newest text of a node holds. */
  put(node: Node, text: Text): void;
  attr(node: Element, name: string, text: Text): void;
  /** A new element that says something. */
  say<K extends 'p' | 'span' | 'h1' | 'h2' | 'li'>(
    tag: K,
    className: string,
    text: Text,
  ): HTMLElementTagNameMap[K];
  draw(lang: Language): void;
}

export const spoken = (first: Language): Spoken => {
  let lang = first;
  const texts = new Map<Node, Text>();
  const attrs = new Map<Element, Map<string, Text>>();
  const drawAttrs = (node: Element): void => {
    for (const [name, text] of attrs.get(node) ?? []) setAttr(node, name, text[lang]);
  };
  const put = (node: Node, text: Text): void => {
    texts.set(node, text);
    setText(node, text[lang]);
  };
  return {
    put,
    attr(node, name, text) {
      const of = attrs.get(node) ?? new Map<string, Text>();
      of.set(name, text);
      attrs.set(node, of);
      drawAttrs(node);
    },
    say(tag, className, text) {
      const node = el(tag, { class: className });
      put(node, text);
      return node;
    },
    draw(next) {
      if (next === lang) return;
      lang = next;
      for (const [node, text] of texts) setText(node, text[lang]);
      for (const node of attrs.keys()) drawAttrs(node);
    },
  };
};

/** Before a conductor says anything: what this machine's browser is set to. */
export const firstLang = (): Language => pickLang(null, navigator.languages);
