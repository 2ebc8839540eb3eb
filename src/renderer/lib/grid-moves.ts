/** Where the arrow keys lead in a list or a grid of `count` items with `columns` columns. Undefined = not a move. */
export function moveInGrid(
  key: string,
  index: number,
  shape: { count: number; columns: number; pageRows?: number },
): number | undefined {
  const { count, columns, pageRows = 4 } = shape;
  if (count === 0) return undefined;
  const clamp = (to: number) => Math.min(count - 1, Math.max(0, to));
  const vertical = (rows: number) => {
    const to = index + rows * columns;
    if (to < 0) return Math.abs(rows) > 1 ? index % columns : index;
    if (to < count) return to;
    // Down from above a short last row lands on its end; from the last row itself nothing moves.
    const lastRow = Math.floor((count - 1) / columns);
    return Math.floor(index / columns) === lastRow ? index : count - 1;
  };
  switch (key) {
    case 'ArrowRight':
      return columns > 1 ? clamp(index + 1) : undefined;
    case 'ArrowLeft':
      return columns > 1 ? clamp(index - 1) : undefined;
    case 'ArrowDown':
      return vertical(1);
    case 'ArrowUp':
      return vertical(-1);
    case 'PageDown':
      return vertical(pageRows);
    case 'PageUp':
      return vertical(-pageRows);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Where a keyboard reorder (Alt+arrows) leads; undefined at the edges. */
export function reorderTarget(
  key: string,
  index: number,
  shape: { count: number; columns: number },
): number | undefined {
  const to = moveInGrid(key, index, shape.columns > 1 ? shape : { ...shape, columns: 1 });
  return to === undefined || to === index ? undefined : to;
}
