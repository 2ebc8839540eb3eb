import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDoors } from '../support/doors/test-doors.ts';
import type { AppClient, TestDoors } from '../support/doors/test-doors.ts';

/** The same calls, the same answers, the same errors through a memory client, a port, a socket and HTTP. */

const NOBODY = '01900000-0000-7000-8000-000000000000';
let doors: TestDoors;
const clients = new Map<string, AppClient>();
const DOORS = ['memory', 'port', 'socket', 'http'] as const;

beforeAll(async () => {
  doors = await openTestDoors();
  clients.set('memory', doors.memory());
  clients.set('port', doors.port());
  clients.set('socket', await doors.socket());
  clients.set('http', doors.http());
});
afterAll(() => doors.close());

const clientOf = (door: string): AppClient => {
  const client = clients.get(door);
  if (client === undefined) throw new Error(door);
  return client;
};

interface Refusal {
  code: string;
  status: number;
  message: string;
  data: { details: Record<string, unknown>; retryable: boolean; correlationId: string };
}
/** The HTTP client keeps the problem document as a file: its type is not plain JSON. */
async function refusalOf(call: Promise<unknown>): Promise<Omit<Refusal, 'data'> & { details: unknown }> {
  try {
    await call;
  } catch (error) {
    const { code, status, message, data } = error as Refusal & { data: { body?: Blob } };
    if (data?.body === undefined) return { code, status, message, details: data?.details };
    const problem = JSON.parse(await data.body.text()) as Refusal & { details: unknown };
    return { code: problem.code, status, message: problem.message, details: problem.details };
  }
  throw new Error('the call was not refused');
}

describe.each(DOORS)('through %s', (door) => {
  it('says that it runs and what it can do', async () => {
    expect(await clientOf(door).system.health()).toEqual({ status: 'ok', version: '0.1.0' });
    const can = await clientOf(door).system.capabilities();
    expect(can.upload).toBe(door === 'http' || door === 'socket');
    expect(can.providers.filter(({ id }) => id.startsWith('local/')).map(({ id }) => id)).toEqual([
      ...['local/sketch', 'local/animatic', 'local/rules'],
    ]);
    expect(can.providers.map(({ id }) => id)).toContain('replicate/black-forest-labs/flux-schnell');
  });

  it('keeps clients and campaigns, and projects that move between them', async () => {
    const { projects, clients, campaigns } = clientOf(door);
    const client = await clients.create({ name: `Reed ${door}`, brand: { voice: 'calm', palette: ['#1B2A41'] } });
    const campaign = await campaigns.create({ name: 'Spring', clientId: client.id, brief: { cta: 'Come by' } });
    const { projectId } = await projects.create({ brief: { prompt: `A reed bends in the wind, ${door}.` } });
    const moved = await projects.move({ projectIds: [projectId], clientId: null, campaignId: campaign.id });
    expect(moved.former).toEqual([{ projectId, clientId: null, campaignId: null }]);
    const ofCampaign = await projects.list({ campaignId: campaign.id, ratio: '16:9', limit: 5 });
    expect(ofCampaign.projects).toMatchObject([{ id: projectId, clientName: client.name, campaignName: 'Spring' }]);
    expect((await clients.list()).clients.find(({ id }) => id === client.id)?.projectCount).toBe(1);
    expect((await campaigns.list()).campaigns.find(({ id }) => id === campaign.id)?.projectCount).toBe(1);
    expect((await projects.counts()).groups).toContainEqual(
      expect.objectContaining({ clientId: client.id, campaignId: campaign.id, isTrashed: false, count: 1 }),
    );
    expect(await projects.facts({ projectId })).toMatchObject({
      client: { name: client.name, brand: { voice: 'calm' } },
      campaignOf: { name: 'Spring', brief: { cta: 'Come by' } },
    });
    expect((await projects.sizes({ projectIds: [projectId, NOBODY] })).sizes).toEqual([{ projectId, bytes: 0 }]);
    expect((await campaigns.update({ campaignId: campaign.id, name: 'Summer' })).name).toBe('Summer');
    await campaigns.trash({ campaignId: campaign.id });
    expect((await projects.list({ clientId: client.id })).projects).toMatchObject([
      { id: projectId, campaignId: null },
    ]);
    await campaigns.restore({ campaignId: campaign.id });
    expect((await clients.update({ clientId: client.id, brand: {} })).brand).toEqual({});
    await clients.trash({ clientId: client.id });
    await clients.restore({ clientId: client.id });
    await projects.trash({ projectId });
    expect(await refusalOf(projects.deleteForever({ projectId, name: 'another' }))).toMatchObject({
      code: 'invalid-input',
    });
    await projects.deleteForever({ projectId, name: ofCampaign.projects[0]?.name ?? '' });
    expect(await refusalOf(projects.open({ projectId }))).toMatchObject({ code: 'not-found' });
  });

  it('makes the sample brief into a project that inherits, and a second one beside it', async () => {
    const { projects, clients } = clientOf(door);
    const [first, second] = [await projects.createSample({}), await projects.createSample({ language: 'en' })];
    const facts = await projects.facts(first);
    expect(facts).toMatchObject({ brand: {}, campaign: {}, client: { name: 'Daybreak' } });
    expect(facts.client?.brand.forbidden).toContain('cigarettes');
    expect(facts.campaignOf?.brief.cta).toBe('Order today');
    expect(facts.mediaBytes).toBeGreaterThan(1_000);
    expect((await projects.facts(second)).client?.id).toBe(facts.client?.id);
    expect((await clients.list()).clients.filter(({ name }) => name === 'Daybreak')).toHaveLength(1);
    const thai = await projects.createSample({ language: 'th' });
    expect((await projects.open(thai)).name).toBe('เรือดอกไม้');
    for (const { projectId } of [first, second, thai]) await projects.trash({ projectId });
  });

  it('takes a project through its life', async () => {
    const { projects } = clientOf(door);
    const { projectId } = await projects.create({ brief: { prompt: `A heron stands in the reeds, ${door}.` } });
    expect((await projects.open({ projectId })).prompt).toBe(`A heron stands in the reeds, ${door}.`);
    expect(await projects.rename({ projectId, name: `Heron of ${door}` })).toEqual({
      projectId,
      name: `Heron of ${door}`,
    });
    expect((await projects.search({ query: `Heron of ${door}`, limit: 5 })).projects.map(({ id }) => id)).toEqual([
      projectId,
    ]);
    const copy = await projects.duplicate({ projectId });
    await projects.trash({ projectId: copy.projectId });
    const { projects: listed } = await projects.list({ limit: 100 });
    expect(listed.map(({ id }) => id)).toContain(projectId);
    expect(listed.map(({ id }) => id)).not.toContain(copy.projectId);
    await projects.restore({ projectId: copy.projectId });
    expect((await projects.open(copy)).trashedAtMs).toBeNull();
  });

  it('starts, shows, refuses to approve, cancels and retries a run', async () => {
    const { projects, runs } = clientOf(door);
    const { projectId } = await projects.create({ brief: { prompt: 'A fox crosses a snowy field at dusk.' } });
    const { runId } = await runs.start({ projectId, qualities: ['480p'] });
    expect(await runs.view({ runId })).toMatchObject({ runId, projectId, error: null });
    expect((await runs.list({ projectId })).runs.map((run) => run.runId)).toEqual([runId]);
    expect(await refusalOf(runs.approve({ runId }))).toMatchObject({ code: 'not-possible-now', status: 409 });
    expect(await refusalOf(runs.start({ projectId }))).toMatchObject({ code: 'not-possible-now', status: 409 });
    expect((await runs.cancel({ runId })).state).toBe('cancelled');
    expect((await runs.retry({ runId })).finishedAtMs).toBeNull();
    await runs.cancel({ runId });
  });

  it('speaks R11.2', async () => {
    const { v2 } = clientOf(door);
    const { job_id: id, estimatedCost } = await v2.generate({ creativePrompt: 'A kite over the sea.', duration: 6 });
    expect(estimatedCost).toBe(0);
    expect(await v2.getJob({ id })).toMatchObject({ job_id: id, error: null, results: { videoUrl: null } });
    expect((await v2.listJobs({ limit: 1 })).jobs[0]?.job_id).toBe(id);
    expect((await v2.metadata({ id })).files).toEqual([]);
    expect((await v2.data({ id })).jobId).toBe(id);
    expect(await refusalOf(v2.render({ id }))).toMatchObject({ code: 'not-possible-now' });
    expect((await v2.cancel({ id })).status).toBe('cancelled');
    expect(await v2.deleteJob({ id })).toEqual({ job_id: id, deleted: true });
    expect(await refusalOf(v2.getJob({ id }))).toMatchObject({ code: 'not-found', status: 404 });
    expect(await v2.cacheStats()).toEqual({ entries: 0, bytes: 0 });
    expect((await v2.listAssets({ limit: 3 })).next).toBeNull();
  });

  it('gives out tokens and takes them back', async () => {
    const { tokens } = clientOf(door);
    const { id, token } = await tokens.create({ subject: 'ci', role: 'reviewer', expiresInDays: 1 });
    expect((await doors.http(token).system.capabilities()).version).toBe('0.1.0');
    expect(await refusalOf(doors.http(token).projects.create({ brief: { prompt: 'x' } }))).toMatchObject({
      code: 'forbidden',
      status: 403,
    });
    await tokens.revoke({ id });
    expect(await refusalOf(doors.http(token).system.capabilities())).toMatchObject({
      code: 'unauthorized',
      status: 401,
    });
  });

  it('shows paid calls and what waits for a person, and takes answers', async () => {
    const { calls, projects } = clientOf(door);
    const { projectId } = await projects.create({ brief: { prompt: 'A kettle whistles.' } });
    expect(await calls.needs()).toEqual({ needs: [] });
    expect(await calls.places({ callIds: [NOBODY] })).toEqual({ places: [] });
    expect(await calls.ofProject({ projectId })).toEqual({ calls: [], nextBeforeId: null });
    expect(await calls.resume({ vendor: null })).toEqual({ resumed: 0 });
    expect(await calls.resume({ vendor: 'replicate' })).toEqual({ resumed: 0 });
    expect(await refusalOf(calls.resume({ vendor: 'nobody' }))).toMatchObject({ code: 'provider-unknown' });
    expect(await refusalOf(calls.ofRun({ runId: NOBODY }))).toMatchObject({ code: 'not-found', status: 404 });
    expect(await refusalOf(calls.get({ callId: NOBODY }))).toMatchObject({ code: 'not-found', status: 404 });
    expect(await refusalOf(calls.decide({ callId: NOBODY, choice: 'lost' }))).toMatchObject({ code: 'not-found' });
    await projects.trash({ projectId });
  });

  it('tells of changes as hints', async () => {
    const { events, projects } = clientOf(door);
    const stream = await events.subscribe();
    expect((await stream.next()).value).toMatchObject({ topic: 'ready' });
    const { projectId } = await projects.create({ brief: { prompt: 'A lamp is lit in a window.' } });
    expect((await stream.next()).value).toMatchObject({ topic: 'project', id: projectId });
    await stream.return?.();
  });
});

describe('errors', () => {
  it.each([
    ['an unknown project', (client: AppClient) => client.projects.open({ projectId: NOBODY })],
    ['an unknown run', (client: AppClient) => client.runs.view({ runId: NOBODY })],
    [
      'an unknown asset in a brief',
      (client: AppClient) => client.v2.generate({ creativePrompt: 'x', assets: [NOBODY] }),
    ],
    ['a wrong type', (client: AppClient) => client.projects.open({ projectId: 'nobody' })],
    ['an unknown field', (client: AppClient) => client.v2.generate({ creativePrompt: 'x', colour: 1 } as never)],
    ['a duration of 9999', (client: AppClient) => client.v2.generate({ creativePrompt: 'x', duration: 9999 })],
    ['an empty prompt', (client: AppClient) => client.v2.generate({ creativePrompt: ' ' })],
    ['a foreign cursor', (client: AppClient) => client.projects.list({ cursor: 'nonsense' })],
  ])('%s is the same on every door', async (_name, call) => {
    const answers = await Promise.all(DOORS.map((door) => refusalOf(call(clientOf(door)))));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.code).not.toBe('internal');
    expect(JSON.stringify(answers[0])).not.toContain(doors.home);
  });

  it('a fault of ours becomes internal with an id for the log, and no word of why', async () => {
    const { runs } = doors.app;
    const original = runs.view;
    runs.view = () => {
      throw new Error('secret at /root/keys');
    };
    try {
      for (const door of DOORS) {
        const answer = await refusalOf(clientOf(door).runs.view({ runId: NOBODY }));
        expect(answer).toMatchObject({ code: 'internal', status: 500 });
        expect(JSON.stringify(answer)).not.toMatch(/secret|root|stack/);
      }
    } finally {
      runs.view = original;
    }
  });
});
