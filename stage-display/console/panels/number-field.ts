import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import type { View } from '../view.ts';

export interface NumberField {
  readonly root: HTMLElement;
  /** What stands there; null where it is no number, or none that fits. Nothing is bent into range. */
  value(): number | null;
  /** `label`: what the number is; beside a wrong one stands what would be right. */
  update(view: View, label: string, off: boolean): void;
}

/** A number somebody types or steps; Enter lets go of it and, where it fits, does what it is for. */
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
  const says = el('span', { class: 'number-says', attrs: { role: 'alert' } });
  const root = el('label', { class: `number-field ${name}` }, input, label, says);
  const value = (): number | null => {
    const typed = input.valueAsNumber;
    return Number.isFinite(typed) && typed >= min && typed <= max ? typed : null;
  };
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    input.blur();
    if (value() !== null) done();
  });
  return {
    root,
    value,
    update(view, text, off) {
      const wrong = value() === null;
      setText(label, text);
      setText(says, wrong ? view.say('numberRange', { min, max }) : '');
      setAttr(input, 'aria-invalid', wrong ? 'true' : null);
      input.disabled = off;
    },
  };
};
