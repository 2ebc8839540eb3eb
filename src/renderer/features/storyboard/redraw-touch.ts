/** Collects shots whose picture has changed, and gives them on when nothing more comes for a moment. */
export function createTouch(give: (ids: readonly string[]) => void, restMs = 250) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(ids: readonly string[]): void {
      for (const id of ids) waiting.add(id);
      clearTimeout(timer);
      if (waiting.size === 0) return;
      timer = setTimeout(() => {
        const all = [...waiting];
        waiting.clear();
        give(all);
      }, restMs);
    },
  };
}
