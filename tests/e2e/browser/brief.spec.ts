import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { expect, test, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

test.use({ profile: 'brief' });

test.use({ actionTimeout: 20_000, locale: 'en-US' });
test.setTimeout(180_000);

const STORY =
  'A runner ties her shoes on a wet street at dawn. She runs through the city as the lights go out. On a forest trail she leaps over a stream. She stands on the hilltop and looks at the sunrise.';

async function post<T>(page: Page, served: Served, path: string, data: unknown): Promise<T> {
  const answer = await page.request.post(`${served.url}/api/v2${path}`, {
    headers: { authorization: `Bearer ${served.token}` },
    data,
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as T;
}

const blank = async (page: Page, served: Served, place: object = {}): Promise<string> =>
  (await post<{ projectId: string }>(page, served, '/projects/blank', { name: 'Untitled', ...place })).projectId;

async function openBrief(page: Page, served: Served, projectId: string): Promise<Locator> {
  await page.goto(served.startUrl);
  await expect(page.locator('h1')).toBeVisible();
  await page.evaluate((id) => void (location.hash = `#/brief/${id}`), projectId);
  const prompt = page.getByRole('textbox', { name: 'What happens', exact: true });
  await expect(prompt).toBeVisible();
  return prompt;
}

const facts = (page: Page): Locator => page.getByRole('region', { name: 'Facts', exact: true });
const saved = (page: Page): Promise<void> => expect(page.getByText(/^Saved/).first()).toBeVisible();
const promptOf = async (page: Page, served: Served, projectId: string): Promise<string> => {
  const answer = await page.request.get(`${served.url}/api/v2/documents/${projectId}`, {
    headers: { authorization: `Bearer ${served.token}` },
  });
  return (
    ((await answer.json()) as { tables: { brief: Record<string, { prompt: string }> } }).tables.brief[projectId]
      ?.prompt ?? ''
  );
};

/** A PNG of any size on its head; the rest is as short as it may be. */
function png(widthPx: number, heightPx: number, rows: number): Buffer {
  const crcs = Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
    return crc >>> 0;
  });
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    let crc = 0xffffffff;
    for (const byte of body) crc = (crcs[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
    const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
    head.writeUInt32BE(data.length);
    tail.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(rows * (widthPx * 3 + 1), 120));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

test('an empty brief: words, facts, a fault at its field, the storyboard by key', async ({ page, served }) => {
  const faults = watchPage(page);
  const asked: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('/briefs/facts')) asked.push(String(payload));
    }),
  );
  const projectId = await blank(page, served);
  const prompt = await openBrief(page, served, projectId);
  await expect(facts(page)).toContainText('as soon as there are words');
  await expect.poll(() => asked.length).toBe(1);

  // Forty keys are one question to the planner, or two; never forty.
  await prompt.pressSequentially('A cat sits on a roof at night in the rain.', { delay: 15 });
  await expect(facts(page)).toContainText('English');
  expect(asked.length).toBeLessThanOrEqual(4);
  await expect(page.getByRole('region', { name: 'Estimate' })).toContainText('$0.00');
  await expect(page.getByRole('region', { name: 'Estimate' })).toContainText('Based on rates of Nov 21, 2026.');

  const length = page.getByRole('textbox', { name: 'Length', exact: true });
  await length.fill('500');
  await expect(page.getByText('"Length" must be at most 180')).toBeVisible();
  await expect(length).toHaveValue('500');
  await length.fill('5');
  await expect(page.getByText('"Length" must be at most 180')).toHaveCount(0);
  await expect(facts(page)).toContainText('5 s');

  await prompt.fill('A cat sits on a roof at night. It jumps down to the street.');
  await prompt.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Storyboard' })).toBeVisible();
  expect(await promptOf(page, served, projectId)).toBe('A cat sits on a roof at night. It jumps down to the street.');
  expect(faults).toEqual([]);
});

test('a thin brief is asked about; the answer becomes part of the text and can be taken back', async ({
  page,
  served,
}) => {
  const projectId = await blank(page, served);
  const prompt = await openBrief(page, served, projectId);
  await prompt.fill('Our new thing.');
  const question = page.getByRole('textbox', { name: 'Where does it take place?' });
  await question.fill('On a beach at sunset');
  await question.press('Enter');
  await expect(prompt).toHaveValue('On a beach at sunset.\nOur new thing.');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+z');
  await expect(prompt).toHaveValue('Our new thing.');
  // The history says what it would take back, in the words of the field.
  await page.getByRole('textbox', { name: 'Project name' }).fill('Thing');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+Shift+h');
  const steps = page.getByRole('button', { name: /^Go back to before/ });
  await expect(steps).toHaveText([/Rename project/, /Change text/]);
  await steps.first().click();
  await expect(page.getByRole('textbox', { name: 'Project name' })).toHaveValue('Untitled');
  await expect(prompt).toHaveValue('Our new thing.');
});

test('what is half typed is handed over when a screen key takes the fields away', async ({ page, served }) => {
  const faults = watchPage(page);
  const projectId = await blank(page, served);
  const prompt = await openBrief(page, served, projectId);
  const away = async (): Promise<void> => {
    await page.keyboard.press('Control+Digit6');
    await expect(prompt).toHaveCount(0);
    await page.keyboard.press('Control+Digit2');
    await expect(prompt).toBeVisible();
  };
  await prompt.fill('Our new thing.');
  await page.getByRole('textbox', { name: 'Where does it take place?' }).fill('On a beach at sunset');
  await away();
  await expect(prompt).toHaveValue('On a beach at sunset.\nOur new thing.');
  await page.getByRole('textbox', { name: 'Keywords' }).fill('surf');
  await away();
  await expect(page.getByRole('button', { name: 'Remove surf' })).toBeVisible();
  // What the document cannot hold waits in its field, with its reason.
  const length = page.getByRole('textbox', { name: 'Length', exact: true });
  await length.fill('500');
  await away();
  await expect(length).toHaveValue('500');
  await expect(page.getByText('"Length" must be at most 180')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a brief file: every fault at its field, nothing changed; a good one is one step of undo', async ({
  page,
  served,
}) => {
  const faults = watchPage(page);
  const { projectId } = await post<{ projectId: string }>(page, served, '/projects', { brief: { prompt: STORY } });
  const prompt = await openBrief(page, served, projectId);
  const input = page.getByLabel('Read brief file…').and(page.locator('input'));
  const bad = { prompt: '', duration: 500, platfrom: 'tiktok', brand: { palette: ['red'] }, budget: 0 };
  await input.setInputFiles({
    name: 'bad.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(bad)),
  });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('bad.json cannot be used');
  for (const [field, why] of [
    ['prompt', 'is empty or too short'],
    ['duration', 'must be at most 180'],
    ['platfrom', 'unknown field "platfrom". Did you mean "platform"?'],
    ['brand.palette.0', 'must be #RRGGBB'],
    ['budget', 'must be at least 0.1'],
  ] as const)
    await expect(dialog.getByRole('row', { name: field })).toContainText(why);
  await page.keyboard.press('Escape');
  await expect(prompt).toHaveValue(STORY);

  await input.setInputFiles({ name: 'cut.json', mimeType: 'application/json', buffer: Buffer.from('{"prompt": "A') });
  await expect(dialog).toContainText('not valid JSON');
  await page.keyboard.press('Escape');

  const good = { name: 'Night cat', prompt: 'A cat walks over a roof at night.', duration: 15, keywords: ['night'] };
  await input.setInputFiles({
    name: 'good.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(good)),
  });
  await expect(dialog).toContainText('These 4 fields');
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await expect(prompt).toHaveValue(good.prompt);
  await expect(page.getByRole('textbox', { name: 'Project name' })).toHaveValue('Night cat');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+z');
  await expect(prompt).toHaveValue(STORY);
  await expect(page.getByRole('button', { name: 'Remove night' })).toHaveCount(0);

  // The same by a drop anywhere on the window.
  const dropped = await page.evaluateHandle((text) => {
    const held = new DataTransfer();
    held.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
    return held;
  }, JSON.stringify(good));
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
  await expect(page.getByRole('dialog', { name: 'Read dropped.json' })).toBeVisible();
  await page.keyboard.press('Escape');
  // Words pasted outside of a field go to the end of the text.
  await page.getByRole('heading', { level: 1 }).focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'A dog barks.');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await expect(prompt).toHaveValue(`${STORY}\nA dog barks.`);
  expect(faults).toEqual([]);
});

test('files: a picture is taken, a huge one, an SVG and a thing that cannot be read are refused in a sentence', async ({
  page,
  served,
}) => {
  const faults = watchPage(page);
  const projectId = await blank(page, served);
  await openBrief(page, served, projectId);
  const files = page.getByRole('region', { name: 'Files' });
  await page
    .getByLabel('Add asset…')
    .and(page.locator('input'))
    .setInputFiles([
      { name: 'can.png', mimeType: 'image/png', buffer: png(40, 30, 30) },
      { name: 'huge.png', mimeType: 'image/png', buffer: png(12_000, 12_000, 1) },
      { name: 'mark.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
    ]);
  await expect(files.getByText('40 × 30')).toBeVisible();
  await expect
    .poll(() =>
      files
        .getByRole('listitem')
        .first()
        .locator('img')
        .evaluate((picture: HTMLImageElement) => picture.naturalWidth),
    )
    .toBe(40);
  await expect(files).toContainText('huge.png has 12000 × 12000 pixels; at most 67 megapixels can be read');
  await expect(files).toContainText('mark.svg is svg, which cannot be used as media');
  for (const name of ['huge.png', 'mark.svg'])
    await files.getByRole('button', { name: `Dismiss the message about ${name}` }).click();

  await files.getByRole('combobox', { name: 'What can.png is for' }).click();
  await page.getByRole('option', { name: 'Logo' }).click();
  await saved(page);
  // A drop anywhere on the window comes to the same place.
  const transfer = await page.evaluateHandle(() => {
    const held = new DataTransfer();
    held.items.add(new File(['no sound'], 'song.mp3', { type: 'audio/mpeg' }));
    return held;
  });
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await expect(files).toContainText('song.mp3 is unknown data');
  await files.getByRole('button', { name: 'Remove can.png' }).click();
  await expect(files.getByText('40 × 30')).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+z');
  await expect(files.getByText('40 × 30')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a folder from the system is refused in a sentence, and a real file beside it is taken', async ({
  page,
  served,
}) => {
  const faults = watchPage(page);
  const projectId = await blank(page, served);
  await openBrief(page, served, projectId);
  const folder = join(served.home, 'Holiday');
  mkdirSync(folder, { recursive: true });
  const picture = join(served.home, 'can.png');
  writeFileSync(picture, png(40, 30, 30));
  // As the system drops: real paths, over the protocol of the browser.
  const cdp = await page.context().newCDPSession(page);
  const drop = async (files: string[]): Promise<void> => {
    const data = { items: [], files, dragOperationsMask: 1 };
    const send = (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<unknown> =>
      cdp.send('Input.dispatchDragEvent', { type, x: 900, y: 300, data });
    await send('dragEnter');
    await send('dragOver');
    // The zones come under the pointer; what is over them is dropped on them.
    await expect(page.getByRole('group', { name: 'Drop files' })).toBeVisible();
    await send('dragOver');
    await send('drop');
    await expect(page.getByRole('group', { name: 'Drop files' })).toHaveCount(0);
  };
  await drop([folder]);
  await expect(page.getByText('Folders cannot be dropped. Drop the files in it.')).toBeVisible();
  await drop([picture]);
  await expect(page.getByRole('region', { name: 'Files' }).getByText('40 × 30')).toBeVisible();
  expect(faults).toEqual([]);
});

test('50,000 characters with marks of direction are kept; what is over stands there with its reason', async ({
  page,
  served,
}) => {
  const faults = watchPage(page);
  const projectId = await blank(page, served);
  const prompt = await openBrief(page, served, projectId);
  const long = 'شمس \u202eabc\u202c \u200fA boat leaves the harbour. '.repeat(1_500).slice(0, 50_000);
  await prompt.fill(long);
  await expect(page.getByText(`${long.length.toLocaleString('en-US')} of 50,000`)).toBeVisible();
  await expect(facts(page)).toContainText('English');
  await expect.poll(() => promptOf(page, served, projectId)).toBe(long);

  const over = `${long}${' The boat comes back.'.repeat(5_000)}`.slice(0, 50_020);
  await prompt.fill(over);
  await expect(page.getByText(/"What happens" is too long: 50020 characters, at most 50000/)).toBeVisible();
  await expect.poll(() => promptOf(page, served, projectId)).toBe(over);
  await page.reload();
  await expect(prompt).toHaveValue(over);
  expect(faults).toEqual([]);
});

test('brand and campaign come down from the client, and can be said otherwise here', async ({ page, served }) => {
  const client = await post<{ id: string }>(page, served, '/clients', {
    name: 'Nova Shoes',
    brand: { voice: 'Warm, never loud', forbidden: ['cars'], palette: ['#FF6B6B'] },
  });
  const projectId = await blank(page, served, { clientId: client.id });
  const prompt = await openBrief(page, served, projectId);
  await prompt.fill(STORY);
  const voice = page.getByRole('textbox', { name: 'Brand voice' });
  await expect(voice).toHaveAttribute('placeholder', 'Warm, never loud');
  const brand = page.getByRole('region', { name: 'Brand', exact: true });
  await expect(brand.getByText('From Nova Shoes')).toHaveCount(2);
  await expect(brand.getByText('cars · Nova Shoes')).toBeVisible();

  await page.getByRole('button', { name: 'What will be sent' }).click();
  const sent = page.getByRole('region', { name: 'What will be sent' });
  await sent.locator('summary').first().click();
  await expect(sent).toContainText('Brand voice: Warm, never loud');
  await voice.fill('Short and dry');
  await expect(sent).toContainText('Brand voice: Short and dry');
  await brand.getByRole('button', { name: 'Brand voice: use what Nova Shoes says' }).click();
  await expect(sent).toContainText('Brand voice: Warm, never loud');
  await expect(voice).toHaveValue('');
});

test('a draft stands beside the board; one row, then the rest, and undo', async ({ page, served }) => {
  const faults = watchPage(page);
  const { projectId } = await post<{ projectId: string }>(page, served, '/projects', {
    brief: { name: 'First light', prompt: STORY, duration: 15 },
  });
  await post(page, served, '/runs', { projectId });
  const board = async () => {
    const answer = await page.request.get(`${served.url}/api/v2/documents/${projectId}`, {
      headers: { authorization: `Bearer ${served.token}` },
    });
    return Object.values(
      ((await answer.json()) as { tables: { shots: Record<string, { description: string }> } }).tables.shots,
    ).map(({ description }) => description);
  };
  await expect.poll(async () => (await board()).length, { timeout: 60_000 }).toBe(4);
  const before = (await board()).sort();
  const prompt = await openBrief(page, served, projectId);
  await prompt.fill(`${STORY.replace(' On a forest trail she leaps over a stream.', '')} A dog barks at the sun.`);
  await prompt.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Draft beside your storyboard' });
  await expect(dialog.locator('tr[data-kind=remove]')).toContainText('forest trail');
  const added = dialog.locator('tr[data-kind=add]').filter({ hasText: 'A dog barks at the sun.' });
  await expect(added).toHaveCount(1);
  // Nothing is written before the yes.
  expect((await board()).sort()).toEqual(before);

  await added.getByRole('button', { name: /^Accept/ }).click();
  await expect.poll(board).toContain('A dog barks at the sun.');
  expect((await board()).some((text) => text.includes('forest trail'))).toBe(true);
  await expect(dialog.locator('tr[data-kind=remove]')).toContainText('forest trail');
  await dialog.getByRole('button', { name: /^Accept all/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Storyboard' })).toBeVisible();
  expect((await board()).some((text) => text.includes('forest trail'))).toBe(false);

  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await board()).some((text) => text.includes('forest trail'))).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await board()).sort()).toEqual(before);
  expect(faults).toEqual([]);
});

test('another ratio than the board has is said, and becomes a project of its own', async ({ page, served }) => {
  const { projectId } = await post<{ projectId: string }>(page, served, '/projects', {
    brief: { name: 'Wide', prompt: STORY, duration: 15 },
  });
  await post(page, served, '/runs', { projectId });
  await expect(async () => {
    const answer = await page.request.get(`${served.url}/api/v2/documents/${projectId}`, {
      headers: { authorization: `Bearer ${served.token}` },
    });
    expect(Object.keys(((await answer.json()) as { tables: { shots: object } }).tables.shots)).toHaveLength(4);
  }).toPass({ timeout: 60_000 });
  const prompt = await openBrief(page, served, projectId);
  await page.getByRole('combobox', { name: 'Platform' }).click();
  await page.getByRole('option', { name: 'TikTok' }).click();
  await expect(page.getByText('The storyboard was drawn in 16:9 and stays so.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Voice-over' }).fill('The city sleeps. You do not.');
  await expect(page.getByText('About 2.7 s when spoken; the film is 15 s.')).toBeVisible();
  await prompt.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Draft beside your storyboard' });
  await expect(dialog).toContainText('The brief asks for 9:16');
  await dialog.getByRole('button', { name: 'New project in 9:16' }).click();
  await expect(page).not.toHaveURL(new RegExp(projectId));
  await expect(prompt).toHaveValue(STORY);
  await expect(facts(page)).toContainText('9:16');
  await expect(page.getByRole('button', { name: /^Make storyboard/ })).toBeVisible();
});

test('in Thai: words, facts, a fault at its field, the storyboard', async ({ page, served }) => {
  const faults = watchPage(page);
  await post(page, served, '/settings', { language: 'th' });
  try {
    const projectId = await blank(page, served);
    await page.goto(served.startUrl);
    await expect(page.locator('h1')).toBeVisible();
    await page.evaluate((id) => void (location.hash = `#/brief/${id}`), projectId);
    const prompt = page.getByRole('textbox', { name: 'เกิดอะไรขึ้น', exact: true });
    await prompt.fill('ผู้หญิงเปิดร้านกาแฟริมแม่น้ำตอนเช้ามืด เธอชงกาแฟแก้วแรก');
    const region = page.getByRole('region', { name: 'สรุป', exact: true });
    await expect(region).toContainText('ภาษาไทย');
    await expect(page.getByRole('region', { name: 'ประมาณการ' })).toContainText('ตามอัตราของวันที่ 21 พ.ย. 2569');
    const length = page.getByRole('textbox', { name: 'ความยาว', exact: true });
    await length.fill('4');
    await expect(page.getByText('"ความยาว" ต้องไม่น้อยกว่า 5')).toBeVisible();
    await length.fill('10');
    await prompt.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'สตอรีบอร์ด' })).toBeVisible();
    expect(await promptOf(page, served, projectId)).toContain('ร้านกาแฟริมแม่น้ำ');
    expect(faults).toEqual([]);
  } finally {
    await post(page, served, '/settings', { language: 'system' });
  }
});
