import { briefSchema } from '../../../src/shared/model/brief.ts';
import type { DocumentTables } from '../../../src/shared/model/document.ts';
import type { ProjectDeps } from '../../../src/main/projects/project-deps.ts';
import { createProjectService } from '../../../src/main/projects/project-service.ts';
import type { Slot } from '../../../src/shared/model/shot-terms.ts';
import { samplePlan } from '../library/sample-plan.ts';

/** A planned project of so many scenes with three shots each. Returns its id. */
export function plannedProject(deps: ProjectDeps, sceneCount = 4): string {
  const projects = createProjectService(deps);
  const { id } = projects.create(briefSchema.parse({ name: 'Film', prompt: 'A runner crosses the city at dawn.' }));
  const scenes = Array.from({ length: sceneCount }, (_, index) => ({
    title: `Scene ${index}`,
    text: `text ${index}`,
    place: 'street',
    shots: [1, 2, 3].map((shot) => ({ description: `shot ${index}.${shot}`, caption: `caption ${index}.${shot}` })),
  }));
  projects.storePlan(id, samplePlan(scenes));
  return id;
}

/** A picture in the library and a take of it, as a job leaves it. Returns the take's id. */
export function addTake(deps: ProjectDeps, shotId: string, slot: Slot = 'start', isChosen = true): string {
  const assetId = deps.newId();
  deps.repos.assets.insert({
    id: assetId,
    sha256: assetId.replaceAll('-', '').padEnd(64, '0'),
    kind: 'image',
    mime: 'image/png',
    extension: 'png',
    bytes: 1,
    widthPx: 1,
    heightPx: 1,
    durationMs: null,
    name: 'take.png',
    source: 'made',
    createdAtMs: deps.clock.nowMs(),
    trashedAtMs: null,
  });
  const take = createProjectService(deps).addTake(
    {
      shotId,
      slot,
      variation: 1,
      assetId,
      provider: 'local/sketch',
      requestHash: assetId,
      request: {},
      costMicroUsd: 0,
      runId: null,
      jobId: null,
      scores: {},
      personId: null,
    },
    { isChosen },
  );
  return take.id;
}

/** Everything that must hold of any document. Gives what is wrong. */
export function brokenPlaces(tables: DocumentTables): string[] {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const perScene = new Map<string, number>();
  for (const { id, orderKey } of Object.values(tables.scenes)) {
    if (seen.has(orderKey)) wrong.push(`scene ${id}: place taken`);
    seen.add(orderKey);
  }
  for (const { id, sceneId, orderKey, cutFrames } of Object.values(tables.shots)) {
    if (tables.scenes[sceneId] === undefined) wrong.push(`shot ${id}: no scene`);
    if (seen.has(`${sceneId} ${orderKey}`)) wrong.push(`shot ${id}: place taken`);
    seen.add(`${sceneId} ${orderKey}`);
    perScene.set(sceneId, (perScene.get(sceneId) ?? 0) + 1);
    if (cutFrames < 1 || cutFrames > 192) wrong.push(`shot ${id}: ${cutFrames} frames`);
  }
  for (const id of Object.keys(tables.scenes)) {
    const count = perScene.get(id) ?? 0;
    if (count < 1 || count > 5) wrong.push(`scene ${id}: ${count} shots`);
  }
  for (const { id, shotId } of Object.values(tables.chosen)) {
    if (tables.shots[shotId] === undefined) wrong.push(`chosen ${id}: no shot`);
  }
  return wrong;
}
