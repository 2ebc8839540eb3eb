import { AppError } from '../../shared/contract/errors.ts';
import type { Brand, CampaignBrief } from '../../shared/model/brief.ts';
import { logoAssetId } from '../../shared/model/inheritance.ts';
import type { CampaignRow } from '../db/repositories/campaign-repository.ts';
import type { ClientRow } from '../db/repositories/client-repository.ts';
import { moveProjectsOfCampaign } from './move-projects.ts';
import type { ProjectDeps } from './project-deps.ts';

/** A campaign's wish: fields that are not named stay. */
export interface CampaignWish {
  name?: string;
  clientId?: string | null;
  brief?: CampaignBrief;
}

/** Clients and campaigns: the two groups above a project, and what they hand down to it. */
export interface ClientService {
  listClients(): ClientRow[];
  createClient(wish: { name: string; brand?: Brand }): ClientRow;
  updateClient(id: string, wish: { name?: string; brand?: Brand }): ClientRow;
  setClientTrashed(id: string, isTrashed: boolean): void;
  listCampaigns(): CampaignRow[];
  createCampaign(wish: CampaignWish & { name: string }): CampaignRow;
  updateCampaign(id: string, wish: CampaignWish): CampaignRow;
  setCampaignTrashed(id: string, isTrashed: boolean): void;
}

/** Fields that a person emptied are not kept: nothing said means the same as never said. */
function withoutEmpty<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) =>
      typeof value === 'string' ? value.trim() !== '' : (value as unknown[]).length > 0,
    ),
  ) as T;
}

/** Binds the verbs of clients and campaigns to one library. Unknown ids throw AppError `not-found`. */
export function createClientService(deps: ProjectDeps): ClientService {
  const { db, repos, clock, newId } = deps;

  const checkedBrand = (brand: Brand): Brand => {
    const kept = withoutEmpty(brand);
    const logo = logoAssetId(kept);
    if (logo !== null) repos.assets.get(logo);
    return kept;
  };
  /** A client that campaigns can be given to. */
  const liveClient = (id: string): ClientRow => {
    const client = repos.clients.get(id);
    if (client.trashedAtMs !== null)
      throw new AppError('not-found', 'the client is in the trash', { what: 'client', id });
    return client;
  };

  return {
    listClients: () => [...repos.clients.list(), ...repos.clients.listTrash()],
    createClient: ({ name, brand = {} }) =>
      db.write(() => {
        const nowMs = clock.nowMs();
        const id = newId();
        const row = { id, name, brand: checkedBrand(brand), createdAtMs: nowMs, updatedAtMs: nowMs, trashedAtMs: null };
        repos.clients.insert(row);
        return row;
      }, 'client.create'),
    updateClient: (id, { name, brand }) =>
      db.write(() => {
        const former = repos.clients.get(id);
        const row: ClientRow = {
          ...former,
          name: name ?? former.name,
          brand: brand === undefined ? former.brand : checkedBrand(brand),
          updatedAtMs: clock.nowMs(),
        };
        repos.clients.update(row);
        return row;
      }, 'client.update'),
    setClientTrashed: (id, isTrashed) =>
      db.write(() => {
        repos.clients.update({ ...repos.clients.get(id), trashedAtMs: isTrashed ? clock.nowMs() : null });
      }, 'client.set-trashed'),
    listCampaigns: () => [...repos.campaigns.list(), ...repos.campaigns.listTrash()],
    createCampaign: ({ name, clientId = null, brief = {} }) =>
      db.write(() => {
        const nowMs = clock.nowMs();
        const client = clientId === null ? null : liveClient(clientId).id;
        const times = { createdAtMs: nowMs, updatedAtMs: nowMs, trashedAtMs: null };
        const row = { id: newId(), clientId: client, name, brief: withoutEmpty(brief), ...times };
        repos.campaigns.insert(row);
        return row;
      }, 'campaign.create'),
    updateCampaign: (id, { name, clientId, brief }) =>
      db.write(() => {
        const former = repos.campaigns.get(id);
        const client = clientId === undefined || clientId === null ? clientId : liveClient(clientId).id;
        const row: CampaignRow = {
          ...former,
          name: name ?? former.name,
          clientId: client === undefined ? former.clientId : client,
          brief: brief === undefined ? former.brief : withoutEmpty(brief),
          updatedAtMs: clock.nowMs(),
        };
        repos.campaigns.update(row);
        if (row.clientId !== former.clientId) moveProjectsOfCampaign(deps, id, row.clientId);
        return row;
      }, 'campaign.update'),
    setCampaignTrashed: (id, isTrashed) =>
      db.write(() => {
        repos.campaigns.update({ ...repos.campaigns.get(id), trashedAtMs: isTrashed ? clock.nowMs() : null });
      }, 'campaign.set-trashed'),
  };
}
