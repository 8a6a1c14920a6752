import { Device, OSC_PROFILES } from '#contracts/device';
import { Id } from '#contracts/ids';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { button } from '../panels/button.ts';
import { lamp } from '../panels/lamp.ts';
import { sureButton } from '../panels/sure.ts';
import type { Actions, Panel, View } from '../view.ts';
import { choiceField, type FormField, textField, wholeNumber } from './form.ts';

const KINDS = ['osc', 'midi', 'projector'] as const;

/** A device in one line, as it is reached. */
export const deviceWords = (device: Device): string => {
  if (device.kind === 'midi') return device.port;
  if (device.kind === 'projector') return `${device.host}:${device.port}`;
  return `${device.transport} ${device.host}:${device.port}`;
};

/** What stands in the form, read as a device; a text where it is none yet. */
const readForm = (fields: Readonly<Record<string, FormField>>): Device | string => {
  const value = (name: string): string => fields[name]?.value() ?? '';
  const kind = value('kind');
  const port = wholeNumber(value('port'));
  const host = value('host') === '' ? {} : { host: value('host') };
  const given =
    kind === 'midi'
      ? { kind, port: value('portName') }
      : kind === 'projector'
        ? {
            kind,
            ...host,
            ...(port !== null && { port }),
            ...(value('password') && { password: value('password') }),
          }
        : {
            kind,
            ...host,
            port,
            transport: value('transport'),
            profile: value('profile'),
            ...(value('password') && { passcode: value('password') }),
          };
  const read = Device.safeParse(given);
  if (read.success) return read.data;
  return read.error.issues[0]?.path.join('.') ?? 'kind';
};

const deviceForm = (actions: Actions) => {
  let editing: string | null = null;
  let wrong = '';
  const kind = choiceField('device-kind');
  const transport = choiceField('device-transport');
  const profile = choiceField('device-profile');
  const name = textField('device-name');
  const fields = {
    kind,
    host: textField('device-host'),
    port: textField('device-port'),
    portName: textField('device-port-name'),
    transport,
    profile,
    password: textField('device-password', '', 'password'),
  };
  const clear = (): void => {
    editing = null;
    wrong = '';
    for (const field of [name, fields.host, fields.port, fields.portName, fields.password])
      field.set('');
  };
  const keep = (): void => {
    const id = Id.safeParse(name.value());
    const device = readForm(fields);
    if (!id.success) wrong = 'name';
    else if (typeof device === 'string') wrong = device;
    else if (actions.change({ do: 'device', id: id.data, set: device })) clear();
  };
  const save = button('save-device', keep);
  const cancel = button('cancel-device', clear);
  const note = el('p', { class: 'form-note', attrs: { role: 'status' } });
  const heading = el('h3', { class: 'card-name' });
  const root = el(
    'div',
    { class: 'device-form' },
    heading,
    el('div', { class: 'fields' }, name.root, ...Object.values(fields).map((f) => f.root)),
    note,
    el('div', { class: 'card-buttons' }, save.root, cancel.root),
  );
  return {
    root,
    edit(id: string, device: Device): void {
      editing = id;
      wrong = '';
      name.set(id);
      fields.kind.set(device.kind);
      fields.portName.set(device.kind === 'midi' ? device.port : '');
      fields.host.set(device.kind === 'midi' ? '' : device.host);
      fields.port.set(device.kind === 'midi' ? '' : String(device.port));
      fields.password.set(device.kind === 'projector' ? (device.password ?? '') : '');
      if (device.kind !== 'osc') return;
      fields.password.set(device.passcode ?? '');
      transport.set(device.transport);
      profile.set(device.profile);
    },
    update(view: View): void {
      kind.choices(KINDS.map((k) => [k, view.say(`k_${k}`)]));
      transport.choices([
        ['udp', 'UDP'],
        ['tcp', 'TCP (SLIP)'],
      ]);
      profile.choices(OSC_PROFILES.map((p) => [p, view.say(`p_${p}`)]));
      setText(heading, editing ?? view.say('newDevice'));
      name.label(view.say('deviceName'));
      kind.label(view.say('deviceKind'));
      fields.host.label(view.say('host'));
      fields.port.label(view.say('port'));
      fields.portName.label(view.say('portName'));
      transport.label(view.say('transport'));
      profile.label(view.say('profile'));
      fields.password.label(view.say('password'));
      const is = kind.value() || 'osc';
      setAttr(fields.host.root, 'hidden', is === 'midi' ? '' : null);
      setAttr(fields.port.root, 'hidden', is === 'midi' ? '' : null);
      setAttr(fields.portName.root, 'hidden', is === 'midi' ? null : '');
      for (const one of [transport, profile]) setAttr(one.root, 'hidden', is === 'osc' ? null : '');
      const secret = is === 'projector' || (is === 'osc' && profile.value() === 'qlab');
      setAttr(fields.password.root, 'hidden', secret ? null : '');
      setText(note, wrong ? view.say('notRight', { what: wrong }) : '');
      save.label(view.say('save'));
      save.off(!view.mayEdit);
      cancel.label(view.say('cancel'));
      setAttr(root, 'hidden', view.access === 'edit' ? null : '');
    },
  };
};

/** What cues talk to: each device of this machine, how it is, and a test. */
export const devicesPanel = (actions: Actions): Panel => {
  const heading = el('h2');
  const empty = el('p', { class: 'empty' });
  const list = el('ul', { class: 'rig-list devices-list' });
  const form = deviceForm(actions);
  let devices: Readonly<Record<string, Device>> = {};
  const rows = keyedRows(list, (id) => {
    const state = lamp();
    const way = el('code', { class: 'device-way' });
    const says = el('span', { class: 'device-says' });
    const test = button('test-device', () => actions.test(id));
    const change = button('change-device', () => {
      const device = devices[id];
      if (device) form.edit(id, device);
    });
    const remove = sureButton('remove-device', () =>
      actions.change({ do: 'device', id, set: null }),
    );
    const buttons = el('span', { class: 'card-buttons' }, test.root, change.root, remove.root);
    const root = el('li', { class: 'rig-line' }, state.root, way, says, buttons);
    return { root, state, way, says, test, change, remove };
  });
  const root = el('section', { class: 'panel rig-devices' }, heading, empty, list, form.root);
  return {
    root,
    update(view) {
      devices = view.model.patch?.rig.devices ?? {};
      const ids = Object.keys(devices);
      setText(heading, view.say('devices'));
      setText(empty, view.say('devicesNone'));
      setAttr(empty, 'hidden', ids.length > 0 ? '' : null);
      const made = rows.set(ids);
      for (const [i, id] of ids.entries()) {
        const at = made[i];
        const device = devices[id];
        if (!at || !device) continue;
        const part = view.model.health?.value.rig?.find((p) => p.id === id);
        at.state.set(part ? PART_LEVEL[part.state] : 'off', id);
        setText(at.way, `${view.say(`k_${device.kind}`)} · ${deviceWords(device)}`);
        setText(at.says, part ? view.text(part.text) : '');
        at.test.label(view.say('test'));
        at.test.off(view.off !== null || view.access !== 'edit');
        at.change.label(view.say('change'));
        at.change.off(!view.mayEdit);
        at.remove.update(view, {
          label: view.say('removeIt'),
          asks: view.say('sure'),
          off: !view.mayEdit,
        });
      }
      form.update(view);
    },
  };
};

export const PART_LEVEL = {
  ok: 'good',
  off: 'off',
  waiting: 'warn',
  warn: 'warn',
  fail: 'fail',
} as const;
