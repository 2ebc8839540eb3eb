import type { BriefRecord, ProjectRecord } from '../../../shared/model/document.ts';
import type { Draft } from '../draft.ts';

/** The brief and the project's own fields: plain functions on a draft. */

export type BriefFields = Omit<BriefRecord, 'id'>;
export type ProjectFields = Omit<ProjectRecord, 'id'>;

/** Sets fields of the brief. The board follows when it is drafted anew, not before. */
export function setBriefFields(draft: Draft, fields: Partial<BriefFields>): void {
  draft.patch('brief', draft.frame.projectId, fields);
}

/** Sets parts of the brand; a part given as `undefined` is taken out. */
export function setBrand(
  draft: Draft,
  parts: { [K in keyof BriefRecord['brand']]?: BriefRecord['brand'][K] | undefined },
): void {
  const { brand } = draft.get('brief', draft.frame.projectId);
  draft.patch('brief', draft.frame.projectId, {
    brand: withoutUndefined({ ...brand, ...parts }) as BriefRecord['brand'],
  });
}

/** Sets parts of the campaign's brief; a part given as `undefined` is taken out. */
export function setCampaign(
  draft: Draft,
  parts: { [K in keyof BriefRecord['campaign']]?: BriefRecord['campaign'][K] | undefined },
): void {
  const { campaign } = draft.get('brief', draft.frame.projectId);
  draft.patch('brief', draft.frame.projectId, {
    campaign: withoutUndefined({ ...campaign, ...parts }) as BriefRecord['campaign'],
  });
}

/** Name, tags, client, campaign, poster, opening title, end card. */
export function setProjectFields(draft: Draft, fields: Partial<ProjectFields>): void {
  draft.patch('project', draft.frame.projectId, fields);
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
