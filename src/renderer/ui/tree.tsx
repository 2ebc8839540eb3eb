import { ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { comparable } from '../lib/rank.ts';
import { treeKey, treeRows } from '../lib/tree-rows.ts';
import type { TreeNode } from '../lib/tree-rows.ts';
import { Icon } from './icon.tsx';

export interface TreeProps<Node extends TreeNode> {
  label: string;
  nodes: readonly Node[];
  expandedIds: ReadonlySet<string>;
  onExpand: (id: string, isExpanded: boolean) => void;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
  /** Behind the label: a count, a badge. */
  renderEnd?: (node: Node) => ReactNode;
  /** Before the label: a picture. */
  renderStart?: (node: Node) => ReactNode;
  /** The row that something is being dragged over and would go to. */
  dropId?: string | undefined;
}

/** A tree with the keys of the ARIA practices: arrows, Home, End, Enter, and typing to jump. */
export function Tree<Node extends TreeNode>(props: TreeProps<Node>) {
  const { label, nodes, expandedIds, onExpand, selectedId, onSelect, renderEnd, renderStart, dropId } = props;
  const rows = treeRows(nodes, expandedIds);
  // A tree of one level needs no place for arrows.
  const hasArrows = renderStart === undefined || rows.some((row) => row.isExpanded !== undefined);
  const root = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string>();
  const inSight = (id: string | undefined) => rows.some((row) => row.node.id === id);
  const tabStopId = inSight(focusedId) ? focusedId : inSight(selectedId) ? selectedId : rows[0]?.node.id;

  const focusRow = (id: string) => {
    setFocusedId(id);
    root.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (tabStopId === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(tabStopId);
      return;
    }
    const move = treeKey(event.key, rows, tabStopId);
    if (move) {
      event.preventDefault();
      if (move.kind === 'focus') focusRow(move.id);
      else onExpand(move.id, move.kind === 'expand');
    } else if (event.key.length === 1) {
      const at = rows.findIndex((row) => row.node.id === tabStopId);
      const next = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
      const hit = next.find((row) => comparable(row.node.label).startsWith(comparable(event.key)));
      if (hit) focusRow(hit.node.id);
    }
  };
  return (
    <div ref={root} role="tree" aria-label={label} onKeyDown={onKeyDown} className="flex flex-col gap-px p-1">
      {rows.map(({ node, level, position, setSize, isExpanded }) => (
        <div
          key={node.id}
          role="treeitem"
          data-id={node.id}
          tabIndex={node.id === tabStopId ? 0 : -1}
          aria-level={level}
          aria-posinset={position}
          aria-setsize={setSize}
          aria-expanded={isExpanded}
          aria-selected={node.id === selectedId}
          onClick={() => {
            setFocusedId(node.id);
            onSelect(node.id);
          }}
          onDoubleClick={() => isExpanded !== undefined && onExpand(node.id, !isExpanded)}
          style={{ paddingInlineStart: `${(level - 1) * 16 + 2}px` }}
          className={classNames(
            'focus-inset flex min-h-control cursor-default items-center gap-1 rounded-control pr-2 text-base select-none',
            node.id === selectedId ? 'selected bg-sel' : 'hover:bg-hover',
            node.id === dropId && 'bg-sel inset-ring inset-ring-accent',
          )}
        >
          {hasArrows && (
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center text-text-3"
              onClick={(event) => {
                if (isExpanded === undefined) return;
                event.stopPropagation();
                onExpand(node.id, !isExpanded);
              }}
            >
              {isExpanded !== undefined && <Icon of={ChevronRight} className={isExpanded ? 'rotate-90' : ''} />}
            </span>
          )}
          {renderStart !== undefined && (
            <span aria-hidden className="flex size-6 shrink-0 items-center justify-center text-text-3">
              {renderStart(node)}
            </span>
          )}
          <span className="min-w-0 grow truncate" title={node.label}>
            {node.label}
          </span>
          {renderEnd && <span className="tabular shrink-0 text-small text-text-3">{renderEnd(node)}</span>}
        </div>
      ))}
    </div>
  );
}
