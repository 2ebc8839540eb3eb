import { useCallback, useSyncExternalStore } from 'react';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import type { WorkStore } from './work-store.ts';

/** What stands on a button that draws: nothing where it is free, else the price or that nobody has named one. */
function useDrawPrice(read: (work: WorkStore) => number | null): string | undefined {
  const { t } = useWorkspace();
  const { work } = useBoard();
  const microUsd = useSyncExternalStore(
    work.subscribe,
    useCallback(() => (work.drawsFreely() ? undefined : read(work)), [work, read]),
  );
  if (microUsd === undefined) return undefined;
  return microUsd === null ? t('board.price-unknown') : exactUsd(microUsd);
}

/** The price of drawing both keyframes of one shot again. */
export const useRetakePrice = (): string | undefined => useDrawPrice(retakeOfOne);
/** The price of drawing all that is missing. */
export const useMissingPrice = (): string | undefined => useDrawPrice(allMissing);

const retakeOfOne = (work: WorkStore): number | null => work.drawMicroUsd(2);
const allMissing = (work: WorkStore): number | null => work.missingMicroUsd();
