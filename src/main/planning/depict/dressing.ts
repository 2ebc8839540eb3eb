import type { Prop, SceneDescription, SetKind } from '../../../shared/model/scene-description.ts';
import { DRESSING_TABLE } from '../data/set-dressing.ts';
import { rowsOf, wordsOf } from '../data/table.ts';

type Foreground = SceneDescription['foreground'];

export interface Dressing {
  foregrounds: Foreground[];
  props: Prop[];
}

const DRESSINGS = new Map<string, Dressing>(rowsOf(DRESSING_TABLE).map((cells) => [cells[0] ?? '', dressingOf(cells)]));

function dressingOf(cells: readonly string[]): Dressing {
  const [set = '', foregrounds, ...items] = cells;
  const props = items.map((item, index): Prop => {
    const [code = '', label = '', height, where, x, depth] = wordsOf(item);
    return {
      id: `${set}-${label.replaceAll(' ', '-')}-${index + 1}`,
      label,
      pictogram: `emoji:${code}`,
      x: Number(x),
      depth: Number(depth),
      heightMetres: Number(height),
      support: where as Prop['support'],
    };
  });
  return { foregrounds: wordsOf(foregrounds) as Foreground[], props };
}

/** What makes a set readable at a glance, in the order of importance. */
export function dressingFor(set: SetKind): Dressing {
  return DRESSINGS.get(set) ?? { foregrounds: [], props: [] };
}
