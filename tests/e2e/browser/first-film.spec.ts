import { expect, test, watchPage } from '../serve-fixture.ts';

test.use({ actionTimeout: 15_000 });

test('prompt → storyboard → approval → the finished film plays', async ({ page, served }) => {
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  expect(page.url()).not.toContain(served.token);

  await page.getByLabel('Brief', { exact: true }).fill('A cat sits on a roof at night. It jumps down to the street.');
  await page.getByLabel('Length').selectOption('5');
  await page.getByLabel('Size').selectOption('480p');
  await page.getByRole('button', { name: 'Make storyboard' }).click();

  const approve = page.getByRole('button', { name: 'Approve storyboard' });
  await expect(approve).toBeVisible({ timeout: 60_000 });
  const frames = page.getByTestId('scene-card').getByRole('img');
  await expect(frames).toHaveCount(4);
  for (const frame of await frames.all()) {
    await expect
      .poll(() => frame.evaluate((picture: HTMLImageElement) => picture.naturalWidth))
      .toBeGreaterThanOrEqual(1080);
  }

  await approve.click();
  await expect(page.getByRole('main').getByRole('progressbar')).toBeVisible();
  const player = page.getByLabel(/^Finished film of/);
  await expect(player).toBeVisible({ timeout: 110_000 });
  await expect(page.getByRole('status').filter({ hasText: 'completed' })).toBeVisible();
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThanOrEqual(1);
  const duration = await player.evaluate((video: HTMLVideoElement) => video.duration);
  expect(Math.abs(duration - 5)).toBeLessThanOrEqual(1 / 24 + 0.001);
  await player.evaluate(async (video: HTMLVideoElement) => {
    video.muted = true;
    await video.play();
  });
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0.3);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download MP4, 480p/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.mp4$/);
  expect(faults).toEqual([]);
});

test('search, duplicate, trash and undo work on what is there', async ({ page, served }) => {
  const faults = watchPage(page);
  // Through the API, so that this story stands alone.
  const made = await page.request.post(`${served.url}/api/v2/projects`, {
    headers: { authorization: `Bearer ${served.token}` },
    data: { brief: { prompt: 'A stork builds a nest on a chimney.' } },
  });
  expect(made.status()).toBe(200);
  await page.goto(served.startUrl);
  await page.getByLabel('Search projects').fill('chimney');
  await page.getByRole('button', { name: /^Open A stork builds/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^A stork builds/ })).toBeVisible();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /\(2\)$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await expect(page.getByRole('alert')).toContainText('is in the trash');
  await expect(page.getByRole('button', { name: /^Open A stork builds.*\(2\)/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /\(2\)$/ })).toBeVisible();
  await page.getByLabel('Search projects').fill('zebra');
  await expect(page.getByText('Nothing found for "zebra".')).toBeVisible();
  expect(faults).toEqual([]);
});

test('without the token the page says what to do and shows nothing else', async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByRole('alert')).toContainText('the part after #');
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

test('an injected inline script does not run', async ({ page, served }) => {
  await page.goto(served.startUrl);
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  const answer = await page.evaluate(
    () =>
      new Promise<{ directive: string; ran: boolean }>((done) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          done({ directive: event.effectiveDirective, ran: 'injected' in window }),
        );
        const script = document.createElement('script');
        try {
          script.text = 'window.injected = true';
        } catch {
          // Trusted Types refuse the text before it is a script.
        }
        document.head.append(script);
      }),
  );
  expect(answer.ran).toBe(false);
  expect(['require-trusted-types-for', 'script-src-elem']).toContain(answer.directive);
});

test('in Thai', async ({ browser, served }) => {
  const context = await browser.newContext({ locale: 'th-TH' });
  const page = await context.newPage();
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await expect(page.getByRole('button', { name: 'สร้างสตอรี่บอร์ด' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'th');
  expect(faults).toEqual([]);
  await context.close();
});
