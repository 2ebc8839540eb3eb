import type { APIRequestContext, Browser, Locator, Page } from '@playwright/test';
import { axeViolations } from '../../support/a11y/axe.ts';
import { clippedText } from '../../support/a11y/clipped-text.ts';
import { smallTargets } from '../../support/a11y/small-targets.ts';
import { expect, test, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

test.use({ profile: 'library' });

/** The library by hand and by keys, over the real server: everything is found by its role and its name. */

const headersOf = (served: Served) => ({ authorization: `Bearer ${served.token}` });
async function post<T>(request: APIRequestContext, served: Served, path: string, data: unknown = {}): Promise<T> {
  const answer = await request.post(`${served.url}/api/v2${path}`, { headers: headersOf(served), data });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as T;
}

async function opened(browser: Browser, served: Served, size = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport: size, locale: 'en-US' });
  const page = await context.newPage();
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Wherever the story before has left the window.
  await page.evaluate(() => (window.location.hash = '#/library'));
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  return { page, faults };
}

const card = (page: Page, name: string): Locator => page.getByRole('gridcell', { name: new RegExp(`^${name},`) });
const place = (page: Page, name: string): Locator => page.getByRole('treeitem', { name: new RegExp(`^${name}`) });
const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });
const checked = async (page: Page): Promise<string[]> => [
  ...(await axeViolations(page)),
  ...(await smallTargets(page)),
  ...(await clippedText(page)),
];

test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 15_000 });

test('first start: the sample is one click away, and its frames arrive', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await expect(page.getByText('Start with a brief, some pictures, or the sample.')).toBeVisible();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page).toHaveURL(/#\/storyboard\//);
  await page.getByRole('button', { name: 'Library', exact: true }).first().click();
  await expect(card(page, 'Daybreak cold brew')).toBeVisible();
  // Brand and campaign of the sample are a client and a campaign that it inherits from.
  await expect(place(page, 'Daybreak')).toBeVisible();
  await expect(place(page, 'Cold brew launch')).toBeVisible();
  await expect(card(page, 'Daybreak cold brew')).toHaveAccessibleName(/Waiting for approval/, { timeout: 60_000 });
  await card(page, 'Daybreak cold brew').click();
  await expect(details(page).getByText('inherited from Daybreak')).toBeVisible();
  await expect(details(page).getByText('inherited from Cold brew launch')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a quick look plays the frames in order, and closes with the key that opened it', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await card(page, 'Daybreak cold brew').click();
  await page.keyboard.press('Space');
  const look = page.getByRole('dialog', { name: 'Daybreak cold brew' });
  await expect(look.getByText(/^Shot 1 of /)).toBeVisible();
  const picture = look.getByRole('img');
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(100);
  const first = await picture.getAttribute('src');
  await expect(look.getByText(/^Shot 2 of /)).toBeVisible();
  await expect.poll(() => picture.getAttribute('src')).not.toBe(first);
  await look.getByRole('button', { name: 'Pause' }).click();
  await expect(look.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await checked(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(look).toBeHidden();
  await expect(card(page, 'Daybreak cold brew')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(look).toBeVisible();
  await page.keyboard.press('Space');
  await expect(look).toBeHidden();
  expect(faults).toEqual([]);
});

test('the pointer runs over the board on a card', async ({ browser, served }) => {
  const { page } = await opened(browser, served);
  const cell = card(page, 'Daybreak cold brew');
  const box = await cell.boundingBox();
  if (box === null) throw new Error('no card');
  const at = (share: number) => page.mouse.move(box.x + box.width * share, box.y + 60);
  const pictures = cell.locator('img');
  const poster = await pictures.first().getAttribute('src');
  await at(0.5);
  // The poster stays below; what the pointer is on lies over it.
  await expect(pictures).toHaveCount(2);
  await expect
    .poll(async () => {
      await at(0.94);
      await at(0.95);
      return pictures.last().getAttribute('src');
    })
    .not.toBe(poster);
  await page.mouse.move(5, 5);
  await expect(pictures).toHaveCount(1);
});

test('a client with its brand and a campaign with its brief, kept as they are typed', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: /New client/ }).click();
  const sheet = page.getByRole('dialog', { name: 'New client' });
  await sheet.getByRole('button', { name: 'Create' }).click();
  await expect(sheet.getByText('Give it a name.')).toBeVisible();
  await sheet.getByLabel('Name of the client').fill('ป้าแดง Noodles');
  await page.keyboard.press('Enter');
  const brand = details(page);
  await brand.getByRole('textbox', { name: 'Voice' }).fill('warm and loud');
  await brand.getByRole('textbox', { name: 'Visual style' }).fill('steam, neon');
  await brand.getByRole('textbox', { name: 'Palette' }).fill('red');
  await page.keyboard.press('Enter');
  await expect(brand.getByText(/This is no colour/)).toBeVisible();
  await brand.getByRole('textbox', { name: 'Palette' }).fill('#c93b34');
  await page.keyboard.press('Enter');
  await expect(brand.getByRole('textbox', { name: 'Code of colour 1' })).toHaveValue('#C93B34');
  await brand.getByRole('textbox', { name: 'Forbidden words and things' }).fill('alcohol, ยาสูบ');
  await page.keyboard.press('Enter');
  await expect(brand.getByRole('button', { name: 'Remove ยาสูบ' })).toBeVisible();
  await expect(brand.getByRole('status')).toHaveText('Saved');
  expect(await checked(page)).toEqual([]);

  await page.keyboard.press('Control+Shift+KeyM');
  await page.getByLabel('Name of the campaign').fill('Rainy season');
  await page.keyboard.press('Enter');
  await details(page).getByRole('textbox', { name: 'Objective' }).fill('fill the stools when it rains');
  await details(page).getByRole('textbox', { name: 'Key messages' }).fill('Hot in ten minutes');
  await page.keyboard.press('Enter');
  await details(page).getByRole('textbox', { name: 'Call to action' }).fill('Come in');
  await details(page).getByRole('textbox', { name: 'Do not mention' }).fill('price');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('status')).toHaveText('Saved');
  await expect(place(page, 'Rainy season')).toHaveAttribute('aria-level', '2');

  await page.reload();
  await place(page, 'Rainy season').click();
  await expect(details(page).getByRole('textbox', { name: 'Objective' })).toHaveValue('fill the stools when it rains');
  await expect(details(page).getByRole('textbox', { name: 'Call to action' })).toHaveValue('Come in');
  await place(page, 'ป้าแดง Noodles').click();
  await expect(details(page).getByRole('textbox', { name: 'Voice' })).toHaveValue('warm and loud');
  expect(faults).toEqual([]);
});

test('what is half typed goes with no screen key and no Esc', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  const away = async (): Promise<void> => {
    await page.keyboard.press('Control+Digit6');
    await expect(page).not.toHaveURL(/#\/library/);
    await expect(page.getByRole('main', { name: 'Jobs' })).toBeVisible();
    await page.keyboard.press('Control+Digit1');
    await place(page, 'ป้าแดง Noodles').click();
  };
  await place(page, 'ป้าแดง Noodles').click();
  const brand = details(page);
  await brand.getByRole('textbox', { name: 'Voice' }).fill('warm, loud and short');
  await away();
  await expect(brand.getByRole('textbox', { name: 'Voice' })).toHaveValue('warm, loud and short');
  await brand.getByRole('textbox', { name: 'Forbidden words and things' }).fill('ราคา');
  await away();
  await expect(brand.getByRole('button', { name: 'Remove ราคา' })).toBeVisible();
  await brand.getByRole('textbox', { name: 'Palette' }).fill('0a0');
  await away();
  await expect(brand.getByRole('textbox', { name: 'Code of colour 2' })).toHaveValue('#00AA00');

  const code = brand.getByRole('textbox', { name: 'Code of colour 1' });
  await code.fill('#C93');
  await page.keyboard.press('Enter');
  await expect(code).toHaveValue('#CC9933');
  await expect(code).toBeFocused();
  await code.fill('#C93B');
  await code.blur();
  await expect(brand.getByText(/This is no colour/)).toBeVisible();
  await expect(code).toHaveValue('#C93B');
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  // A change of another row takes nothing from this one.
  await brand.getByRole('button', { name: 'Remove #00AA00' }).click();
  await expect(code).toHaveValue('#C93B');
  await code.fill('#C93B34');
  await code.blur();
  await expect(brand.getByText(/This is no colour/)).toBeHidden();
  await expect(brand.getByRole('status')).toHaveText('Saved');

  const sheet = page.getByRole('dialog', { name: 'New project' });
  const words = sheet.getByLabel('What is the film about?');
  await page.keyboard.press('Control+KeyN');
  await words.fill('Steam rises from a bowl.');
  await sheet.getByLabel('Name', { exact: true }).fill('Steam');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('Control+KeyN');
  await expect(words).toHaveValue('Steam rises from a bowl.');
  await expect(sheet.getByLabel('Name', { exact: true })).toHaveValue('Steam');
  // Only Cancel throws it away.
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+KeyN');
  await expect(words).toHaveValue('');
  await page.keyboard.press('Escape');
  expect(faults).toEqual([]);
});

test('a new project that could not be put in its place is made once', async ({ browser, request, served }) => {
  const { page } = await opened(browser, served);
  await place(page, 'ป้าแดง Noodles').click();
  await page.keyboard.press('Control+KeyN');
  const sheet = page.getByRole('dialog', { name: 'New project' });
  await sheet.getByLabel('What is the film about?').fill('One bowl on an empty counter at night.');
  await sheet.getByLabel('Name', { exact: true }).fill('One bowl');
  // The first move does not get through.
  await page.evaluate(() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
      const text = typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);
      if (!text.includes('/projects/move')) return send.call(this, data);
      WebSocket.prototype.send = send;
      throw new Error('refused');
    };
  });
  await page.keyboard.press('Control+Enter');
  await expect(
    sheet
      .getByRole('alert')
      .or(sheet.getByText(/went wrong|could not|failed/i))
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/brief\//);
  const id = page.url().split('/').at(-1) ?? '';
  await page.keyboard.press('Control+Digit1');
  await expect(card(page, 'One bowl')).toHaveCount(1);
  // The stories after this one count what is there.
  await request.delete(`${served.url}/api/v2/projects/${id}`, { headers: headersOf(served) });
  await post(request, served, `/projects/${id}/delete-forever`, { name: 'One bowl' });
});

test('a project of a few words, in the campaign that was looked at', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await place(page, 'Rainy season').click();
  await page.keyboard.press('Control+KeyN');
  const sheet = page.getByRole('dialog', { name: 'New project' });
  await sheet.getByRole('button', { name: 'Create project' }).click();
  await expect(sheet.getByText('Write at least one sentence.')).toBeVisible();
  await sheet.getByLabel('What is the film about?').fill('ฝนตกหนัก ลูกค้าวิ่งเข้าร้าน แม่ค้ายื่นชามก๋วยเตี๋ยวร้อน');
  await sheet.getByLabel('Name', { exact: true }).fill('ก๋วยเตี๋ยวหน้าฝน');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/brief\//);
  await page.keyboard.press('Control+Digit1');
  await expect(card(page, 'ก๋วยเตี๋ยวหน้าฝน')).toHaveAccessibleName(/Rainy season/);
  expect(faults).toEqual([]);
});

test('a library fills: search in both languages, filters as chips, order', async ({ browser, request, served }) => {
  const { projectId } = await post<{ projectId: string }>(request, served, '/projects', {
    brief: { name: 'Heron', prompt: 'A heron stands in the reeds and catches an eel.', aspectRatio: '16:9' },
  });
  for (const name of ['Alder', 'Birch', 'Beech', 'แมวส้ม']) {
    const copy = await post<{ projectId: string }>(request, served, `/projects/${projectId}/duplicate`);
    await post(request, served, `/projects/${copy.projectId}/rename`, { name });
  }
  const { page, faults } = await opened(browser, served);
  const cells = page.getByRole('gridcell');
  await expect(cells).toHaveCount(7);
  const search = page.getByRole('searchbox', { name: 'Search projects' });
  await page.keyboard.press('Control+KeyF');
  await expect(search).toBeFocused();
  await search.fill('ยื่นชาม');
  await expect(cells).toHaveCount(1);
  await expect(card(page, 'ก๋วยเตี๋ยวหน้าฝน')).toBeVisible();
  await search.fill('eel reeds');
  await expect(cells).toHaveCount(5);
  await search.fill('ส้ม');
  await expect(card(page, 'แมวส้ม')).toBeVisible();
  await search.fill('xyzzy');
  await expect(page.getByText('Nothing found for “xyzzy”')).toBeVisible();
  await page.getByRole('button', { name: 'Show all projects' }).click();
  await expect(cells).toHaveCount(7);

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Ratio' }).hover();
  await page.getByRole('menuitemcheckbox', { name: /^9:16/ }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(cells).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove filter Ratio: 9:16' }).click();
  await expect(cells).toHaveCount(7);

  await page.getByRole('combobox', { name: 'Sort by' }).click();
  await page.getByRole('option', { name: 'Name' }).click();
  await expect(cells.first()).toHaveAccessibleName(/^Alder,/);
  await page.getByRole('button', { name: /^Ascending/ }).click();
  await expect(cells.last()).toHaveAccessibleName(/^Alder,/);
  await page.getByRole('button', { name: /^Descending/ }).click();

  // Typing goes to what begins with the letters; arrows move, Shift takes along.
  await cells.first().click();
  await page.keyboard.type('b');
  await expect(card(page, 'Beech')).toBeFocused();
  await page.keyboard.type('b');
  await expect(card(page, 'Birch')).toBeFocused();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(2);
  expect(faults).toEqual([]);
});

test('the table sorts by every column and says so', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await page.getByRole('button', { name: 'Table' }).click();
  const header = (name: string) => page.getByRole('columnheader', { name });
  await expect(page.getByRole('columnheader')).toHaveCount(8);
  const first = page.locator('[role=row][data-index="0"]');
  await header('Name').getByRole('button').click();
  await header('Name').getByRole('button').click();
  await expect(header('Name')).toHaveAttribute('aria-sort', /ascending|descending/);
  for (const name of ['Client', 'Campaign', 'State', 'Shots', 'Length', 'Last edited', 'Size']) {
    await header(name).getByRole('button').click();
    await expect(header(name)).toHaveAttribute('aria-sort', /ascending|descending/);
  }
  // Only the sample is drawn: it is the heaviest, and has the most shots.
  await expect(first).toHaveAccessibleName(/^Daybreak cold brew,/);
  await header('Shots').getByRole('button').click();
  await expect(first).toHaveAccessibleName(/^Daybreak cold brew,/);
  await first.click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(2);
  expect(await checked(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cards' }).click();
  expect(faults).toEqual([]);
});

test('projects move by menu, by key and by dragging, and come back', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await card(page, 'Alder').click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Move to…/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Move “Alder” to…' });
  await sheet.getByRole('combobox', { name: 'Client or campaign' }).fill('rainy');
  // The list has followed the words before it is chosen from.
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /Rainy season/ })).toHaveAttribute('data-highlighted', '');
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(card(page, 'Alder')).toHaveAccessibleName(/Rainy season/);
  await expect(details(page).getByText(/^warm.* loud/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, 'Alder')).toHaveAccessibleName(/My projects/);

  await card(page, 'Birch').click();
  await card(page, 'Beech').click({ modifiers: ['ControlOrMeta'] });
  await expect(details(page).getByRole('button', { name: 'Move 2 projects to…' })).toBeVisible();
  await card(page, 'Beech').dragTo(place(page, 'Rainy season'));
  await expect(page.getByText('2 projects are in Rainy season now')).toBeVisible();
  await expect(card(page, 'Birch')).toHaveAccessibleName(/Rainy season/);
  await expect(card(page, 'Beech')).toHaveAccessibleName(/Rainy season/);
  await page.keyboard.press('Shift+KeyM');
  await expect(page.getByRole('dialog', { name: 'Move 2 projects to…' })).toBeVisible();
  expect(await checked(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(faults).toEqual([]);
});

test('renames in place, copies, and forgets nothing on Esc', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await card(page, 'Alder').click();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'New name of Alder' });
  await expect(field).toBeFocused();
  await field.fill('Nothing');
  await page.keyboard.press('Escape');
  await expect(card(page, 'Alder')).toBeFocused();
  await page.keyboard.press('F2');
  await field.fill('Alder เก่า');
  await page.keyboard.press('Enter');
  await expect(card(page, 'Alder เก่า')).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, 'Alder')).toBeVisible();
  await card(page, 'Alder').click();
  await page.keyboard.press('Control+KeyD');
  await expect(card(page, String.raw`Alder \(2\)`)).toBeVisible();
  expect(faults).toEqual([]);
});

test('trash, undo, restore, and for good only by the name', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await card(page, 'Alder').click();
  await card(page, String.raw`Alder \(2\)`).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  await expect(page.getByText('2 projects are in the trash')).toBeVisible();
  await expect(card(page, 'Alder')).toHaveCount(0);
  // The next one has the focus: keys go on.
  await expect(page.locator('[role=gridcell]:focus')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, 'Alder')).toBeVisible();

  await card(page, 'Alder').click();
  await card(page, String.raw`Alder \(2\)`).click({ modifiers: ['ControlOrMeta'] });
  await details(page).getByRole('button', { name: 'Move 2 projects to trash' }).click();
  await page.keyboard.press('Shift+KeyB');
  await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();
  await card(page, 'Alder').click();
  await page.keyboard.press('Shift+KeyR');
  await expect(card(page, 'Alder')).toHaveCount(0);
  await card(page, String.raw`Alder \(2\)`).click();
  await page.keyboard.press('Shift+Delete');
  const sheet = page.getByRole('dialog', { name: 'Delete “Alder (2)” for good?' });
  await expect(sheet.getByRole('button', { name: 'Delete for good' })).toBeDisabled();
  await sheet.getByRole('textbox').fill('Alder (2)');
  await sheet.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  expect(await checked(page)).toEqual([]);
  await place(page, 'All projects').click();
  await expect(card(page, 'Alder')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a client goes to the trash and comes back; its projects stay', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await place(page, 'ป้าแดง Noodles').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await expect(place(page, 'ป้าแดง Noodles')).toHaveCount(0);
  await expect(card(page, 'Birch')).toHaveAccessibleName(/My projects/);
  await place(page, 'Trash').click();
  await page.getByRole('button', { name: 'Restore ป้าแดง Noodles' }).click();
  await expect(place(page, 'Rainy season')).toBeVisible();
  await place(page, 'All projects').click();
  await expect(card(page, 'Birch')).toHaveAccessibleName(/Rainy season/);
  expect(faults).toEqual([]);
});

test('text, pictures and brief files begin a project wherever they are dropped or pasted', async ({
  browser,
  served,
}) => {
  const { page, faults } = await opened(browser, served);
  const drop = (name: string, type: string, content: string) =>
    page.evaluate(
      ({ name: fileName, type: fileType, content: text }) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], fileName, { type: fileType }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      { name, type, content },
    );
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'A fox crosses a snowy field. It looks back.');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  const sheet = page.getByRole('dialog', { name: 'New project' });
  await expect(sheet.getByLabel('What is the film about?')).toHaveValue('A fox crosses a snowy field. It looks back.');
  await drop('can.png', 'image/png', 'x');
  await expect(sheet.getByRole('listitem')).toHaveText('can.png');
  // Bytes that are no picture are refused in a sentence; nothing that was written is lost.
  await sheet.getByRole('button', { name: 'Create project' }).click();
  await expect(sheet.getByText(/can\.png/)).not.toHaveCount(1);
  await expect(sheet.getByLabel('What is the film about?')).toHaveValue(/^A fox/);
  await sheet.getByRole('button', { name: 'Cancel' }).click();

  await drop('clip.svg', 'image/svg+xml', '<svg/>');
  await expect(page.getByRole('alert')).toContainText('clip.svg');
  await drop('brief.json', 'application/json', JSON.stringify({ prompt: 'x', duration: 1, colour: 'red' }));
  await expect(page.getByRole('alert')).toContainText(/duration|colour/);
  await drop('brief.json', 'application/json', JSON.stringify({ name: 'Dropped', prompt: 'A fox in the snow.' }));
  await expect(page).toHaveURL(/#\/brief\//);
  await page.keyboard.press('Control+Digit1');
  await expect(card(page, 'Dropped')).toBeVisible();
  await card(page, 'Dropped').click();
  await page.keyboard.press('Delete');
  await expect(card(page, 'Dropped')).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('by keys alone, in Thai: from the tree to a project and into its board', async ({ browser, served }) => {
  const { page, faults } = await opened(browser, served);
  await page.keyboard.press('Control+Alt+KeyL');
  await expect(page.getByRole('heading', { level: 1, name: 'คลังงาน' })).toBeVisible();
  const tree = page.getByRole('tree', { name: 'ลูกค้าและแคมเปญ' });
  await expect(tree.getByRole('treeitem', { name: 'Cold brew launch' })).toBeVisible();
  await tree.getByRole('treeitem').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Cold brew launch' })).toBeVisible();
  await page.getByRole('gridcell').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(1);
  expect(await checked(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/storyboard\//);
  await page.keyboard.press('Control+Alt+KeyL');
  await page.keyboard.press('Control+Digit1');
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('more than a hundred projects: only the visible ones exist, and the last is reached by one key', async ({
  browser,
  request,
  served,
}) => {
  const { projects } = (await (
    await request.get(`${served.url}/api/v2/projects?limit=1`, { headers: headersOf(served) })
  ).json()) as { projects: { id: string }[] };
  const id = projects[0]?.id ?? '';
  for (let at = 0; at < 120; at += 1) await post(request, served, `/projects/${id}/duplicate`);
  const { page, faults } = await opened(browser, served);
  await expect(page.getByText(/^1\d\d projects$/)).toBeVisible();
  expect(await page.getByRole('gridcell').count()).toBeLessThan(60);
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('End');
  const focused = page.locator('[role=gridcell]:focus');
  await expect(focused).toHaveAttribute('data-index', /1\d\d/);
  await expect(focused).toBeInViewport();
  await page.getByRole('button', { name: 'Table' }).click();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  await page.getByRole('button', { name: 'Cards' }).click();
  expect(faults).toEqual([]);
});
