import { axeViolations } from '../../support/a11y/axe.ts';
import { projectOf } from '../../support/films/film-projects.ts';
import { expect, test, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';
import type { Page } from '@playwright/test';

test.use({ profile: 'window' });

test.use({ actionTimeout: 15_000, locale: 'en-US' });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

const filmOf = (page: Page, served: Served, prompt: string): Promise<string> =>
  projectOf(page.request, served, { prompt });

async function projectName(page: Page, served: Served, projectId: string): Promise<string> {
  const answer = await page.request.get(`${served.url}/api/v2/projects/${projectId}`, {
    headers: { authorization: `Bearer ${served.token}` },
  });
  return ((await answer.json()) as { name: string }).name;
}

test('the start token leaves the address, the library stands, nothing is reported', async ({ page, served }) => {
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  expect(page.url()).not.toContain(served.token);
  expect(faults).toEqual([]);
});

test('without the token the page says what to do and shows nothing else', async ({ page, served }) => {
  await page.goto(served.url);
  await expect(page.getByRole('alert')).toContainText('the part after #');
  await expect(page.getByRole('navigation')).toHaveCount(0);
});

test('an injected inline script does not run', async ({ page, served }) => {
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
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
        document.body.append(script);
      }),
  );
  expect(answer.ran).toBe(false);
  expect(answer.directive).toMatch(/^(script-src|require-trusted-types-for)/);
});

test('palette: opens by key, finds by words of both languages, runs, and says why not', async ({ page, served }) => {
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: 'Command palette' });
  await expect(input).toBeFocused();
  await input.fill('ปรับแต่ง');
  await expect(page.getByRole('option').first()).toContainText('Settings');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Settings')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('storyboard');
  const storyboard = page.getByRole('option', { name: /^Storyboard/ });
  await expect(storyboard).toContainText('Open a project first');
  await expect(storyboard).toHaveAttribute('aria-disabled', 'true');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('keys work by their place on the keyboard, whatever layout types', async ({ page, served }) => {
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  // What a Thai layout sends for Ctrl+K.
  await page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'า', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }),
    ),
  );
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
});

test('language and theme change at once and come back after a reload', async ({ page, served }) => {
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  await page.keyboard.press('Control+Alt+l');
  await expect(heading(page, 'คลังงาน')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'th');
  const before = await page.locator('html').getAttribute('data-theme');
  await page.keyboard.press('Control+Alt+t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+Alt+t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(before).not.toBeNull();
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${served.url}/api/v2/settings`, {
        headers: { authorization: `Bearer ${served.token}` },
      });
      return ((await answer.json()) as { theme: string; language: string }).theme;
    })
    .toBe('light');
  await page.reload();
  await expect(heading(page, 'คลังงาน')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.keyboard.press('Control+Alt+l');
  await expect(heading(page, 'Library')).toBeVisible();
});

test('F6 goes round the regions and comes back', async ({ page, served }) => {
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  const seen = new Set<string>();
  for (let turn = 0; turn < 12; turn += 1) {
    await page.keyboard.press('F6');
    seen.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''));
  }
  for (const name of ['Title bar', 'Screens', 'Library', 'Status']) expect([...seen]).toContain(name);
});

test('the shortcut sheet lists every command with a key and filters', async ({ page, served }) => {
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await sheet.getByRole('searchbox').fill('palette');
  await expect(sheet.getByText('Command palette')).toBeVisible();
  await expect(sheet.getByText('Jobs drawer')).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('a new project is begun by its key, in a library reloaded over an open project and from another screen', async ({
  page,
  served,
}) => {
  const projectId = await filmOf(page, served, 'A boat leaves the harbour.');
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((id) => void (location.hash = `#/library/${id}`), projectId);
  await page.reload();
  await expect(heading(page, 'Library')).toBeVisible();
  // The editor of the project is there: the window has bound its commands again, after the library did.
  await expect(page.locator('[data-save=saved]')).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await page.keyboard.press('Control+n');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(heading(page, 'Settings')).toBeVisible();
  await page.keyboard.press('Control+n');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(heading(page, 'Library')).toBeVisible();
});

test('a screen whose code did not come says what failed, in words that can be handed on, and comes when asked again', async ({
  browser,
  served,
}) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], locale: 'en-US' });
  const page = await context.newPage();
  const code = /settings-screen.*\.js/;
  await page.route(code, (route) => route.abort());
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate(() => void (location.hash = '#/settings'));
  await page.getByRole('button', { name: 'Copy details' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^settings\n.*settings-screen/s);
  await page.evaluate(() => void (document.title = 'the same page'));
  await page.getByRole('button', { name: 'Open again' }).click();
  await expect(page.getByRole('button', { name: 'Copy details' })).toBeVisible();
  await page.unroute(code);
  await page.getByRole('button', { name: 'Open again' }).click();
  await expect(page.locator('[data-setting=theme]')).toBeVisible();
  await expect(page).toHaveTitle('the same page');
  await context.close();
});

test('a start writes nothing; where the window went is written once', async ({ page, served }) => {
  const told: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('lastRoute')) told.push(String(payload));
    }),
  );
  // Were the first start written, it would lie before what comes after it.
  await page.clock.install();
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  await page.clock.runFor(2_000);
  await page.evaluate(() => void (location.hash = '#/jobs'));
  await expect(heading(page, 'Jobs')).toBeVisible();
  await page.clock.runFor(2_000);
  await expect.poll(() => told.length).toBe(1);
  expect(told[0]).toContain('jobs');
  await page.clock.resume();
  await page.goto(served.startUrl);
  await page.reload();
  await expect(heading(page, 'Jobs')).toBeVisible();
});

test('a project that is gone is an error with a way out', async ({ page, served }) => {
  await page.goto(`${served.startUrl}`);
  await expect(heading(page, 'Library')).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/storyboard/01890a5d-ac96-774b-bcce-b302099a8057';
  });
  await expect(page.getByRole('group', { name: 'Project not opened' })).toBeVisible();
  await page.getByRole('button', { name: 'To the library' }).click();
  await expect(heading(page, 'Library')).toBeVisible();
});

test('a project that is deleted elsewhere while it is open is said to be gone', async ({ page, served }) => {
  const projectId = await filmOf(page, served, 'A ferry at night.');
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((id) => void (location.hash = `#/brief/${id}`), projectId);
  await expect(page.locator('[data-save=saved]')).toBeVisible();
  const name = await projectName(page, served, projectId);
  const { url } = served;
  const headers = { authorization: `Bearer ${served.token}` };
  expect((await page.request.delete(`${url}/api/v2/projects/${projectId}`, { headers })).status()).toBe(200);
  const deletion = { headers, data: { name } };
  expect((await page.request.post(`${url}/api/v2/projects/${projectId}/delete-forever`, deletion)).status()).toBe(200);
  await expect(page.getByRole('group', { name: 'Project not opened' })).toBeVisible();
  await page.getByRole('button', { name: 'To the library' }).click();
  await expect(heading(page, 'Library')).toBeVisible();
});

test('duplicating in the library copies what is selected, not what was open, and stays', async ({ page, served }) => {
  const openId = await filmOf(page, served, 'An old lift goes down.');
  const selectedId = await filmOf(page, served, 'A new lift goes up.');
  const name = await projectName(page, served, selectedId);
  const openName = await projectName(page, served, openId);
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((id) => void (location.hash = `#/library/${id}`), openId);
  await expect(page.locator('[data-save=saved]')).toBeVisible();
  const cards = (of: string) => page.getByRole('gridcell', { name: new RegExp(`^${of}( \\(|,| copy| 2)`) });
  await page.getByRole('gridcell', { name: new RegExp(`^${name},`) }).click();
  await page.keyboard.press('Control+Shift+s');
  await expect(cards(name)).toHaveCount(2);
  await expect(cards(openName)).toHaveCount(1);
  expect(page.url()).toContain(`#/library/${openId}`);
});

test('the window lets go of the open project that is put into the trash', async ({ page, served }) => {
  const projectId = await filmOf(page, served, 'A heron stands still.');
  const name = await projectName(page, served, projectId);
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((id) => void (location.hash = `#/library/${id}`), projectId);
  await expect(page.locator('[data-save=saved]')).toBeVisible();
  await page.getByRole('gridcell', { name: new RegExp(`^${name},`) }).click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('banner').getByText('No project open')).toBeVisible();
  expect(page.url()).not.toContain(projectId);
});

test('what was not saved when the window died is offered again', async ({ page, served }) => {
  const projectId = await filmOf(page, served, 'A kite over the dunes. A child runs after it.');
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  const loaded = await page.request.get(`${served.url}/api/v2/documents/${projectId}`, {
    headers: { authorization: `Bearer ${served.token}` },
  });
  const { revision, tables } = (await loaded.json()) as {
    revision: number;
    tables: { project: Record<string, { name: string }> };
  };
  const before = tables.project[projectId]?.name ?? '';
  // As a window leaves it that was killed before its change was stored: its name holds no lock any more.
  await page.evaluate(
    ({ id, record }) => localStorage.setItem(`fw.journal.${id}.window-that-died`, JSON.stringify(record)),
    {
      id: projectId,
      record: {
        projectId,
        baseRevision: revision,
        writtenAtMs: Date.now(),
        changes: [
          {
            changeId: '01890a5d-ac96-774b-bcce-b302099a8099',
            kind: 'edit',
            label: 'undo.project-renamed',
            params: {},
            diff: {
              project: { added: {}, removed: {}, updated: { [projectId]: { name: [before, 'Kite film'] } } },
            },
            selection: null,
            joinsLast: false,
            takeCopies: [],
          },
        ],
      },
    },
  );
  await page.evaluate((id) => {
    location.hash = `#/storyboard/${id}`;
  }, projectId);
  const dialog = page.getByRole('dialog', { name: 'Changes that were not saved' });
  await expect(dialog).toContainText('Rename project');
  await dialog.getByRole('button', { name: 'Restore them' }).first().click();
  await expect(page.getByRole('banner').getByText('Kite film')).toBeVisible();
  await expect(page.locator('[data-save=saved]')).toBeVisible();
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${served.url}/api/v2/projects/${projectId}`, {
        headers: { authorization: `Bearer ${served.token}` },
      });
      return ((await answer.json()) as { name: string }).name;
    })
    .toBe('Kite film');
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('fw.journal.')))).toEqual(
    [],
  );
});

test('a duplicated tab keeps what it has not sent apart from its twin', async ({ browser, served }) => {
  const context = await browser.newContext({ locale: 'en-US' });
  const first = await context.newPage();
  const projectId = await filmOf(first, served, 'Two tabs, one film.');
  const open = async (page: Page) => {
    await page.goto(served.startUrl);
    await page.locator('h1').waitFor();
    await page.evaluate((id) => void (location.hash = `#/brief/${id}`), projectId);
    await expect(page.locator('[data-save=saved]')).toBeVisible();
  };
  const nameOf = (page: Page) => page.evaluate(() => sessionStorage.getItem('fw.window') ?? '');
  await open(first);
  const name = await nameOf(first);
  expect(name).not.toBe('');
  const twin = await context.newPage();
  const copy = await first.evaluate(() => ({ ...sessionStorage }));
  // As the browser does it: the storage is there before the page is, once.
  await twin.addInitScript((items) => {
    if (sessionStorage.length === 0)
      for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
  }, copy);
  await open(twin);
  const other = await nameOf(twin);
  expect(other).not.toBe(name);
  const held = await twin.evaluate(async () => (await navigator.locks.query()).held?.map((lock) => lock.name));
  expect(held).toEqual(expect.arrayContaining([`fw.window.${name}`, `fw.window.${other}`]));
  for (const page of [first, twin]) {
    const before = await nameOf(page);
    await page.reload();
    await expect(page.locator('[data-save=saved]')).toBeVisible();
    expect(await nameOf(page)).toBe(before);
  }
  await context.close();
});

test('letters typed just before the page goes or the project changes are kept', async ({ page, served }) => {
  const first = await filmOf(page, served, 'A gull.');
  const second = await filmOf(page, served, 'A pier.');
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((id) => void (location.hash = `#/brief/${id}`), first);
  await expect(page.getByRole('textbox', { name: 'What happens', exact: true })).toHaveValue('A gull.');
  // In one turn of the page: no field has rested, and no timer has run.
  const typeAnd = (text: string, way: { hide: true } | { goTo: string }) =>
    page.evaluate(
      ({ text: typed, next }) => {
        const field = [...document.querySelectorAll('textarea')].find(({ value }) => value.startsWith('A gull.'));
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, typed);
        field?.dispatchEvent(new Event('input', { bubbles: true }));
        if ('hide' in next) window.dispatchEvent(new Event('pagehide'));
        else location.hash = next.goTo;
        return Object.entries(localStorage)
          .filter(([key]) => key.startsWith('fw.journal.'))
          .map(([, record]) => String(record));
      },
      { text, next: way },
    );
  expect((await typeAnd('A gull. It cries.', { hide: true })).join()).toContain('It cries.');
  await expect(page.locator('[data-save=saved]')).toBeVisible();
  await typeAnd('A gull. It cries. It dives.', { goTo: `#/brief/${second}` });
  await expect(page.getByRole('textbox', { name: 'What happens', exact: true })).toHaveValue('A pier.');
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${served.url}/api/v2/documents/${first}`, {
        headers: { authorization: `Bearer ${served.token}` },
      });
      return ((await answer.json()) as { tables: { brief: Record<string, { prompt: string }> } }).tables.brief[first]
        ?.prompt;
    })
    .toBe('A gull. It cries. It dives.');
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('fw.journal.'))))
    .toEqual([]);
});

test('a folder or a stray file that is dropped never leads the window away', async ({ page, served }) => {
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  const prevented = await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'x.bin'));
    const drop = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(drop);
    return drop.defaultPrevented;
  });
  expect(prevented).toBe(true);
  await expect(heading(page, 'Library')).toBeVisible();
});

test('the first look round points at each screen, is skipped with one press, and comes again from the palette', async ({
  page,
  served,
}) => {
  const headers = { authorization: `Bearer ${served.token}` };
  await page.request.post(`${served.url}/api/v2/settings`, { headers, data: { tourDone: false } });
  await page.goto(served.startUrl);
  const tour = page.getByRole('region', { name: 'First look' });
  await expect(tour).toContainText('1 of 7');
  await tour.getByRole('button', { name: 'Next' }).click();
  await expect(tour).toContainText('All projects');
  expect(await axeViolations(page)).toEqual([]);
  await tour.getByRole('button', { name: 'Skip' }).click();
  await expect(tour).toHaveCount(0);
  // The focus is not lost with the button that had it.
  await expect(page.getByRole('main')).toBeFocused();
  await page.reload();
  await expect(heading(page, 'Library')).toBeVisible();
  await expect(tour).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('guide');
  await page.keyboard.press('Enter');
  await expect(tour).toContainText('1 of 7');
  await tour.getByRole('button', { name: 'Skip' }).click();
});

test('the manual opens inside the window in the language of the window', async ({ page, served }) => {
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await expect(heading(page, 'Library')).toBeVisible();
  await page.keyboard.press('F1');
  const manual = page.getByRole('dialog', { name: 'Manual' });
  await expect(manual.getByRole('heading', { level: 3 }).first()).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
});
