import type { Boosted, Tree } from '../learning/trees.ts';
import { type Attribute, type Node, node, onnxBytes } from './graph.ts';

/** Attributes of ai.onnx.ml.TreeEnsembleRegressor for trees whose values are added. */
const ensemble = ({ base, trees }: Boosted): Readonly<Record<string, Attribute>> => {
  const all: { tree: number; id: number; node: Tree[number] }[] = trees.flatMap((tree, t) =>
    tree.map((n, id) => ({ tree: t, id, node: n })),
  );
  const leaves = all.filter((n) => n.node.column < 0);
  return {
    n_targets: { int: 1 },
    base_values: { floats: [base] },
    aggregate_function: { text: 'SUM' },
    post_transform: { text: 'NONE' },
    nodes_treeids: { ints: all.map((n) => n.tree) },
    nodes_nodeids: { ints: all.map((n) => n.id) },
    nodes_featureids: { ints: all.map((n) => Math.max(0, n.node.column)) },
    nodes_values: { floats: all.map((n) => n.node.threshold) },
    nodes_hitrates: { floats: all.map(() => 1) },
    nodes_modes: { texts: all.map((n) => (n.node.column < 0 ? 'LEAF' : 'BRANCH_LEQ')) },
    nodes_truenodeids: { ints: all.map((n) => Math.max(0, n.node.left)) },
    nodes_falsenodeids: { ints: all.map((n) => Math.max(0, n.node.right)) },
    nodes_missing_value_tracks_true: { ints: all.map(() => 0) },
    target_treeids: { ints: leaves.map((n) => n.tree) },
    target_nodeids: { ints: leaves.map((n) => n.id) },
    target_ids: { ints: leaves.map(() => 0) },
    target_weights: { floats: leaves.map((n) => n.node.value) },
  };
};

/** The node that adds up boosted trees: `input` [rows, columns] -> `output` [rows, 1]. */
export const treesNode = (model: Boosted, input: string, output: string): Node =>
  node('TreeEnsembleRegressor', [input], [output], ensemble(model), 'ai.onnx.ml');

/** A graph `input` [rows, columns] float32 -> `output` [rows, 1]: a probability, or the sum itself. */
export const treesGraph = (graph: {
  readonly name: string;
  readonly model: Boosted;
  readonly columns: number;
  readonly head: 'sigmoid' | 'none';
  readonly metadata?: Readonly<Record<string, string>>;
}): Uint8Array =>
  onnxBytes({
    name: graph.name,
    inputs: [{ name: 'input', type: 'float', dims: ['rows', graph.columns] }],
    outputs: [{ name: 'output', type: 'float', dims: ['rows', 1] }],
    initializers: [],
    nodes: [
      treesNode(graph.model, 'input', 'sum'),
      node(graph.head === 'sigmoid' ? 'Sigmoid' : 'Identity', ['sum'], ['output']),
    ],
    ...(graph.metadata && { metadata: graph.metadata }),
  });
