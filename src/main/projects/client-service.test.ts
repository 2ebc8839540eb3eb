import { describe, expect, it } from 'vitest';
import { projectDeps, tempLibrary } from '../../../tests/support/library/temp-library.ts';
import { briefSchema } from '../../shared/model/brief.ts';
import type { BriefInput } from '../../shared/model/brief.ts';
import { createClientService } from './client-service.ts';
import { createDocumentService } from './document-service.ts';
import { effectiveBrief } from './effective-brief.ts';
import { createProjectService } from './project-service.ts';

function setUp() {
  const library = tempLibrary();
  const deps = projectDeps(library);
  const projects = createProjectService(deps);
  const clients = createClientService(deps);
  const { repos } = library;
  const create = (brief: BriefInput = { prompt: 'A shoe film' }) => projects.create(briefSchema.parse(brief)).id;
  const briefOf = (id: string) => effectiveBrief(repos, repos.projects.get(id));
  const cardOf = (id: string) => projects.list().projects.find((card) => card.id === id);
  return { library, deps, projects, clients, repos, create, briefOf, cardOf };
}
const NOBODY = '01900000-0000-7000-8000-000000000000';

describe('clients and campaigns', () => {
  it('hand brand and campaign down to a project that is moved to them, and the stored brief stays', () => {
    const { projects, clients, repos, create, briefOf, cardOf } = setUp();
    const client = clients.createClient({ name: 'Daybreak', brand: { voice: 'warm', forbidden: ['smoke'] } });
    const campaign = clients.createCampaign({ name: 'Launch', clientId: client.id, brief: { cta: 'Order today' } });
    const id = create();
    expect(projects.move([id], { clientId: null, campaignId: campaign.id })).toEqual([
      { projectId: id, clientId: null, campaignId: null },
    ]);
    expect(cardOf(id)).toMatchObject({ clientName: 'Daybreak', campaignName: 'Launch' });
    expect(briefOf(id).brand).toEqual({ voice: 'warm', forbidden: ['smoke'] });
    expect(briefOf(id).campaign).toEqual({ cta: 'Order today' });
    expect(repos.projects.get(id).brief).toMatchObject({ brand: {}, campaign: {} });
    clients.updateClient(client.id, { brand: { voice: 'dry' } });
    expect(briefOf(id).brand).toEqual({ voice: 'dry' });
  });

  it('moves all projects or none', () => {
    const { projects, clients, create, cardOf } = setUp();
    const client = clients.createClient({ name: 'Daybreak' });
    const [first, second] = [create(), create()];
    expect(() => projects.move([first, NOBODY, second], { clientId: client.id, campaignId: null })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(cardOf(first)?.clientName).toBeNull();
    projects.move([first, second], { clientId: client.id, campaignId: null });
    expect([cardOf(first)?.clientName, cardOf(second)?.clientName]).toEqual(['Daybreak', 'Daybreak']);
  });

  it('a move is a step that the project’s history takes back; a move to where it stands is none', () => {
    const { deps, projects, clients, repos, create } = setUp();
    const client = clients.createClient({ name: 'Daybreak' });
    const id = create();
    projects.move([id], { clientId: client.id, campaignId: null });
    const { revision } = repos.projects.get(id);
    projects.move([id], { clientId: client.id, campaignId: null });
    expect(repos.projects.get(id).revision).toBe(revision);
    expect(createDocumentService(deps).undo(id).label).toBe('project-moved');
    expect(repos.projects.get(id).clientId).toBeNull();
  });

  it('in the trash they inherit nothing and take nothing; restoring brings it all back', () => {
    const { projects, clients, create, briefOf, cardOf } = setUp();
    const client = clients.createClient({ name: 'Daybreak', brand: { voice: 'warm' } });
    const campaign = clients.createCampaign({ name: 'Launch', clientId: client.id, brief: { cta: 'Go' } });
    const id = create();
    projects.move([id], { clientId: null, campaignId: campaign.id });
    clients.setClientTrashed(client.id, true);
    expect(cardOf(id)).toMatchObject({ clientName: null, campaignName: null });
    expect([briefOf(id).brand, briefOf(id).campaign]).toEqual([{}, {}]);
    const refusal = expect.objectContaining({ code: 'not-found' });
    expect(() => projects.move([id], { clientId: client.id, campaignId: null })).toThrow(refusal);
    expect(() => projects.move([id], { clientId: null, campaignId: campaign.id })).toThrow(refusal);
    expect(() => clients.createCampaign({ name: 'Next', clientId: client.id })).toThrow(refusal);
    clients.setClientTrashed(client.id, false);
    expect(cardOf(id)).toMatchObject({ clientName: 'Daybreak', campaignName: 'Launch' });
    expect(briefOf(id).campaign).toEqual({ cta: 'Go' });
    clients.setCampaignTrashed(campaign.id, true);
    expect(cardOf(id)).toMatchObject({ clientName: 'Daybreak', campaignName: null });
    expect(briefOf(id).brand).toEqual({ voice: 'warm' });
  });

  it('a campaign takes its projects along to another client', () => {
    const { projects, clients, create, cardOf } = setUp();
    const [first, second] = ['Daybreak', 'Nightfall'].map((name) => clients.createClient({ name }));
    const campaign = clients.createCampaign({ name: 'Launch', clientId: first?.id ?? '' });
    const id = create();
    projects.move([id], { clientId: null, campaignId: campaign.id });
    clients.updateCampaign(campaign.id, { clientId: second?.id ?? '' });
    expect(cardOf(id)).toMatchObject({ clientName: 'Nightfall', campaignName: 'Launch' });
  });

  it('does not keep emptied fields, and refuses a logo that is no file of the library', () => {
    const { clients } = setUp();
    const brand = { voice: ' ', palette: [], forbidden: ['smoke'] };
    expect(clients.createClient({ name: 'Daybreak', brand }).brand).toEqual({ forbidden: ['smoke'] });
    expect(() => clients.createClient({ name: 'X', brand: { logo: NOBODY } })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
});

describe('lists of projects', () => {
  it('count the groups and filter by ratio', () => {
    const { projects, repos, create } = setUp();
    create({ prompt: 'wide', aspectRatio: '16:9' });
    const tall = create({ prompt: 'tall', aspectRatio: '9:16' });
    projects.trash(create({ prompt: 'gone', aspectRatio: '9:16' }));
    expect(projects.list({ ratio: '9:16' }).projects.map(({ id }) => id)).toEqual([tall]);
    const groups = repos.projectGroups.counts();
    expect(groups.map(({ ratio, isTrashed, count }) => [ratio, isTrashed, count])).toEqual(
      expect.arrayContaining([
        ['16:9', false, 1],
        ['9:16', false, 1],
        ['9:16', true, 1],
      ]),
    );
  });

  it('mark a project that cannot be read, and let it be thrown away', async () => {
    const { library, projects, create, cardOf } = setUp();
    const [whole, broken] = [create(), create()];
    library.db.sql.prepare("UPDATE project SET tags_json = '{', brief_json = 'x' WHERE id = ?").run(broken);
    expect(cardOf(whole)?.isDamaged).toBe(false);
    expect(cardOf(broken)?.isDamaged).toBe(true);
    expect(() => projects.open(broken)).toThrow(expect.objectContaining({ code: 'library-corrupt' }));
    projects.trash(broken);
    expect(cardOf(broken)).toBeUndefined();
    await projects.remove(broken, 'A shoe film');
    expect(projects.list({ inTrash: true }).projects).toEqual([]);
  });

  it('deletes for good only by the name', async () => {
    const { projects, create } = setUp();
    const id = create({ prompt: 'x', name: 'ร้านกาแฟ  Daybreak' });
    projects.trash(id);
    await expect(projects.remove(id, 'Daybreak')).rejects.toMatchObject({ code: 'invalid-input' });
    expect(projects.list({ inTrash: true }).projects).toHaveLength(1);
    await projects.remove(id, ' ร้านกาแฟ Daybreak ');
    expect(projects.list({ inTrash: true }).projects).toEqual([]);
  });
});
