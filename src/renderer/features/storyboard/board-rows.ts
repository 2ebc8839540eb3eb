import type { DocumentIndex } from '../../editor/document-index.ts';
import { shotIdsOfScene } from '../../editor/document-index.ts';
import type { AspectRatio } from '../../../shared/model/shot-terms.ts';

/**
 * The board as rows of a virtual list, and where a pointer over it would insert. Scenes follow each other in the rows, each
 * under its own label, so that a film of one-shot scenes fills the width too. Pure: no element is measured.
 */

export const GAP_PX = 12;
export const LABEL_PX = 26;
const CARD_PAD_PX = 5;
const CARD_TEXT_PX = 70;
const CARD_CAPTION_PX = 22;

/** The part of a scene that lies in one row. */
export interface RowSegment {
  sceneId: string;
  /** Index of the scene in the film. */
  at: number;
  column: number;
  count: number;
  /** Index of its first shot here, within the scene. */
  first: number;
}

export interface BoardRow {
  ids: readonly string[];
  segments: readonly RowSegment[];
  topPx: number;
}

export interface BoardGeometry {
  rows: readonly BoardRow[];
  columns: number;
  cardPx: number;
  cardHeightPx: number;
  rowPx: number;
  totalPx: number;
}

const RATIO: Record<AspectRatio, number> = { '9:16': 9 / 16, '16:9': 16 / 9, '1:1': 1, '4:5': 4 / 5 };
/** Width over height of one picture. */
export const ratioOf = (ratio: AspectRatio): number => RATIO[ratio];

/** Two wide pictures beside each other need more room than two tall ones to be read. */
export const leastCardPx = (wishPx: number, ratio: AspectRatio): number =>
  Math.round(wishPx * (RATIO[ratio] > 1.2 ? 1.3 : RATIO[ratio] < 0.7 ? 0.85 : 1));

/** Rows of the whole film for a width. */
export function layOutBoard(
  index: DocumentIndex,
  view: { widthPx: number; cardWishPx: number; ratio: AspectRatio; hasCaptions: boolean },
): BoardGeometry {
  const inner = Math.max(0, view.widthPx - GAP_PX * 2);
  const least = Math.min(inner, leastCardPx(view.cardWishPx, view.ratio));
  const columns = Math.max(1, Math.floor((inner + GAP_PX) / (Math.max(1, least) + GAP_PX)));
  const cardPx = Math.max(0, Math.floor((inner - GAP_PX * (columns - 1)) / columns));
  const pictureWidth = (cardPx - CARD_PAD_PX * 2 - 1) / 2;
  const cardHeightPx = Math.round(
    Math.max(0, pictureWidth) / RATIO[view.ratio] +
      CARD_PAD_PX * 2 +
      CARD_TEXT_PX +
      (view.hasCaptions ? CARD_CAPTION_PX : 0),
  );
  const rowPx = LABEL_PX + cardHeightPx + GAP_PX;
  const rows: { ids: string[]; segments: RowSegment[]; topPx: number }[] = [];
  let ids: string[] = [];
  let segments: RowSegment[] = [];
  const close = (): void => {
    if (ids.length > 0) rows.push({ ids, segments, topPx: 4 + rows.length * rowPx });
    ids = [];
    segments = [];
  };
  for (const [at, sceneId] of index.sceneIds.entries()) {
    for (const [place, id] of shotIdsOfScene(index, sceneId).entries()) {
      if (ids.length === columns) close();
      const last = segments.at(-1);
      if (last?.sceneId === sceneId) last.count += 1;
      else segments.push({ sceneId, at, column: ids.length, count: 1, first: place });
      ids.push(id);
    }
  }
  close();
  return { rows, columns, cardPx, cardHeightPx, rowPx, totalPx: 4 + rows.length * rowPx + GAP_PX };
}

/** Where a drop goes: an index among the shots of a scene, and where to draw the bar. */
export interface DropPlace {
  sceneId: string;
  index: number;
  bar: { leftPx: number; topPx: number; heightPx: number };
}

/** The place under a point of the scrolled content: before or after the nearest card. */
export function placeAt(geometry: BoardGeometry, xPx: number, yPx: number): DropPlace | null {
  const { rows, cardPx, rowPx, cardHeightPx } = geometry;
  const row = rows[Math.max(0, Math.min(rows.length - 1, Math.floor((yPx - 4) / rowPx)))];
  if (row === undefined) return null;
  const step = cardPx + GAP_PX;
  const x = xPx - GAP_PX;
  const column = Math.max(0, Math.min(row.ids.length - 1, Math.floor(x / step)));
  const isAfter = x - column * step > cardPx / 2;
  const segment = row.segments.find((one) => column >= one.column && column < one.column + one.count);
  if (segment === undefined) return null;
  const edge = GAP_PX + column * step + (isAfter ? cardPx + 2 : -5);
  return {
    sceneId: segment.sceneId,
    index: segment.first + (column - segment.column) + (isAfter ? 1 : 0),
    bar: { leftPx: edge, topPx: row.topPx + LABEL_PX, heightPx: cardHeightPx },
  };
}

/** Beside which shot new ones go. */
export interface ShotPlace {
  besideId: string;
  where: 'before' | 'after';
}

/** The shot beside which something goes that is dropped at an index of a scene; undefined in a scene without shots. */
export function neighbourAt(ids: readonly string[], index: number): ShotPlace | undefined {
  const besideId = ids[Math.max(0, index - 1)];
  return besideId === undefined ? undefined : { besideId, where: index === 0 ? 'before' : 'after' };
}

/** The index of a scene that counts it without the shots that are dragged. */
export function indexWithout(ids: readonly string[], index: number, dragged: ReadonlySet<string>): number {
  return ids.slice(0, index).filter((id) => !dragged.has(id)).length;
}

/** Up and down: the card in the neighbouring row, in the same column or the last one there is. */
export function verticalNeighbour(geometry: BoardGeometry, id: string, by: -1 | 1): string | undefined {
  const { rows } = geometry;
  const at = rows.findIndex(({ ids }) => ids.includes(id));
  const column = rows[at]?.ids.indexOf(id) ?? 0;
  const next = rows[at + by];
  return next?.ids[Math.min(column, next.ids.length - 1)];
}
