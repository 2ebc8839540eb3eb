/** The ratio such as `16:9` that is nearest to a picture of this size; undefined for an empty list. Ties go to the first. */
export function nearestRatio(ratios: readonly string[], widthPx: number, heightPx: number): string | undefined {
  const wanted = Math.log(widthPx / heightPx);
  const distance = (ratio: string): number => {
    const [width = 1, height = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(width / height) - wanted);
  };
  return ratios.reduce<string | undefined>(
    (best, ratio) => (best === undefined || distance(ratio) < distance(best) - 1e-9 ? ratio : best),
    undefined,
  );
}
