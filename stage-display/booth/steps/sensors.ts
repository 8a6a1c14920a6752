import type { BoothSensor } from '#contracts/visit';
import { el, keyedRows, setAttr, setStyle } from '../../shared-ui/dom.ts';
import { titleIn } from '../../shared-ui/language.ts';
import { keyOf, sheet } from '../parts.ts';
import type { OpenScreen } from '../view.ts';
import { SENSORS } from '../words/feeling.ts';

const GOOD = 0.7;

const saidOf = (quality: number) => {
  if (quality >= GOOD) return SENSORS.good;
  return quality > 0 ? SENSORS.weak : SENSORS.nothing;
};

/** What is there, how it comes, and which of it is worn; or none. */
export const sensorsScreen: OpenScreen = (desk, view) => {
  const at = sheet(desk, view, 'sensors', SENSORS.title);
  let sensors: readonly BoothSensor[] = [];
  const turn = (id: string): void => {
    const worn = sensors.filter((s) => (s.id === id ? !s.worn : s.worn)).map((s) => s.id);
    desk.act({ do: 'sensors', worn });
  };
  const list = el('div', { class: 'kinds sensors-list' });
  const rows = keyedRows(list, (id) => {
    const name = el('span', { class: 'key-label' });
    const hint = el('span', { class: 'key-hint' });
    const light = el('span', { class: 'sensor-light', attrs: { 'aria-hidden': 'true' } });
    const attrs = { type: 'button', role: 'switch' };
    const root = el('button', { class: 'kind', attrs }, light, name, hint);
    root.addEventListener('click', () => turn(id));
    return { root, name, hint, light };
  });
  const says = at.words.say('p', 'says', SENSORS.says);
  const go = keyOf(at.words, SENSORS.without, at.next);
  at.body.append(says, list);
  at.ways.append(at.back(), go);
  return {
    root: at.root,
    update({ lang, status }) {
      at.words.draw(lang);
      sensors = status.sensors;
      at.words.put(says, sensors.length > 0 ? SENSORS.says : SENSORS.none);
      rows.set(sensors.map((s) => s.id)).forEach((row, i) => {
        const sensor = sensors[i];
        if (!sensor) return;
        row.name.textContent = titleIn(sensor.label, lang);
        at.words.put(row.hint, saidOf(sensor.quality));
        setStyle(row.light, '--quality', sensor.quality.toFixed(2));
        setAttr(row.root, 'aria-checked', String(sensor.worn));
      });
      const isWorn = sensors.some((s) => s.worn);
      at.words.put(go.firstElementChild ?? go, isWorn ? SENSORS.next : SENSORS.without);
    },
  };
};
