import { createHash } from 'node:crypto';
import { approvedFieldsOf } from '../../shared/model/approved-fields.ts';
import { runOptionsSchema } from '../../shared/model/run-terms.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { Repositories } from '../db/repositories.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import { filesOfPicture } from './picture-files.ts';

/** sha256 of a value's canonical JSON, as 64 hex digits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** What an approval stores for one shot (decision 27): the hash of the fields and keyframes that it binds. */
export function shotApprovalHash(
  shot: ShotRow,
  keyframes: readonly TakeRow[],
  videoProvider: string,
  files: Readonly<Record<string, string>> = {},
): string {
  return hashOf(approvedFieldsOf(shot, keyframes, videoProvider, files));
}

/** Which shots still are as the latest approval found them. */
export interface ApprovalCheck {
  /** Of these shots, those whose approval stands now. */
  standing(shotIds: Iterable<string>): Set<string>;
}

/** Looks at the latest approval of a project; `undefined` before the first. */
export function readApproval(repos: Repositories, projectId: string): ApprovalCheck | undefined {
  const approval = repos.approvals.findLatest(projectId);
  if (approval === undefined) return undefined;
  const options =
    approval.runId === null ? undefined : runOptionsSchema.safeParse(repos.runs.find(approval.runId)?.options);
  const videoProvider = options?.success === true ? options.data.videoProvider : '';
  return {
    standing(shotIds) {
      const standing = new Set<string>();
      for (const id of shotIds) {
        const approved = approval.shots[id];
        const shot = approved === undefined ? undefined : repos.shots.find(id);
        if (shot === undefined || shot.removedAtMs !== null) continue;
        const keyframes = repos.takes
          .listOfShot(id)
          .filter(({ slot }) => slot === 'start' || slot === 'end')
          .filter((take) => repos.takes.findChosen(id, take.slot, take.variation)?.id === take.id);
        const files = filesOfPicture(repos, projectId, shot.picture);
        if (shotApprovalHash(shot, keyframes, videoProvider, files) === approved) standing.add(id);
      }
      return standing;
    },
  };
}
