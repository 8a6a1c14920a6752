import type { Now } from '../osc/house.ts';
import { nodeAt, type OscNode } from './tree.ts';

/** Who asks, and what of the house they may see. */
export interface Seen {
  readonly now: Now | null;
  /** False: what is felt in a body is not shown. */
  readonly bodies: boolean;
}

export interface HostInfo {
  readonly name: string;
  /** Null: the host that was asked. */
  readonly host: string | null;
  readonly oscPort: number;
  readonly wsPort: number;
}

export interface Answer {
  readonly status: 200 | 204 | 400 | 404;
  readonly body: unknown;
}

/** True where the one who asks may read what stands at a node. */
export const mayRead = ({ state }: OscNode, bodies: boolean): boolean =>
  state !== null && (bodies || state.body !== true);

const ATTRIBUTES = [
  'FULL_PATH',
  'CONTENTS',
  'TYPE',
  'ACCESS',
  'RANGE',
  'DESCRIPTION',
  'VALUE',
  'CRITICAL',
] as const;
type Attribute = (typeof ATTRIBUTES)[number];

/** A node without those below it, as the OSCQuery proposal writes it. */
const facts = (node: OscNode, seen: Seen): Partial<Record<Attribute, unknown>> => {
  const { path, description, types, access, range, critical, state } = node;
  const readable = mayRead(node, seen.bodies);
  const shown = state !== null && !readable ? access & 2 : access;
  return {
    FULL_PATH: path,
    ...(description && { DESCRIPTION: `${description.en}\n${description.ko}` }),
    ACCESS: shown,
    ...(types !== null && { TYPE: types }),
    ...(range !== null && { RANGE: range }),
    ...(critical && { CRITICAL: true }),
    ...(readable && state && seen.now && { VALUE: [state.value(seen.now)] }),
  };
};

const whole = (node: OscNode, seen: Seen): object => ({
  ...facts(node, seen),
  ...(node.children.size > 0 && {
    CONTENTS: Object.fromEntries([...node.children].map(([name, one]) => [name, whole(one, seen)])),
  }),
});

const isAttribute = (name: string): name is Attribute =>
  (ATTRIBUTES as readonly string[]).includes(name);

export const hostInfo = ({ name, host, oscPort, wsPort }: HostInfo): object => ({
  NAME: name,
  EXTENSIONS: {
    ACCESS: true,
    VALUE: true,
    RANGE: true,
    DESCRIPTION: true,
    CRITICAL: true,
    LISTEN: true,
    PATH_CHANGED: true,
  },
  ...(host !== null && { OSC_IP: host, WS_IP: host }),
  OSC_PORT: oscPort,
  OSC_TRANSPORT: 'UDP',
  WS_PORT: wsPort,
});

/**
 * What a GET of `path?query` is answered with (Vidvox, OSCQuery Proposal): the whole tree from a node down, one
 * attribute of it, or HOST_INFO. 204: the node has no such attribute. 400: there is none. 404: no such node.
 */
export const answerTo = (
  root: OscNode,
  path: string,
  query: string,
  seen: Seen,
  info: HostInfo,
): Answer => {
  if (query === 'HOST_INFO') return { status: 200, body: hostInfo(info) };
  const node = nodeAt(root, path);
  if (!node) return { status: 404, body: { error: `There is no ${path}.` } };
  if (query === '') return { status: 200, body: whole(node, seen) };
  if (!isAttribute(query))
    return {
      status: 400,
      body: {
        error: `There is no attribute ${query.slice(0, 64)}; there are ${ATTRIBUTES.join(', ')}, HOST_INFO.`,
      },
    };
  const body = query === 'CONTENTS' ? whole(node, seen) : facts(node, seen);
  const value = (body as Partial<Record<Attribute, unknown>>)[query];
  return value === undefined
    ? { status: 204, body: null }
    : { status: 200, body: { [query]: value } };
};
