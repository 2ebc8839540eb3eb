import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { axeViolations } from '../../support/a11y/axe.ts';
import { clippedText } from '../../support/a11y/clipped-text.ts';
import { focusWalk } from '../../support/a11y/focus-walk.ts';
import { longMotion } from '../../support/a11y/long-motion.ts';
import { smallTargets } from '../../support/a11y/small-targets.ts';
import { expect, test, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

/**
 * The accessibility gate (visual-design.md 7) over every screen × theme × language × state. `empty` is a fresh library or
 * a blank project, `loaded` a drawn board, `dialog` the shortcut sheet or the palette over the loaded screen, `error` the
 * server gone while the screen stands (and a project that is gone, for screens of one).
 */
const SCREENS = ['library', 'brief', 'storyboard', 'jobs', 'export', 'settings'] as const;
const OF_PROJECT = new Set<string>(['brief', 'storyboard', 'export']);
const THEMES = ['dark', 'light', 'contrast'] as const;
const LANGUAGES = ['en', 'th'] as const;
const GONE = '01890a5d-ac96-774b-bcce-b302099a8057';

interface Data {
  blankId: string;
  drawnId: string;
}

const headersOf = (served: Served) => ({ authorization: `Bearer ${served.token}` });

async function post<T>(request: APIRequestContext, served: Served, path: string, data: unknown): Promise<T> {
  const answer = await request.post(`${served.url}/api/v2${path}`, { headers: headersOf(served), data });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as T;
}

async function drawnProject(request: APIRequestContext, served: Served): Promise<string> {
  const { projectId } = await post<{ projectId: string }>(request, served, '/projects', {
    brief: { name: 'ร้านกาแฟริมน้ำ Riverside', prompt: 'A woman opens a café at dawn. She pours coffee.', duration: 10 },
  });
  const { runId } = await post<{ runId: string }>(request, served, '/runs', { projectId });
  await expect
    .poll(
      async () => {
        const answer = await request.get(`${served.url}/api/v2/runs/${runId}`, { headers: headersOf(served) });
        return ((await answer.json()) as { state: string }).state;
      },
      { timeout: 60_000 },
    )
    .toBe('storyboard_complete');
  return projectId;
}

async function checked(page: Page): Promise<string[]> {
  return [
    ...(await axeViolations(page)).map((line) => `axe ${line}`),
    ...(await smallTargets(page)).map((line) => `small ${line}`),
    ...(await clippedText(page)).map((line) => `clipped ${line}`),
    ...(await longMotion(page)).map((line) => `motion ${line}`),
  ];
}

async function opened(browser: Browser, served: Served, size = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', locale: 'en-US' });
  const page = await context.newPage();
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  return { context, page, faults };
}

async function show(page: Page, screen: string, projectId: string | null): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#/${screen}${projectId === null ? '' : `/${projectId}`}`);
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);
let data: Data;

for (const theme of THEMES) {
  for (const language of LANGUAGES) {
    const look = `${theme}, ${language}`;
    const dress = async (request: APIRequestContext, served: Served): Promise<void> => {
      await post(request, served, '/settings', { theme, language });
    };

    // First while nothing is in the library, so that the empty state is the true one.
    if (theme === 'dark' && language === 'en') {
      test('an empty library in every theme and language', async ({ browser, served, request }) => {
        for (const each of THEMES) {
          for (const words of LANGUAGES) {
            await post(request, served, '/settings', { theme: each, language: words });
            const { context, page, faults } = await opened(browser, served);
            for (const screen of ['library', 'jobs'] as const) {
              await show(page, screen, null);
              expect(await checked(page), `${screen} ${each} ${words}`).toEqual([]);
            }
            expect(faults).toEqual([]);
            await context.close();
          }
        }
        const { projectId: blankId } = await post<{ projectId: string }>(request, served, '/projects', {
          brief: { name: 'Blank', prompt: 'Nothing yet.' },
        });
        data = { blankId, drawnId: await drawnProject(request, served) };
      });
    }

    test(`${look}: every screen with nothing in it`, async ({ browser, served, request }) => {
      await dress(request, served);
      const { context, page, faults } = await opened(browser, served);
      for (const screen of SCREENS.filter((name) => OF_PROJECT.has(name))) {
        await show(page, screen, data.blankId);
        expect(await checked(page), screen).toEqual([]);
      }
      expect(faults).toEqual([]);
      await context.close();
    });

    test(`${look}: every screen at work`, async ({ browser, served, request }) => {
      await dress(request, served);
      const { context, page, faults } = await opened(browser, served);
      for (const screen of SCREENS) {
        await show(page, screen, data.drawnId);
        expect(await checked(page), screen).toEqual([]);
      }
      expect(faults).toEqual([]);
      await context.close();
    });

    test(`${look}: the smallest window`, async ({ browser, served, request }) => {
      await dress(request, served);
      const { context, page, faults } = await opened(browser, served, { width: 1024, height: 640 });
      for (const screen of SCREENS) {
        await show(page, screen, data.drawnId);
        expect(await checked(page), screen).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        expect(overflow, `${screen} is wider than the window`).toBe(false);
      }
      expect(faults).toEqual([]);
      await context.close();
    });

    test(`${look}: a dialog over every screen`, async ({ browser, served, request }) => {
      await dress(request, served);
      const { context, page, faults } = await opened(browser, served);
      for (const screen of SCREENS) {
        await show(page, screen, data.drawnId);
        for (const key of ['Control+k', '?']) {
          await page.locator('h1').focus();
          await page.keyboard.press(key);
          await page.getByRole('dialog').waitFor();
          expect(await checked(page), `${screen} ${key}`).toEqual([]);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
      }
      expect(faults).toEqual([]);
      await context.close();
    });

    test(`${look}: every screen in trouble`, async ({ browser, served, request }) => {
      await dress(request, served);
      const { context, page } = await opened(browser, served);
      for (const screen of SCREENS) {
        await show(page, screen, OF_PROJECT.has(screen) ? GONE : null);
        expect(await checked(page), screen).toEqual([]);
      }
      await context.close();
    });
  }
}

for (const screen of SCREENS) {
  test(`${screen}: the focus walk meets every part with a ring and ends`, async ({ browser, served, request }) => {
    await post(request, served, '/settings', { theme: 'dark', language: 'en' });
    const { context, page } = await opened(browser, served);
    await show(page, screen, data.drawnId);
    const walk = await focusWalk(page);
    expect(walk.problems).toEqual([]);
    expect(walk.stops.length).toBeGreaterThan(8);
    await context.close();
  });
}
