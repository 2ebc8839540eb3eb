import { implement } from '@orpc/server';
import { campaignsContract } from '../../shared/contract/campaigns.ts';
import type { CampaignView } from '../../shared/contract/campaigns.ts';
import { clientsContract } from '../../shared/contract/clients.ts';
import type { ClientView } from '../../shared/contract/clients.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import type { ApiDeps } from './api-deps.ts';

type Deps = Pick<ApiDeps, 'clients' | 'hub' | 'library'>;
type ClientRow = ReturnType<Deps['clients']['listClients']>[number];
type CampaignRow = ReturnType<Deps['clients']['listCampaigns']>[number];

/** Projects outside the trash by the id of their client or campaign. */
function countsBy(deps: Pick<Deps, 'library'>, field: 'clientId' | 'campaignId'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const group of deps.library.repos.projectGroups.counts()) {
    const id = group[field];
    if (id !== null && !group.isTrashed) counts.set(id, (counts.get(id) ?? 0) + group.count);
  }
  return counts;
}

const clientView = (row: ClientRow, counts: ReadonlyMap<string, number>): ClientView => ({
  ...row,
  projectCount: counts.get(row.id) ?? 0,
});
const campaignView = (row: CampaignRow, counts: ReadonlyMap<string, number>): CampaignView => ({
  ...row,
  projectCount: counts.get(row.id) ?? 0,
});

const definedOnly = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

/** `clients`: whom films are made for, and the brand they bring. */
export function createClientsApi(deps: Deps) {
  const { clients, hub } = deps;
  const os = implement(clientsContract).$context<CallContext>();
  const changed = <T>(id: string, answer: T): T => {
    hub.changed('client', id);
    return answer;
  };
  const view = (row: ClientRow): ClientView => changed(row.id, clientView(row, countsBy(deps, 'clientId')));
  return os.router({
    list: os.list.handler(() => {
      const counts = countsBy(deps, 'clientId');
      return { clients: clients.listClients().map((row) => clientView(row, counts)) };
    }),
    create: os.create.handler(({ input }) => view(clients.createClient(definedOnly(input)))),
    update: os.update.handler(({ input: { clientId, ...wish } }) =>
      view(clients.updateClient(clientId, definedOnly(wish))),
    ),
    trash: os.trash.handler(({ input }) => {
      clients.setClientTrashed(input.clientId, true);
      return changed(input.clientId, input);
    }),
    restore: os.restore.handler(({ input }) => {
      clients.setClientTrashed(input.clientId, false);
      return changed(input.clientId, input);
    }),
  });
}

/** `campaigns`: what every film of one occasion must say. */
export function createCampaignsApi(deps: Deps) {
  const { clients, hub } = deps;
  const os = implement(campaignsContract).$context<CallContext>();
  const changed = <T>(id: string, answer: T): T => {
    hub.changed('client', id);
    return answer;
  };
  const view = (row: CampaignRow): CampaignView => changed(row.id, campaignView(row, countsBy(deps, 'campaignId')));
  return os.router({
    list: os.list.handler(() => {
      const counts = countsBy(deps, 'campaignId');
      return { campaigns: clients.listCampaigns().map((row) => campaignView(row, counts)) };
    }),
    create: os.create.handler(({ input }) => view(clients.createCampaign(definedOnly(input)))),
    update: os.update.handler(({ input: { campaignId, ...wish } }) =>
      view(clients.updateCampaign(campaignId, definedOnly(wish))),
    ),
    trash: os.trash.handler(({ input }) => {
      clients.setCampaignTrashed(input.campaignId, true);
      return changed(input.campaignId, input);
    }),
    restore: os.restore.handler(({ input }) => {
      clients.setCampaignTrashed(input.campaignId, false);
      return changed(input.campaignId, input);
    }),
  });
}
