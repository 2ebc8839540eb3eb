import type { Page } from '@playwright/test';

/**
 * What of the window's frame can be scrolled although only panels may: a `scrollIntoView`, or focus on a hidden input that
 * lies outside its panel, would push the title bar out of sight and leave no way back. Each as `tag.class by px`.
 */
export function movingWindow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const FAR_PX = 100_000;
    const moved: string[] = [];
    const main = document.querySelector('main') ?? document.body;
    for (let at: Element | null = main; at !== null; at = at.parentElement) {
      const before = at.scrollTop;
      at.scrollTop = FAR_PX;
      if (at.scrollTop > 0) moved.push(`${at.tagName.toLowerCase()}.${at.className} by ${at.scrollTop}`);
      at.scrollTop = before;
    }
    return moved;
  });
}
