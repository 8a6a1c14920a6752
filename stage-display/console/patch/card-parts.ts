import type { StreamStatus } from '#contracts/status';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { number } from '../format.ts';
import { lamp } from '../panels/lamp.ts';
import { qualityLevel } from '../truth.ts';
import type { View } from '../view.ts';

/** A field whose text follows the machine's patch, but not while somebody types in it. */
export const field = (name: string, commit: (text: string) => void, list?: string) => {
  const label = el('span', { class: 'field-label' });
  const input = el('input', {
    class: 'field-input',
    attrs: { type: 'text', autocomplete: 'off', spellcheck: 'false', ...(list && { list }) },
  });
  const root = el('label', { class: `field ${name}` }, label, input);
  input.addEventListener('change', () => commit(input.value.trim()));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') input.blur();
  });
  return {
    root,
    input,
    set(word: string, value: string): void {
      setText(label, word);
      if (document.activeElement !== input && input.value !== value) input.value = value;
    },
  };
};

const delayOf = (stream: StreamStatus, view: View): string =>
  stream.latencyMs === null
    ? view.say('noLatency')
    : view.say('latency', {
        ms: number(stream.latencyMs, 0),
        jitter: number(stream.jitterMs ?? Number.NaN, 0),
      });

/** One stream of a source: whether it is good, how late it comes, and the factor on its samples. */
export const streamRow = (setGain: (text: string) => void) => {
  const kind = el('span', { class: 'stream-kind' });
  const quality = lamp();
  const rate = el('span', { class: 'stream-rate num' });
  const delay = el('span', { class: 'stream-delay num' });
  const gain = field('gain', setGain);
  const root = el('li', { class: 'stream-row' }, kind, quality.root, rate, delay, gain.root);
  return {
    root,
    update(stream: StreamStatus, view: View): void {
      const { flags, rateHz } = stream.quality;
      setText(kind, `${view.say(`kind_${stream.kind}`)} · ${stream.name}`);
      const words = flags.map((f) => view.say(`flag_${f}`)).join(', ');
      quality.set(qualityLevel(stream.quality), words || view.say('good'));
      setText(rate, `${number(rateHz, rateHz < 10 ? 1 : 0)} Hz`);
      setText(delay, delayOf(stream, view));
      setAttr(delay, 'title', stream.latencyMs === null ? view.say('noLatencySays') : null);
      gain.set(view.say('gain'), String(stream.gain));
      setAttr(gain.input, 'inputmode', 'decimal');
    },
  };
};
