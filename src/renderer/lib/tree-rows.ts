/** A tree as the rows that are in sight, and where its keys lead. */
export interface TreeNode {
  id: string;
  label: string;
  children?: readonly TreeNode[];
}
export interface TreeRow<Node extends TreeNode> {
  node: Node;
  level: number;
  position: number;
  setSize: number;
  parentId: string | undefined;
  isExpanded: boolean | undefined;
}

/** The rows in sight, top to bottom. Levels and positions count from 1, as ARIA does. */
export function treeRows<Node extends TreeNode>(
  nodes: readonly Node[],
  expanded: ReadonlySet<string>,
  level = 1,
  parentId?: string,
): TreeRow<Node>[] {
  return nodes.flatMap((node, index) => {
    const children = (node.children ?? []) as readonly Node[];
    const isExpanded = children.length > 0 ? expanded.has(node.id) : undefined;
    const row = { node, level, position: index + 1, setSize: nodes.length, parentId, isExpanded };
    return isExpanded === true ? [row, ...treeRows(children, expanded, level + 1, node.id)] : [row];
  });
}

export type TreeMove = { kind: 'focus'; id: string } | { kind: 'expand' | 'collapse'; id: string } | undefined;

/** The tree pattern of the ARIA practices: right opens or enters, left closes or leaves. */
export function treeKey(key: string, rows: readonly TreeRow<TreeNode>[], activeId: string): TreeMove {
  const at = rows.findIndex((row) => row.node.id === activeId);
  const row = rows[at];
  if (!row) return undefined;
  const focus = (to: TreeRow<TreeNode> | undefined): TreeMove => (to ? { kind: 'focus', id: to.node.id } : undefined);
  switch (key) {
    case 'ArrowDown':
      return focus(rows[at + 1]);
    case 'ArrowUp':
      return focus(rows[at - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (row.isExpanded === false) return { kind: 'expand', id: activeId };
      return row.isExpanded === true ? focus(rows[at + 1]) : undefined;
    case 'ArrowLeft':
      if (row.isExpanded === true) return { kind: 'collapse', id: activeId };
      return row.parentId === undefined ? undefined : { kind: 'focus', id: row.parentId };
    default:
      return undefined;
  }
}
