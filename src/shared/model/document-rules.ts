import type { DocumentDiff, ShotRecord } from './document.ts';
import { segmentFrames } from './frame-time.ts';
import { isOrderKey } from './order-keys.ts';
import type { Ordered } from './order-keys.ts';
import type { FieldChanges } from './record-fields.ts';

/** What the rules look at of a shot. */
export type ShotPlace = Pick<ShotRecord, 'id' | 'sceneId' | 'orderKey' | 'cutFrames' | 'sourceInFrames' | 'locked'>;

/** Shots of a scene (decision 22). */
export const SHOTS_PER_SCENE_MAX = 5;

/** The document before and after a diff, as far as the rules need it. */
export interface RuleLookup {
  fps: number;
  shotBefore(id: string): ShotPlace | undefined;
  shotAfter(id: string): ShotPlace | undefined;
  hasScene(id: string): boolean;
  scenes(): readonly Ordered[];
  shotsOfScene(sceneId: string): readonly ShotPlace[];
  take(id: string): { shotId: string; slot: string; variation: number } | undefined;
}

export type DocumentIssueCode =
  | 'dangling'
  | 'order-wrong'
  | 'order-taken'
  | 'cut-too-long'
  | 'scene-empty'
  | 'scene-full'
  | 'locked'
  | 'take-of-other-slot';

/** One reason why a diff is refused; every door renders it in its language. */
export interface DocumentIssue {
  code: DocumentIssueCode;
  table: string;
  id: string;
  field: string;
  params: Record<string, string | number>;
}

interface ChosenLike {
  shotId: string;
  slot: string;
  variation: number;
  takeId: string;
}

/** Fields that a locked shot may still change: its place in the film, and the lock. */
const FREE_WHEN_LOCKED = new Set(['locked', 'orderKey', 'sceneId']);

function lockIssues(diff: DocumentDiff, look: RuleLookup): DocumentIssue[] {
  const issues: DocumentIssue[] = [];
  const { updated = {}, removed = {} } = diff['shots'] ?? {};
  const isHeld = (id: string): boolean =>
    look.shotBefore(id)?.locked === true && (updated[id] as FieldChanges | undefined)?.['locked']?.[1] !== false;
  const refuse = (id: string, field: string): void =>
    void issues.push({ code: 'locked', table: 'shots', id, field, params: {} });
  for (const [id, changes] of Object.entries(updated)) {
    const field = Object.keys(changes).find((path) => !FREE_WHEN_LOCKED.has(path));
    if (field !== undefined && isHeld(id)) refuse(id, field);
  }
  for (const id in removed) if (isHeld(id)) refuse(id, '');
  const chosen = diff['chosen'];
  // Whether a removed record's shot goes too is said by the shot itself.
  const touched = { ...chosen?.added, ...chosen?.removed };
  for (const record of Object.values(touched)) {
    const { shotId } = record as unknown as ChosenLike;
    if (isHeld(shotId) && removed[shotId] === undefined) refuse(shotId, 'chosen');
  }
  for (const id in chosen?.updated) {
    const shotId = id.split(':')[0] ?? '';
    if (isHeld(shotId)) refuse(shotId, 'chosen');
  }
  return issues;
}

function lengthIssues(diff: DocumentDiff, look: RuleLookup): DocumentIssue[] {
  const { added = {}, updated = {} } = diff['shots'] ?? {};
  const limit = segmentFrames(look.fps);
  const issues: DocumentIssue[] = [];
  for (const id of [...Object.keys(added), ...Object.keys(updated)]) {
    const shot = look.shotAfter(id);
    if (shot === undefined) continue;
    const used = shot.sourceInFrames + shot.cutFrames;
    const before = look.shotBefore(id);
    // A person's own shot list may have made longer ones; those may shrink, and be edited otherwise.
    const was = before === undefined ? 0 : before.sourceInFrames + before.cutFrames;
    if (used > limit && used > was) {
      issues.push({ code: 'cut-too-long', table: 'shots', id, field: 'cutFrames', params: { limit, frames: used } });
    }
  }
  return issues;
}

function orderIssues(table: string, siblings: readonly Ordered[]): DocumentIssue[] {
  const issues: DocumentIssue[] = [];
  const seen = new Set<string>();
  for (const { id, orderKey } of siblings) {
    const code = seen.has(orderKey) ? 'order-taken' : isOrderKey(orderKey) ? null : 'order-wrong';
    if (code !== null) issues.push({ code, table, id, field: 'orderKey', params: {} });
    seen.add(orderKey);
  }
  return issues;
}

function sceneIssues(diff: DocumentDiff, look: RuleLookup): DocumentIssue[] {
  const issues: DocumentIssue[] = [];
  const scenes = diff['scenes'];
  if (scenes !== undefined) issues.push(...orderIssues('scenes', look.scenes()));
  for (const id in scenes?.removed) {
    if (look.shotsOfScene(id).length > 0)
      issues.push({ code: 'dangling', table: 'scenes', id, field: 'sceneId', params: {} });
  }
  const touched = new Set(Object.keys(scenes?.added ?? {}));
  const shots = diff['shots'];
  for (const id of [...Object.keys(shots?.added ?? {}), ...Object.keys(shots?.updated ?? {})]) {
    const after = look.shotAfter(id);
    if (after === undefined) continue;
    const before = look.shotBefore(id);
    if (before?.sceneId === after.sceneId && before.orderKey === after.orderKey) continue;
    touched.add(after.sceneId);
    if (before !== undefined) touched.add(before.sceneId);
    if (!look.hasScene(after.sceneId))
      issues.push({ code: 'dangling', table: 'shots', id, field: 'sceneId', params: { to: after.sceneId } });
  }
  for (const id in shots?.removed) {
    const before = look.shotBefore(id);
    if (before !== undefined) touched.add(before.sceneId);
  }
  for (const id of touched) {
    if (!look.hasScene(id)) continue;
    const siblings = look.shotsOfScene(id);
    issues.push(...orderIssues('shots', siblings));
    if (siblings.length === 0) issues.push({ code: 'scene-empty', table: 'scenes', id, field: '', params: {} });
    if (siblings.length > SHOTS_PER_SCENE_MAX) {
      issues.push({ code: 'scene-full', table: 'scenes', id, field: '', params: { limit: SHOTS_PER_SCENE_MAX } });
    }
  }
  return issues;
}

function chosenIssues(diff: DocumentDiff, look: RuleLookup): DocumentIssue[] {
  const { added = {}, updated = {} } = diff['chosen'] ?? {};
  const issues: DocumentIssue[] = [];
  const check = (id: string, chosen: ChosenLike): void => {
    const take = look.take(chosen.takeId);
    const refuse = (code: DocumentIssueCode, field: string): void =>
      void issues.push({ code, table: 'chosen', id, field, params: {} });
    if (look.shotAfter(chosen.shotId) === undefined) refuse('dangling', 'shotId');
    else if (take === undefined) refuse('dangling', 'takeId');
    else if (take.shotId !== chosen.shotId || take.slot !== chosen.slot || take.variation !== chosen.variation)
      refuse('take-of-other-slot', 'takeId');
    else if (id !== `${chosen.shotId}:${chosen.slot}:${chosen.variation}`) refuse('dangling', 'id');
  };
  for (const [id, record] of Object.entries(added)) check(id, record as unknown as ChosenLike);
  for (const [id, changes] of Object.entries(updated)) {
    const [shotId = '', slot = '', variation = ''] = id.split(':');
    const takeId = changes['takeId']?.[1];
    // Anything but the take would be another record.
    if (typeof takeId !== 'string' || Object.keys(changes).length > 1)
      issues.push({ code: 'dangling', table: 'chosen', id, field: 'id', params: {} });
    else check(id, { shotId, slot, variation: Number(variation), takeId });
  }
  return issues;
}

/**
 * Why a diff may not be made, whatever its fields say by themselves: ids that lead nowhere, places taken twice, cuts
 * longer than a segment (decisions 22 and 24), scenes without a shot or with too many, changes of locked shots.
 * Undo and redo lead back to what was allowed and are asked for dangling ids and places only.
 */
export function documentIssues(diff: DocumentDiff, look: RuleLookup, kind: 'edit' | 'undo' | 'redo'): DocumentIssue[] {
  const places = [...sceneIssues(diff, look), ...chosenIssues(diff, look)];
  if (kind !== 'edit') {
    return places.filter(({ code }) => code !== 'scene-empty' && code !== 'scene-full');
  }
  return [...lockIssues(diff, look), ...lengthIssues(diff, look), ...places];
}
