import type { Page } from '@playwright/test';

/**
 * Interactive elements under 24×24 CSS px that have not enough room around them (SC 2.5.8). Splitters are exempt: they
 * have keys and collapse buttons. Each failure as `tag "name" w×h`.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 24;
    const selector =
      'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=menuitem], ' +
      '[role=option], [role=slider], [role=checkbox], [role=switch], [role=radio], [tabindex]:not([tabindex="-1"])';
    const targets = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || getComputedStyle(element).visibility === 'hidden') return false;
      if (element.closest('[aria-hidden=true], [inert]') || element.getAttribute('role') === 'separator') return false;
      if (element.hasAttribute('data-base-ui-focus-guard')) return false;
      if (element instanceof HTMLInputElement && box.width <= 2) return false;
      // A native range input inside a slider is as large as its thumb, and the thumb is what is touched.
      return !(element instanceof HTMLInputElement && element.type === 'range');
    });
    const related = (one: Element, other: Element) => one.contains(other) || other.contains(one);
    return targets.flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.width >= LEAST && box.height >= LEAST) return [];
      const cx = box.x + box.width / 2;
      const cy = box.y + box.height / 2;
      const isCrowded = targets.some((other) => {
        if (related(element, other)) return false;
        const b = other.getBoundingClientRect();
        const half = LEAST / 2 - 0.01;
        return b.left < cx + half && b.right > cx - half && b.top < cy + half && b.bottom > cy - half;
      });
      const name = (element.getAttribute('aria-label') ?? element.innerText ?? '').slice(0, 30);
      return isCrowded
        ? [`${element.tagName.toLowerCase()} "${name}" ${Math.round(box.width)}×${Math.round(box.height)}`]
        : [];
    });
  });
}
