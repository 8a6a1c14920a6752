import { MEMORY_KINDS, type MemoryKind } from '#contracts/visit';
import { el, setAttr } from '../../shared-ui/dom.ts';
import { keyOf, sheet } from '../parts.ts';
import type { OpenScreen, View } from '../view.ts';
import { CONSENT } from '../words/before.ts';

/** What may be kept, each kind apart, nothing by default. */
export const consentScreen: OpenScreen = (desk, view) => {
  const isChild = view.status.age === 'child';
  const at = sheet(desk, view, 'consent', isChild ? CONSENT.childTitle : CONSENT.title);
  let kinds: readonly MemoryKind[] = view.status.consent;
  const turn = (kind: MemoryKind): void => {
    const on = !kinds.includes(kind);
    const next = MEMORY_KINDS.filter((k) => (k === kind ? on : kinds.includes(k)));
    if (desk.act({ do: 'consent', kinds: next })) show(next);
  };
  const rows = MEMORY_KINDS.map((kind) => {
    const [name, hint] = CONSENT.kinds[kind];
    const root = el(
      'button',
      { class: `kind ${kind}`, attrs: { type: 'button', role: 'switch' } },
      el('span', { class: 'kind-mark', attrs: { 'aria-hidden': 'true' } }),
      at.words.say('span', 'key-label', name),
      at.words.say('span', 'key-hint', hint),
    );
    root.addEventListener('click', () => turn(kind));
    return { kind, root };
  });
  const go = keyOf(at.words, CONSENT.none, at.next);
  at.body.append(at.words.say('p', 'says', isChild ? CONSENT.child : CONSENT.says));
  if (!isChild) at.body.append(el('div', { class: 'kinds' }, ...rows.map((r) => r.root)));
  at.ways.append(at.back(), go);
  const show = (next: readonly MemoryKind[]): void => {
    kinds = next;
    for (const { kind, root } of rows) setAttr(root, 'aria-checked', String(next.includes(kind)));
    const label = isChild || next.length > 0 ? CONSENT.some : CONSENT.none;
    at.words.put(go.firstElementChild ?? go, label);
  };
  return {
    root: at.root,
    update({ lang, status }: View) {
      at.words.draw(lang);
      show(status.consent);
    },
  };
};
