import { Rig, SacnIn, SacnOut, SLOT_VALUES } from '#contracts/rig';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { button } from '../panels/button.ts';
import type { Actions, Panel, View } from '../view.ts';
import { boundChoices, boundWords } from './bound.ts';
import { choiceField, textField, wholeNumber } from './form.ts';

type Bindings = NonNullable<Rig['sacnIn']>['bindings'];
type Change = Extract<Parameters<Actions['change']>[0], { do: 'rig' }>['set'];

/** Values out: one universe, from one slot on. */
const outPart = (keep: (set: Change) => void) => {
  let on = false;
  let wrong = false;
  let kept: Rig['sacnOut'] = null;
  let shown: string | null = null;
  const heading = el('h3', { class: 'card-name' });
  const universe = textField('universe', '1');
  const priority = textField('priority', '100');
  const start = textField('start-slot', '1');
  const host = textField('unicast');
  const says = el('p', { class: 'field-label num' });
  const set = (): void => {
    const read = SacnOut.safeParse({
      universe: wholeNumber(universe.value()),
      priority: wholeNumber(priority.value()) ?? 100,
      start: wholeNumber(start.value()) ?? 1,
      ...(kept?.via !== undefined && { via: kept.via }),
      ...(host.value() && { host: host.value() }),
    });
    wrong = !read.success;
    if (read.success) keep({ sacnOut: read.data });
  };
  const save = button('sacn-out-save', set);
  const off = button('sacn-out-off', () => keep({ sacnOut: null }));
  const root = el(
    'div',
    { class: 'light-part' },
    heading,
    el('div', { class: 'fields' }, universe.root, priority.root, start.root, host.root),
    says,
    el('div', { class: 'card-buttons' }, save.root, off.root),
  );
  return {
    root,
    update(view: View, rig: Rig): void {
      const out = rig.sacnOut;
      kept = out;
      on = out !== null;
      setText(heading, view.say('sacnOut'));
      universe.label(view.say('universe'));
      priority.label(view.say('priority'));
      start.label(view.say('startSlot'));
      host.label(view.say('unicast'));
      const now = JSON.stringify(out);
      if (out && now !== shown) {
        universe.set(String(out.universe));
        priority.set(String(out.priority));
        start.set(String(out.start));
        host.set(out.host ?? '');
      }
      shown = now;
      const from = out?.start ?? wholeNumber(start.value()) ?? 1;
      setText(
        says,
        wrong
          ? view.say('notRight', { what: view.say('universe') })
          : view.say('slotsOut', {
              from,
              to: from + SLOT_VALUES.length - 1,
              what: SLOT_VALUES.join(', '),
            }),
      );
      save.label(view.say(on ? 'save' : 'turnOn'));
      off.label(view.say('turnOff'));
      save.off(!view.mayEdit);
      off.off(!view.mayEdit || !on);
    },
  };
};

/** Triggers in: slots that press something or move a level, and the contact of the fire alarm. */
const inPart = (keep: (set: Change) => void) => {
  let rig: Rig = Rig.parse({});
  let choices: ReturnType<typeof boundChoices> = [];
  let shown: string | null = null;
  const heading = el('h3', { class: 'card-name' });
  const universe = textField('in-universe', '2');
  const fireSlot = textField('fire-slot');
  const slot = textField('in-slot', '1');
  const does = choiceField('in-does');
  const list = el('ul', { class: 'rig-list' });
  const keepIn = (bindings: Bindings): void => {
    const fire = wholeNumber(fireSlot.value());
    const read = SacnIn.safeParse({
      universe: wholeNumber(universe.value()),
      ...(rig.sacnIn?.via !== undefined && { via: rig.sacnIn.via }),
      bindings,
      ...(fire !== null && { fireSlot: fire }),
    });
    if (read.success) keep({ sacnIn: read.data });
  };
  const bindings = (): Bindings => rig.sacnIn?.bindings ?? [];
  const rows = keyedRows(list, (key) => {
    const at = el('span', { class: 'binding-match num' });
    const what = el('span', { class: 'binding-does' });
    const remove = button('remove-slot', () =>
      keepIn(bindings().filter((b) => String(b.slot) !== key)),
    );
    return { root: el('li', { class: 'rig-line' }, at, what, remove.root), at, what, remove };
  });
  const save = button('sacn-in-save', () => keepIn(bindings()));
  const off = button('sacn-in-off', () => keep({ sacnIn: null }));
  const bind = button('bind-slot', () => {
    const number = wholeNumber(slot.value());
    const chosen = choices.find(([value]) => value === does.value());
    if (number === null || !chosen) return;
    const others = bindings().filter((b) => b.slot !== number);
    keepIn([...others, { slot: number, does: chosen[2] }]);
  });
  const root = el(
    'div',
    { class: 'light-part' },
    heading,
    el('div', { class: 'fields' }, universe.root, fireSlot.root),
    list,
    el('div', { class: 'learn-row' }, slot.root, does.root, bind.root),
    el('div', { class: 'card-buttons' }, save.root, off.root),
  );
  return {
    root,
    update(view: View, now: Rig): void {
      rig = now;
      choices = boundChoices(view);
      const on = rig.sacnIn !== null;
      setText(heading, view.say('sacnIn'));
      universe.label(view.say('universe'));
      fireSlot.label(view.say('fireSlot'));
      slot.label(view.say('slot'));
      does.label(view.say('does'));
      does.choices(choices.map(([value, text]) => [value, text]));
      const text = JSON.stringify(rig.sacnIn);
      if (rig.sacnIn && text !== shown) {
        universe.set(String(rig.sacnIn.universe));
        fireSlot.set(rig.sacnIn.fireSlot === undefined ? '' : String(rig.sacnIn.fireSlot));
      }
      shown = text;
      const made = rows.set(bindings().map((b) => String(b.slot)));
      for (const [i, binding] of bindings().entries()) {
        const at = made[i];
        if (!at) continue;
        setText(at.at, `${view.say('slot')} ${binding.slot}`);
        setText(at.what, boundWords(binding.does, view));
        at.remove.label(view.say('removeIt'));
        at.remove.off(!view.mayEdit);
      }
      save.label(view.say(on ? 'save' : 'turnOn'));
      off.label(view.say('turnOff'));
      bind.label(view.say('bind'));
      for (const b of [save, bind]) b.off(!view.mayEdit);
      off.off(!view.mayEdit || !on);
    },
  };
};

/** One universe of values out and one of triggers in, and the fire input by OSC. */
export const lightPanel = (actions: Actions): Panel => {
  const heading = el('h2');
  const keep = (set: Change): void => void actions.change({ do: 'rig', set });
  const out = outPart(keep);
  const inside = inPart(keep);
  const osc = el('input', { attrs: { type: 'checkbox' } });
  const oscWord = el('span');
  osc.addEventListener('click', (event) => {
    keep({ oscFire: osc.checked });
    if (event.detail > 0) osc.blur();
  });
  const root = el(
    'section',
    { class: 'panel rig-light' },
    heading,
    out.root,
    inside.root,
    el('label', { class: 'tick' }, osc, oscWord),
  );
  return {
    root,
    update(view) {
      const rig = view.model.patch?.rig;
      setText(heading, view.say('light'));
      setAttr(root, 'hidden', rig ? null : '');
      if (!rig) return;
      out.update(view, rig);
      inside.update(view, rig);
      osc.checked = rig.oscFire;
      osc.disabled = !view.mayEdit;
      setText(oscWord, view.say('oscFireSays'));
    },
  };
};
