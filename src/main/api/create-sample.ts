import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { Language } from '../../shared/model/shot-terms.ts';
import { parseBriefInput } from '../planning/brief-input.ts';
import type { ApiDeps } from './api-deps.ts';
import { createFromBrief } from './create-from-brief.ts';

/** The briefs under `examples/`: the one that `npm run demo` makes, and one in Thai. */
const SAMPLE_OF: Record<Language, { folder: string; client: string; campaign: string }> = {
  en: { folder: 'cold-brew', client: 'Daybreak', campaign: 'Cold brew launch' },
  th: { folder: 'river-flowers', client: 'บ้านริมน้ำ', campaign: '' },
};

/** Walks up from this file: the same call works in source, in the bundle and in the packaged app. */
function sampleFolder(name: string): string {
  let folder = import.meta.dirname;
  for (let level = 0; level < 7; level += 1) {
    const candidate = join(folder, 'examples', name);
    if (existsSync(join(candidate, 'brief.json'))) return candidate;
    folder = dirname(folder);
  }
  throw new AppError('media-missing', 'the sample is missing from the installation', { what: `examples/${name}` });
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/**
 * The sample brief as a project, with its files in the library. Its brand and campaign become a client and a campaign
 * that the project inherits from, so that the sample shows how that works; a second sample joins the same ones.
 * Throws AppError `media-missing`, `disk-full`.
 */
export async function createSample(
  deps: Pick<ApiDeps, 'assets' | 'projects' | 'library' | 'clients'>,
  language: Language,
): Promise<string> {
  const { clients, assets } = deps;
  const sample = SAMPLE_OF[language];
  const folder = sampleFolder(sample.folder);
  const { brief } = parseBriefInput(JSON.parse(readFileSync(join(folder, 'brief.json'), 'utf8')));
  // Kept as uploads: a sample that is deleted for good leaves its client's logo alone.
  const idOf = async (path: string): Promise<string> =>
    (await assets.importFile(join(folder, path), { source: 'upload' })).id;

  const { logo, ...brand } = brief.brand;
  const wholeBrand = logo === undefined ? brand : { ...brand, logo: await idOf(logo) };
  const files = await Promise.all(brief.assets.map(async ({ path, role }) => ({ path: await idOf(path), role })));
  const { music, ...audio } = brief.audio;
  const input = {
    ...brief,
    brand: {},
    campaign: {},
    assets: files,
    audio: music === undefined ? audio : { ...audio, music: await idOf(music) },
  };
  const client =
    clients.listClients().find((row) => row.name === sample.client && row.trashedAtMs === null) ??
    clients.createClient({ name: sample.client, brand: wholeBrand });
  if (isEmpty(brief.campaign)) return createFromBrief(deps, input, { clientId: client.id });
  const isSame = (row: { name: string; clientId: string | null; trashedAtMs: number | null }): boolean =>
    row.name === sample.campaign && row.clientId === client.id && row.trashedAtMs === null;
  const campaign =
    clients.listCampaigns().find(isSame) ??
    clients.createCampaign({ name: sample.campaign, clientId: client.id, brief: brief.campaign });
  return createFromBrief(deps, input, { clientId: client.id, campaignId: campaign.id });
}
