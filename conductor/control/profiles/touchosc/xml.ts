/** A value of a property, by the type that TouchOSC gives it. */
export type Property =
  | { readonly type: 's'; readonly value: string }
  | { readonly type: 'b'; readonly value: boolean }
  | { readonly type: 'i' | 'f'; readonly value: number }
  | { readonly type: 'r'; readonly value: Frame }
  | { readonly type: 'c'; readonly value: Colour };

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
/** Red, green, blue, each 0 to 1. */
export type Colour = readonly [number, number, number];

/** One OSC message of a control: sent when its value changes, or obeyed when it comes. */
export interface OscBinding {
  readonly path: string;
  readonly send: boolean;
  readonly receive: boolean;
  /** The value of the control that travels: x of faders and buttons, text of labels. */
  readonly value: 'x' | 'text';
  readonly as: 'FLOAT' | 'INTEGER' | 'STRING';
}

export interface Control {
  readonly type: 'GROUP' | 'BUTTON' | 'FADER' | 'LABEL';
  readonly properties: Readonly<Record<string, Property>>;
  /** Starting values; booleans as true and false. */
  readonly values: Readonly<Record<string, string>>;
  readonly messages: readonly OscBinding[];
  readonly children: readonly Control[];
}

/** A CDATA section cannot hold its own end. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const valueXml = ({ type, value }: Property): string => {
  if (type === 's') return cdata(value);
  if (type === 'b') return value ? '1' : '0';
  if (type === 'r') return `<x>${value.x}</x><y>${value.y}</y><w>${value.w}</w><h>${value.h}</h>`;
  if (type === 'c') return `<r>${value[0]}</r><g>${value[1]}</g><b>${value[2]}</b><a>1</a>`;
  return String(value);
};

const propertyXml = (key: string, property: Property): string =>
  `<property type='${property.type}'><key>${cdata(key)}</key><value>${valueXml(property)}</value></property>`;

const startXml = (key: string, start: string): string =>
  `<value><key>${cdata(key)}</key><locked>0</locked><lockedDefaultCurrent>0</lockedDefaultCurrent><default>${cdata(start)}</default><defaultPull>0</defaultPull></value>`;

const partialXml = (type: string, conversion: string, value: string): string =>
  `<partial><type>${type}</type><conversion>${conversion}</conversion><value>${cdata(value)}</value><scaleMin>0</scaleMin><scaleMax>1</scaleMax></partial>`;

const flag = (on: boolean): string => (on ? '1' : '0');

const messageXml = ({ path, send, receive, value, as }: OscBinding): string =>
  `<osc><enabled>1</enabled><send>${flag(send)}</send><receive>${flag(receive)}</receive><feedback>0</feedback><connections>00001</connections>` +
  `<triggers><trigger><var>${cdata(value)}</var><condition>ANY</condition></trigger></triggers>` +
  `<path>${partialXml('CONSTANT', 'STRING', path)}</path>` +
  `<arguments>${partialXml('VALUE', as, value)}</arguments></osc>`;

const within = (name: string, parts: readonly string[]): string =>
  parts.length === 0 ? '' : `<${name}>${parts.join('')}</${name}>`;

/** Ids that are the same on every run: a layout that did not change is the same file. */
const idOf = (n: number): string => `7965ffff-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** A document of TouchOSC: the XML that a .tosc file holds compressed. Properties in alphabetical order, as its editor writes them. */
export const toscXml = (root: Control): string => {
  let n = 0;
  const nodeXml = ({ type, properties, values, messages, children }: Control): string => {
    const id = idOf(++n);
    const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
    return `<node ID='${id}' type='${type}'>${[
      within(
        'properties',
        sorted.map(([key, property]) => propertyXml(key, property)),
      ),
      within(
        'values',
        Object.entries(values).map(([key, start]) => startXml(key, start)),
      ),
      within('messages', messages.map(messageXml)),
      within('children', children.map(nodeXml)),
    ].join('')}</node>`;
  };
  return `<?xml version='1.0' encoding='UTF-8'?><lexml version='3'>${nodeXml(root)}</lexml>`;
};
