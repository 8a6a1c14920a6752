import type { Stop } from '../net/index.ts';
import { el } from '../shared-ui/dom.ts';

/** The choice of an input; names are known only after the microphone was allowed once. */
export interface Inputs {
  readonly root: HTMLElement;
  readonly label: HTMLElement;
  readonly usual: HTMLElement;
  /** The wished input's id, plugged in or not; null: the usual one. */
  chosen(): string | null;
  /** Asks the browser again what is plugged in. */
  renew(): Promise<void>;
  onChange(fn: () => void): Stop;
}

interface Input {
  readonly deviceId: string;
  readonly label: string;
}

/** What can be chosen: what is plugged in, and what is wished even while it is not. */
const offered = (found: readonly Input[], wish: Input | null): readonly Input[] =>
  wish && !found.some(({ deviceId }) => deviceId === wish.deviceId) ? [...found, wish] : found;

export const inputs = (): Inputs => {
  const label = el('span', { class: 'mic-label' });
  const usual = el('option', { attrs: { value: '' } });
  const select = el('select', { class: 'mic-inputs' }, usual);
  const root = el('label', { class: 'mic-choice' }, label, select);
  let shown: readonly Input[] = [];
  let wish: Input | null = null;
  select.addEventListener('change', () => {
    wish = shown.find(({ deviceId }) => deviceId === select.value) ?? null;
  });
  return {
    root,
    label,
    usual,
    chosen: () => wish?.deviceId ?? null,
    async renew() {
      const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
      const found = devices.filter((d) => d.kind === 'audioinput' && d.deviceId && d.label);
      shown = offered(found, wish);
      select.replaceChildren(
        usual,
        ...shown.map((d) => el('option', { text: d.label, attrs: { value: d.deviceId } })),
      );
      select.value = wish?.deviceId ?? '';
    },
    onChange(fn) {
      select.addEventListener('change', fn);
      return () => select.removeEventListener('change', fn);
    },
  };
};
