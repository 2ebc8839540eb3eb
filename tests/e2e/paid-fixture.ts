import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { CallView, Need } from '../../src/shared/contract/calls.ts';
import { axeViolations } from '../support/a11y/axe.ts';
import { clippedText } from '../support/a11y/clipped-text.ts';
import { smallTargets } from '../support/a11y/small-targets.ts';
import { call, projectOf } from '../support/films/film-projects.ts';
import { startReplicateFront } from '../support/providers/replicate-front.ts';
import type { ReplicateFront } from '../support/providers/replicate-front.ts';
import { startReplicateServer, TEST_TOKEN } from '../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../support/providers/replicate/replicate-server.ts';
import { expect, startServer, test as base } from './serve-fixture.ts';
import type { Served } from './serve-fixture.ts';

/** What stories that buy share: a library whose provider is the test server behind a front, and words to ask it by. */

export const SCHNELL = 'replicate/black-forest-labs/flux-schnell';
export const PRO = 'replicate/black-forest-labs/flux-1.1-pro';
export const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';

export interface PaidWorker {
  /** Whether the library finds a key in its environment. */
  hasKey: boolean;
  vendor: ReplicateServer;
  /** Stands before the vendor: what the library calls. */
  front: ReplicateFront;
}

/** Stories with a server, a library and a provider of their own for each worker. */
export const test = base.extend<object, PaidWorker>({
  hasKey: [true, { option: true, scope: 'worker' }],
  vendor: [
    // A worker's fixture takes an object of the others, even when it needs none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const vendor = await startReplicateServer({ latency: { startMs: 0, runMs: 0 } });
      await use(vendor);
      await vendor.close();
    },
    { scope: 'worker' },
  ],
  front: [
    async ({ vendor }, use) => {
      const front = await startReplicateFront(vendor.url);
      await use(front);
      await front.close();
    },
    { scope: 'worker' },
  ],
  served: [
    async ({ front, hasKey }, use) => {
      const home = mkdtempSync(join(tmpdir(), 'framewright-e2e-paid-'));
      const { served, stop } = await startServer(home, undefined, {
        REPLICATE_BASE_URL: front.url,
        REPLICATE_API_TOKEN: hasKey ? TEST_TOKEN : '',
        REPLICATE_API_KEY: '',
      });
      await fetch(`${served.url}/api/v2/settings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tourDone: true, theme: 'dark', language: 'en' }),
      });
      await use(served);
      const code = await stop();
      rmSync(home, { recursive: true, force: true });
      expect(code).toBe(0);
    },
    { scope: 'worker' },
  ],
});

/** One call through a door that may do everything. */
export const ask = <T>(page: Page, served: Served, path: string, data?: unknown): Promise<T> =>
  call<T>(page.request, served, data === undefined ? 'GET' : 'POST', path, data);

/** Opens the window at a place; a window that stands there already is only led. */
export async function open(page: Page, served: Served, hash = '#/library'): Promise<void> {
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((to) => void (location.hash = to), hash);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

export const pill = (page: Page) => page.getByRole('button', { name: /^Jobs: / });
export const needsOf = (page: Page) => page.getByRole('region', { name: 'Needs you' });

/** A window that was only led elsewhere still has its drawer. */
export async function openDrawer(page: Page): Promise<void> {
  const drawer = page.getByRole('tabpanel', { name: 'Jobs' });
  if (!(await drawer.isVisible())) await pill(page).click();
  await expect(drawer).toBeVisible();
}

/** Opens the drawer until it shows this: a key that comes before the window listens is lost. */
export async function openDrawerWith(page: Page, shown: Locator): Promise<void> {
  await expect(async () => {
    if (!(await shown.isVisible())) await page.keyboard.press('Control+KeyJ');
    await expect(shown).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
}

/** The stories look at English in the dark, and once at all of it in Thai; `npm run e2e:long` takes every look. */
export const PAID_LOOKS = (
  [
    ['th', 'light'],
    ['en', 'light'],
    ['th', 'dark'],
    ['en', 'dark'],
  ] as const
).slice(0, process.env['FRAMEWRIGHT_ALL_LOOKS'] === '1' ? 4 : 1);
export const SIZES = [
  [1440, 900],
  [1024, 640],
] as const;

const SHOTS_FOLDER = process.env['FRAMEWRIGHT_SHOTS'];
/** A picture of the window for a person to look at, where a folder was named for them. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS_FOLDER === undefined) return;
  mkdirSync(SHOTS_FOLDER, { recursive: true });
  await page.screenshot({ path: join(SHOTS_FOLDER, `${name}.png`) });
}

/** Names, contrast, targets and clipping of what is shown. */
export async function expectClean(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await clippedText(page)).toEqual([]);
}

export interface DrawWish {
  sentences?: number;
  model?: string;
  /** Who makes the film; without one this machine does. */
  video?: string;
  /** Equal words and an equal seed make an equal request. */
  about?: string;
  seed?: number;
}

/** Begins the drawing of a project's keyframes by a model that costs; two for each sentence. */
export async function draw(
  page: Page,
  served: Served,
  name: string,
  { sentences = 1, model = SCHNELL, video, about = name, seed }: DrawWish = {},
): Promise<{ projectId: string; runId: string }> {
  const words = ['A dog runs along the beach', 'A kite climbs over the dunes', 'A ferry leaves the pier'];
  const prompt = words
    .slice(0, sentences)
    .map((text, at) => `${at + 1}. ${text}, ${about} (5s)`)
    .join('\n');
  const brief = { name, prompt, duration: 5 * sentences, ...(seed === undefined ? {} : { seed }) };
  const projectId = await projectOf(page.request, served, brief);
  const { runId } = await call<{ runId: string }>(page.request, served, 'POST', '/runs', {
    ...{ projectId, imageProvider: model, qualities: ['480p'] },
    ...(video === undefined ? {} : { videoProvider: video }),
  });
  return { projectId, runId };
}

export const stateOf = async (page: Page, served: Served, runId: string): Promise<string> =>
  (await ask<{ state: string }>(page, served, `/runs/${runId}`)).state;
/** Waits until every keyframe of a run is there. */
export const drawn = (page: Page, served: Served, runId: string): Promise<void> =>
  expect.poll(() => stateOf(page, served, runId), { timeout: 60_000 }).toBe('storyboard_complete');
export const callsOf = async (page: Page, served: Served, runId: string): Promise<CallView[]> =>
  (await ask<{ calls: CallView[] }>(page, served, `/calls/runs/${runId}`)).calls;
export const needs = async (page: Page, served: Served): Promise<Need[]> =>
  (await ask<{ needs: Need[] }>(page, served, '/needs')).needs;

/** What the provider took in all, micro-dollars. */
export const charged = (vendor: ReplicateServer): number =>
  vendor.charges().reduce((sum, { finalMicroUsd }) => sum + (finalMicroUsd ?? 0), 0);
