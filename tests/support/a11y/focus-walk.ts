import type { Page } from '@playwright/test';

export interface FocusStop {
  name: string;
  hasRing: boolean;
  isInWindow: boolean;
  isUncovered: boolean;
}
export interface FocusWalk {
  stops: FocusStop[];
  /** The walk ended at the body or came round, within the most presses allowed. */
  isComplete: boolean;
  problems: string[];
}

const MOST_PRESSES = 200;
/** A tooltip of the stop before leaves a moment after the focus does: what is covered longer than this stays covered. */
const COVERED_LOOKS = 20;
const LOOK_EVERY_MS = 50;

/** Presses Tab through the page and looks at every stop (SC 2.4.3, 2.4.7, 2.4.11). */
export async function focusWalk(page: Page): Promise<FocusWalk> {
  // From the top of the page: after a blur alone the walk would begin behind what had the focus. What lies over the page
  // keeps the focus, and the walk is in there.
  await page.evaluate(() => {
    if (document.querySelector('[role=dialog], [role=alertdialog]') === null) {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    } else (document.activeElement as HTMLElement | null)?.blur();
  });
  const stops: FocusStop[] = [];
  let isComplete = false;
  for (let press = 0; press < MOST_PRESSES && !isComplete; press += 1) {
    await page.keyboard.press('Tab');
    let stop = await page.evaluate(readStop, false);
    for (let look = 0; stop?.isUncovered === false && look < COVERED_LOOKS; look += 1) {
      await page.waitForTimeout(LOOK_EVERY_MS);
      stop = await page.evaluate(readStop, true);
    }
    if (stop === undefined) isComplete = true;
    else stops.push(stop);
  }
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-walked]')) element.removeAttribute('data-walked');
  });
  const problems = stops.flatMap((stop, index) => {
    const faults = [!stop.hasRing && 'no ring', !stop.isInWindow && 'out of view', !stop.isUncovered && 'covered'];
    return faults.filter((fault) => fault !== false).map((fault) => `stop ${index + 1} "${stop.name}": ${fault}`);
  });
  if (!isComplete) problems.push(`the walk did not end after ${MOST_PRESSES} presses`);
  return { stops, isComplete, problems };
}

/** Runs in the page: the focused element, or undefined when the walk is over. `isSame`: it was read before. */
function readStop(isSame: boolean): FocusStop | undefined {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body || element === document.documentElement) return undefined;
  if (!isSame && element.hasAttribute('data-walked')) return undefined;
  element.setAttribute('data-walked', '');
  // Focus guards of modal parts hand focus on at once; they are no stops.
  if (element.hasAttribute('data-base-ui-focus-guard'))
    return { name: 'guard', hasRing: true, isInWindow: true, isUncovered: true };
  const box = element.getBoundingClientRect();
  const isRinged = (holder: HTMLElement): boolean => {
    const style = getComputedStyle(holder);
    return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
  };
  // A hidden native input draws its ring on the part that stands for it; a visible one has its own.
  const isHiddenRange =
    element instanceof HTMLInputElement && element.type === 'range' && getComputedStyle(element).opacity === '0';
  const isOutlined = isRinged(element) || (isHiddenRange && isRinged(element.parentElement ?? element));
  const points: [number, number][] = [
    [0.5, 0.5],
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ];
  const isUncovered = points.some(([x, y]) => {
    const hit = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
    return hit !== null && (hit === element || element.contains(hit) || hit.contains(element));
  });
  const isInWindow = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const label = element.getAttribute('aria-label') ?? element.innerText ?? '';
  return { name: label.slice(0, 40) || element.tagName, hasRing: isOutlined, isInWindow, isUncovered };
}
