import type { ProjectRow } from '../db/repositories/project-repository.ts';
import { ratioOfBrief } from '../../shared/model/brief.ts';
import type { Brand, Brief, CampaignBrief } from '../../shared/model/brief.ts';
import type { Language } from '../../shared/model/shot-terms.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { ProjectDeps } from './project-deps.ts';
import { updateSearchRow } from './search-index.ts';

/** Whom the project is for, where the caller knows. Otherwise the brief's brand and campaign decide. */
export interface ProjectOwnership {
  clientId?: string;
  campaignId?: string;
}

const NAME_MAX_LETTERS = 60;

/** A name for a brief that has none: the beginning of its first line, cut between words. */
export function nameOfBrief(brief: Pick<Brief, 'name' | 'prompt'>): string {
  if (brief.name !== undefined) return brief.name;
  const line = brief.prompt.split(/[\n.!?]/).find((part) => part.trim() !== '') ?? brief.prompt;
  const letters = [...line.trim().replaceAll(/\s+/g, ' ')];
  if (letters.length <= NAME_MAX_LETTERS) return letters.join('');
  const cut = letters.slice(0, NAME_MAX_LETTERS).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > NAME_MAX_LETTERS / 2 ? cut.slice(0, space) : cut).trim()}…`;
}

/** Thai where Thai letters are written, until the planner says. */
export function languageOfBrief(brief: Pick<Brief, 'language' | 'prompt'>): Language {
  return brief.language ?? (/[\u0e00-\u0e7f]/.test(brief.prompt) ? 'th' : 'en');
}

const isEmpty = (value: object): boolean => Object.values(value).every((entry) => entry === undefined);

function clientOf(deps: ProjectDeps, name: string, brand: Brand): string | null {
  if (isEmpty(brand)) return null;
  const { repos, clock } = deps;
  // The same brand is the same client, however many briefs it comes with.
  const wanted = canonicalJson(brand);
  const known = repos.clients.list().find((client) => canonicalJson(client.brand) === wanted);
  if (known) return known.id;
  const nowMs = clock.nowMs();
  const id = deps.newId();
  repos.clients.insert({ id, name, brand, createdAtMs: nowMs, updatedAtMs: nowMs, trashedAtMs: null });
  return id;
}

function campaignOf(deps: ProjectDeps, name: string, clientId: string | null, brief: CampaignBrief): string | null {
  if (isEmpty(brief)) return null;
  const { repos, clock } = deps;
  const wanted = canonicalJson(brief);
  const known = repos.campaigns
    .list()
    .find((campaign) => campaign.clientId === clientId && canonicalJson(campaign.brief) === wanted);
  if (known) return known.id;
  const nowMs = clock.nowMs();
  const id = deps.newId();
  repos.campaigns.insert({ id, clientId, name, brief, createdAtMs: nowMs, updatedAtMs: nowMs, trashedAtMs: null });
  return id;
}

/**
 * A new project of a checked brief, with client and campaign rows where the brief speaks of them. One transaction; may be
 * part of the caller's. Throws AppError `not-found` for an unknown client or campaign.
 */
export function createProject(deps: ProjectDeps, brief: Brief, ownership: ProjectOwnership = {}): ProjectRow {
  const { db, repos, clock } = deps;
  return db.write(() => {
    const name = nameOfBrief(brief);
    const campaign = ownership.campaignId === undefined ? undefined : repos.campaigns.get(ownership.campaignId);
    const clientId =
      ownership.clientId === undefined
        ? (campaign?.clientId ?? clientOf(deps, name, brief.brand))
        : repos.clients.get(ownership.clientId).id;
    const nowMs = clock.nowMs();
    const project: ProjectRow = {
      id: deps.newId(),
      clientId,
      campaignId: campaign?.id ?? campaignOf(deps, name, clientId, brief.campaign),
      name,
      fps: brief.fps,
      ratio: ratioOfBrief(brief),
      language: languageOfBrief(brief),
      seed: brief.seed,
      status: 'draft',
      revision: 0,
      posterAssetId: null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      trashedAtMs: null,
      tags: [],
      brief,
      plan: null,
    };
    repos.projects.insert(project);
    updateSearchRow(repos, project.id);
    return project;
  }, 'project.create');
}
