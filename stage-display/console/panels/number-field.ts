import { el, setText } from '../../shared-ui/dom.ts';

export interface NumberField {
  readonly root: HTMLElement;
  /** What stands there, within its bounds. */
  value(): number;
  label(text: string): void;
  off(off: boolean): void;
}

/** A number somebody types or steps; Enter lets go of it and does what it is for. */
export const numberField = (
  name: string,
  bounds: {
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly at: number;
  },
  done: () => void = () => {},
): NumberField => {
  const { min, max, step, at } = bounds;
  const input = el('input', {
    class: 'number-input num',
    attrs: {
      type: 'number',
      inputmode: 'decimal',
      min: String(min),
      max: String(max),
      step: String(step),
      value: String(at),
    },
  });
  const label = el('span', { class: 'number-label' });
  const root = el('label', { class: `number-field ${name}` }, input, label);
  const value = (): number => {
    const typed = input.valueAsNumber;
    return Number.isFinite(typed) ? Math.min(max, Math.max(min, typed)) : at;
  };
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    input.blur();
    done();
  });
  input.addEventListener('change', () => {
    input.value = String(value());
  });
  return {
    root,
    value,
    label: (text) => setText(label, text),
    off(off) {
      input.disabled = off;
    },
  };
};
