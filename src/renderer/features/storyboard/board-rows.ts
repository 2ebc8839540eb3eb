import type { DocumentIndex } from '../../editor/document-index.ts';
import { shotIdsOfScene } from '../../editor/document-index.ts';
import type { AspectRatio } from '../../../shared/model/shot-terms.ts';

/** The board as rows of a virtual list, and where a pointer over it would insert. Pure: no element is measured. */

export const GAP_PX = 12;
export const HEADER_PX = 36;
const CARD_PAD_PX = 5;
const CARD_TEXT_PX = 74;
const CARD_CAPTION_PX = 24;

export type BoardRow =
  | { kind: 'scene'; sceneId: string; at: number; topPx: number; heightPx: number }
  | { kind: 'cards'; sceneId: string; first: number; ids: readonly string[]; topPx: number; heightPx: number };

export interface BoardGeometry {
  rows: readonly BoardRow[];
  columns: number;
  cardPx: number;
  cardHeightPx: number;
  totalPx: number;
}

const RATIO: Record<AspectRatio, number> = { '9:16': 9 / 16, '16:9': 16 / 9, '1:1': 1, '4:5': 4 / 5 };
/** Width over height of one picture. */
export const ratioOf = (ratio: AspectRatio): number => RATIO[ratio];

/** Two wide pictures beside each other need more room than two tall ones to be read. */
export const leastCardPx = (wishPx: number, ratio: AspectRatio): number =>
  Math.round(wishPx * (RATIO[ratio] > 1.2 ? 1.4 : RATIO[ratio] < 0.7 ? 0.85 : 1));

/** Rows of the whole film for a width. Scenes that are folded show their header only. */
export function layOutBoard(
  index: DocumentIndex,
  view: {
    widthPx: number;
    cardWishPx: number;
    ratio: AspectRatio;
    hasCaptions: boolean;
    folded: ReadonlySet<string>;
  },
): BoardGeometry {
  const inner = Math.max(0, view.widthPx - GAP_PX * 2);
  const least = Math.min(inner, leastCardPx(view.cardWishPx, view.ratio));
  const columns = Math.max(1, Math.floor((inner + GAP_PX) / (Math.max(1, least) + GAP_PX)));
  const cardPx = Math.max(0, Math.floor((inner - GAP_PX * (columns - 1)) / columns));
  const pictureWidth = (cardPx - CARD_PAD_PX * 2 - 2) / 2;
  const cardHeightPx = Math.round(
    pictureWidth / RATIO[view.ratio] + CARD_PAD_PX * 2 + CARD_TEXT_PX + (view.hasCaptions ? CARD_CAPTION_PX : 0),
  );
  const rows: BoardRow[] = [];
  let topPx = 4;
  for (const [at, sceneId] of index.sceneIds.entries()) {
    rows.push({ kind: 'scene', sceneId, at, topPx, heightPx: HEADER_PX });
    topPx += HEADER_PX;
    if (view.folded.has(sceneId)) continue;
    const ids = shotIdsOfScene(index, sceneId);
    for (let first = 0; first < ids.length; first += columns) {
      rows.push({
        kind: 'cards',
        sceneId,
        first,
        ids: ids.slice(first, first + columns),
        topPx,
        heightPx: cardHeightPx + GAP_PX,
      });
      topPx += cardHeightPx + GAP_PX;
    }
  }
  return { rows, columns, cardPx, cardHeightPx, totalPx: topPx + GAP_PX };
}

/** Where a drop goes: an index among the shots of a scene, and where to draw the bar. */
export interface DropPlace {
  sceneId: string;
  index: number;
  bar: { leftPx: number; topPx: number; heightPx: number } | null;
  /** The card under the pointer, for pictures that replace. */
  overId: string | null;
}

/** The place under a point of the scrolled content. */
export function placeAt(geometry: BoardGeometry, xPx: number, yPx: number): DropPlace | null {
  const { rows, cardPx } = geometry;
  if (rows.length === 0) return null;
  const row = rows.findLast(({ topPx }) => topPx <= yPx) ?? (rows[0] as BoardRow);
  if (row.kind === 'scene') {
    return {
      sceneId: row.sceneId,
      index: 0,
      bar: { leftPx: GAP_PX, topPx: row.topPx + HEADER_PX - 2, heightPx: 0 },
      overId: null,
    };
  }
  const step = cardPx + GAP_PX;
  const x = xPx - GAP_PX;
  const column = Math.max(0, Math.min(row.ids.length, Math.round(x / step)));
  const under = Math.floor(x / step);
  const isOver = x - under * step <= cardPx && yPx - row.topPx <= geometry.cardHeightPx;
  return {
    sceneId: row.sceneId,
    index: row.first + column,
    bar: {
      leftPx: GAP_PX + column * step - GAP_PX / 2 - 1,
      topPx: row.topPx,
      heightPx: geometry.cardHeightPx,
    },
    overId: isOver ? (row.ids[under] ?? null) : null,
  };
}

/** The index of a scene that counts it without the shots that are dragged. */
export function indexWithout(ids: readonly string[], index: number, dragged: ReadonlySet<string>): number {
  return ids.slice(0, index).filter((id) => !dragged.has(id)).length;
}

/** Up and down: the card in the neighbouring row of cards that is nearest by column. */
export function verticalNeighbour(geometry: BoardGeometry, id: string, by: -1 | 1): string | undefined {
  const cards = geometry.rows.filter((row) => row.kind === 'cards');
  const at = cards.findIndex(({ ids }) => ids.includes(id));
  const column = cards[at]?.ids.indexOf(id) ?? 0;
  const next = cards[at + by];
  return next?.ids[Math.min(column, next.ids.length - 1)];
}
