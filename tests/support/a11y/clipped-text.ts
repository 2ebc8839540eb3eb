import type { Page } from '@playwright/test';

/** Thai text whose box cuts off tone marks, and text of any language that is cut at the side without a title. */
export function clippedText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const STACKED = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/;
    const LEAST_FACTOR = 1.53;
    const problems: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const own = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? '');
      const text = own.join('').trim();
      if (text === '' || element.closest('.sr-only, [aria-hidden=true]') || element.clientWidth <= 2) continue;
      const style = getComputedStyle(element);
      const sizePx = Number.parseFloat(style.fontSize);
      if (STACKED.test(text) && style.overflowY !== 'visible') {
        const lineHeightPx = style.lineHeight === 'normal' ? sizePx * 1.2 : Number.parseFloat(style.lineHeight);
        if (lineHeightPx < LEAST_FACTOR * sizePx)
          problems.push(`low line: ${text.slice(0, 30)} ${lineHeightPx}/${sizePx}`);
      }
      const isCut = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const isScroller = style.overflowX === 'auto' || style.overflowX === 'scroll';
      if (isCut && !isScroller && !element.closest('[title]')) problems.push(`cut: ${text.slice(0, 30)}`);
    }
    return problems;
  });
}
