import { compareOrder } from '../../shared/model/order-keys.ts';
import type { DocumentDiff, DocumentTables, SceneRecord, ShotRecord } from '../../shared/model/document.ts';

/**
 * The order of the film, kept beside the tables: rebuilt only for scenes whose shots came, went or moved. Editing a text in
 * a film of 5,000 shots sorts nothing.
 */
export interface DocumentIndex {
  readonly sceneIds: readonly string[];
  readonly shotIdsOf: Readonly<Record<string, readonly string[]>>;
}

const NONE: readonly string[] = [];

/** The index of whole tables. */
export function indexOf(tables: DocumentTables): DocumentIndex {
  const byScene = new Map<string, ShotRecord[]>();
  for (const shot of Object.values(tables.shots)) {
    const siblings = byScene.get(shot.sceneId);
    if (siblings === undefined) byScene.set(shot.sceneId, [shot]);
    else siblings.push(shot);
  }
  const sceneIds = Object.values(tables.scenes)
    .sort(compareOrder)
    .map(({ id }) => id);
  const shotIdsOf: Record<string, readonly string[]> = {};
  for (const [sceneId, shots] of byScene) shotIdsOf[sceneId] = shots.sort(compareOrder).map(({ id }) => id);
  return { sceneIds, shotIdsOf };
}

const changesOrder = (changes: Readonly<Record<string, unknown>>): boolean =>
  'orderKey' in changes || 'sceneId' in changes;

/** The index after a diff; the same object where no place changed. */
export function indexAfter(
  index: DocumentIndex,
  before: DocumentTables,
  after: DocumentTables,
  diff: DocumentDiff,
): DocumentIndex {
  const { scenes, shots } = diff;
  const isSceneOrderSame =
    scenes === undefined ||
    (Object.keys(scenes.added).length + Object.keys(scenes.removed).length === 0 &&
      !Object.values(scenes.updated).some(changesOrder));
  const touched = new Set<string>();
  const moved = new Set<string>();
  for (const id of [
    ...Object.keys(shots?.added ?? {}),
    ...Object.keys(shots?.removed ?? {}),
    ...Object.entries(shots?.updated ?? {}).flatMap(([id, changes]) => (changesOrder(changes) ? [id] : [])),
  ]) {
    moved.add(id);
    const was = before.shots[id]?.sceneId;
    const is = after.shots[id]?.sceneId;
    if (was !== undefined) touched.add(was);
    if (is !== undefined) touched.add(is);
  }
  if (isSceneOrderSame && touched.size === 0) return index;
  const shotIdsOf: Record<string, readonly string[]> = { ...index.shotIdsOf };
  for (const sceneId of touched) {
    const ids = new Set([...(shotIdsOf[sceneId] ?? NONE), ...moved]);
    const siblings = [...ids].flatMap((id) => {
      const shot = after.shots[id];
      return shot?.sceneId === sceneId ? [shot] : [];
    });
    if (siblings.length === 0) delete shotIdsOf[sceneId];
    else shotIdsOf[sceneId] = siblings.sort(compareOrder).map(({ id }) => id);
  }
  const sceneIds = isSceneOrderSame
    ? index.sceneIds
    : Object.values<SceneRecord>(after.scenes)
        .sort(compareOrder)
        .map(({ id }) => id);
  return { sceneIds, shotIdsOf };
}

/** Ids of the shots of one scene, in order. */
export function shotIdsOfScene(index: DocumentIndex, sceneId: string): readonly string[] {
  return index.shotIdsOf[sceneId] ?? NONE;
}
