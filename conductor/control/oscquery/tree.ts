import type { Text } from '#contracts/ids';
import { CONTROLS } from '../osc/addresses.ts';
import type { ControlArgument } from '../osc/arguments.ts';
import type { ControlAddress } from '../osc/control.ts';
import { STATES, type StateAddress } from '../osc/states.ts';

/** What OSCQuery calls it: 0 none, 1 read, 2 write, 3 both. */
export type Access = 0 | 1 | 2 | 3;

/** One address of the house, or a container of addresses. */
export interface OscNode {
  readonly path: string;
  readonly description: Text | null;
  readonly access: Access;
  /** Type tags of what it takes or tells; null: a container. */
  readonly types: string | null;
  readonly range: readonly (object | null)[] | null;
  /** It fires something: better sent where nothing is lost. */
  readonly critical: boolean;
  /** What stands there; null: nothing that can be read. */
  readonly state: StateAddress | null;
  readonly children: ReadonlyMap<string, OscNode>;
}

interface Growing extends OscNode {
  readonly children: Map<string, Growing>;
}

const rangeOf = ({ bounds }: ControlArgument): object | null => {
  if (!bounds) return null;
  return 'words' in bounds ? { VALS: bounds.words } : { MIN: bounds.low, MAX: bounds.high };
};

/** The arguments that a drawn control sends: those that must be there, or else the first. */
const drawnOf = ({ args }: ControlAddress): readonly ControlArgument[] => {
  const needed = (args ?? []).filter(({ optional }) => !optional);
  return needed.length > 0 ? needed : (args ?? []).slice(0, 1);
};

/** A control's value as a state, under its own address. */
const readOf = ({ address, reads, does }: ControlAddress, types: string): StateAddress | null =>
  reads === undefined
    ? null
    : {
        address,
        types: types === 'T' ? 'T' : 'f',
        urgent: types === 'T',
        does,
        value: (now) => {
          const value = reads(now) ?? 0;
          return types === 'T' ? value === true : Math.fround(Number(value));
        },
      };

type Leaf = Omit<OscNode, 'path' | 'children'>;

const controlLeaf = (control: ControlAddress): Leaf => {
  const drawn = drawnOf(control);
  const types = drawn.map((argument) => argument.drawn).join('') || 'I';
  const range = drawn.map(rangeOf);
  return {
    description: control.does,
    access: control.reads ? 3 : 2,
    types,
    range: range.some((one) => one !== null) ? range : null,
    critical: control.trigger && control.query !== true,
    state: readOf(control, types),
  };
};

const UNIT = [{ MIN: 0, MAX: 1 }];

const stateLeaf = (state: StateAddress): Leaf => ({
  description: state.does,
  access: 1,
  types: state.types,
  range: state.types === 'i' ? UNIT : null,
  critical: false,
  state,
});

const CONTAINER: Leaf = {
  description: null,
  access: 0,
  types: null,
  range: null,
  critical: false,
  state: null,
};

const grown = (path: string, leaf: Leaf): Growing => ({ path, ...leaf, children: new Map() });

const ROOT_DOES: Text = {
  en: 'Yeoun: the cue list, its levels and its states',
  ko: '여운: 큐 목록과 레벨, 상태',
};

/** Everything that can be sent and read, as a tree; addresses of cues once for each cue there is. */
export const oscTree = (cues: readonly string[]): OscNode => {
  const root = grown('/', { ...CONTAINER, description: ROOT_DOES });

  const put = (address: string, leaf: Leaf): void => {
    let at = root;
    const names = address.slice(1).split('/');
    names.forEach((name, i) => {
      const path = `${at.path === '/' ? '' : at.path}/${name}`;
      const there = at.children.get(name);
      const isLast = i === names.length - 1;
      const node = isLast
        ? { ...grown(path, leaf), children: there?.children ?? new Map() }
        : (there ?? grown(path, CONTAINER));
      at.children.set(name, node);
      at = node;
    });
  };

  for (const control of CONTROLS) {
    const leaf = controlLeaf(control);
    if (control.address.includes('<number>'))
      for (const number of cues) put(control.address.replace('<number>', number), leaf);
    else put(control.address, leaf);
  }
  for (const state of STATES) put(state.address, stateLeaf(state));
  return root;
};

/** The node of a path; undefined where there is none. */
export const nodeAt = (root: OscNode, path: string): OscNode | undefined => {
  let at: OscNode | undefined = root;
  for (const name of path.split('/')) if (name !== '') at = at?.children.get(name);
  return at;
};
