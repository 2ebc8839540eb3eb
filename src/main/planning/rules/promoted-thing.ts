import type { Brief } from '../../../shared/model/brief.ts';
import type { ReadBoard } from './draft-board.ts';

/** Which of the products that the text names is on the client's picture: by the file's name, else the most named one. */
export function promotedThing(board: ReadBoard, brief: Brief): string | null {
  const asset = brief.assets.find((one) => one.role === 'product');
  if (asset === undefined) return null;
  const products = board.beats.flatMap((beat) => beat.ownReading.things.filter((thing) => thing.kind === 'product'));
  const file = asset.path.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
  const byFile = products.find((thing) => file.includes(thing.id) || file.includes(thing.label.toLowerCase()));
  if (byFile !== undefined) return byFile.id;
  const times = new Map<string, number>();
  for (const thing of products) times.set(thing.id, (times.get(thing.id) ?? 0) + 1);
  return [...times].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
