import type { Stop } from '../net/index.ts';
import { el } from '../shared-ui/dom.ts';

/** The choice of an input; names are known only after the microphone was allowed once. */
export interface Inputs {
  readonly root: HTMLElement;
  readonly label: HTMLElement;
  readonly usual: HTMLElement;
  /** The chosen input's id; null: the usual one. */
  chosen(): string | null;
  /** Asks the browser again what is plugged in. */
  renew(): Promise<void>;
  onChange(fn: () => void): Stop;
}

export const inputs = (): Inputs => {
  const label = el('span', { class: 'mic-label' });
  const usual = el('option', { attrs: { value: '' } });
  const select = el('select', { class: 'mic-inputs' }, usual);
  const root = el('label', { class: 'mic-choice' }, label, select);
  return {
    root,
    label,
    usual,
    chosen: () => select.value || null,
    async renew() {
      const held = select.value;
      const devices = await navigator.mediaDevices.enumerateDevices();
      const found = devices.filter((d) => d.kind === 'audioinput' && d.deviceId && d.label);
      select.replaceChildren(
        usual,
        ...found.map((d) => el('option', { text: d.label, attrs: { value: d.deviceId } })),
      );
      select.value = found.some((d) => d.deviceId === held) ? held : '';
    },
    onChange(fn) {
      select.addEventListener('change', fn);
      return () => select.removeEventListener('change', fn);
    },
  };
};
