import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Waits until every finite animation and transition has ended: axe judges colours as painted, so a list
 * that is still fading in would be reported for a contrast that nobody is left with.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const finite = () =>
      document
        .getAnimations()
        .filter((each) => each.playState === 'running' && Number.isFinite(each.effect?.getComputedTiming().endTime));
    for (let turn = 0; turn < 20 && finite().length > 0; turn += 1)
      await Promise.allSettled(finite().map((each) => each.finished));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** Runs axe on the page once it stands still; each violation as one readable line. `isElectron` uses legacy mode (axe-core-npm #1141). */
export async function axeViolations(page: Page, isElectron = false): Promise<string[]> {
  await settled(page);
  const results = await new AxeBuilder({ page }).withTags(TAGS).setLegacyMode(isElectron).analyze();
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}
