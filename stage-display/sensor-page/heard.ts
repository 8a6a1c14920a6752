import { FEATURE_NAMES, FEATURES, type FeatureValue } from '#contracts/feature';
import { featureDecimals, number, unitSign } from '../console/format.ts';
import { el, keyedRows, setAttr, setStyle, setText } from '../shared-ui/dom.ts';
import type { Lang } from '../shared-ui/language.ts';
import { say } from '../shared-ui/words.ts';

/** Most values shown; a page has one body, or a few. */
const MOST = 96;

const row = () => {
  const name = el('span', { class: 'sp-name' });
  const value = el('span', { class: 'sp-value num' });
  const bar = el('span', { class: 'sp-bar', attrs: { 'aria-hidden': 'true' } });
  return { root: el('li', {}, name, value, bar), name, value, bar };
};

export interface Heard {
  readonly root: HTMLElement;
  take(features: readonly FeatureValue[]): void;
  /** Shows what is still true at show time `nowMs`; returns how many those are. */
  draw(nowMs: number, lang: Lang): number;
}

/** What the conductor draws from this page's signals, by name, with where it lies in its usual range. */
export const heardList = (): Heard => {
  const values = new Map<string, FeatureValue>();
  const root = el('ul', { class: 'sp-heard' });
  const rows = keyedRows(root, row);
  const place = ({ name }: FeatureValue): number => FEATURE_NAMES.indexOf(name);

  return {
    root,
    take(features) {
      for (const value of features) {
        const key = `${value.bodyId} ${value.name}`;
        if (values.size < MOST || values.has(key)) values.set(key, value);
      }
    },
    draw(nowMs, lang) {
      for (const [key, { atMs, name }] of values)
        if (nowMs - atMs > FEATURES[name].holdS * 1000) values.delete(key);
      const shown = [...values].sort(([a, x], [b, y]) => place(x) - place(y) || a.localeCompare(b));
      const bodies = new Set(shown.map(([, { bodyId }]) => bodyId)).size;
      const made = rows.set(shown.map(([key]) => key));
      for (const [i, [, f]] of shown.entries()) {
        const at = made[i];
        if (!at) continue;
        const { unit, range } = FEATURES[f.name];
        const share = (f.value - range[0]) / (range[1] - range[0]);
        setText(at.name, say(lang, `f_${f.name}`) + (bodies > 1 ? ` · ${f.bodyId}` : ''));
        setText(at.value, `${number(f.value, featureDecimals(f.name))} ${unitSign(unit)}`.trim());
        setStyle(at.bar, '--share', Math.min(1, Math.max(0, share)).toFixed(3));
        setAttr(at.root, 'data-sure', f.confidence >= 0.5 ? 'yes' : 'no');
      }
      return shown.length;
    },
  };
};
