import type { Estimate } from '../../../shared/contract/briefs.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { useDrafting } from './use-drafting.ts';

interface StartQuestionProps {
  drafting: ReturnType<typeof useDrafting>;
  estimate: Estimate | null | undefined;
}

/** Pictures that cost are made after a yes to their number and their price. */
export function StartQuestion({ drafting, estimate }: StartQuestionProps) {
  const { t } = useWorkspace();
  const item = estimate?.items.find(({ kind }) => kind === 'image');
  if (item === undefined || item.sumMicroUsd === null || item.unitMicroUsd === null) return null;
  return (
    <AlertDialog
      isOpen={drafting.isAsking}
      onOpenChange={(isOpen) => !isOpen && drafting.stopAsking()}
      title={t('models.start-title', { price: exactUsd(item.sumMicroUsd) })}
      description={t('models.start-text', {
        ...{ count: item.quantity, name: item.label, unit: exactUsd(item.unitMicroUsd) },
      })}
      cancelLabel={t('ui.cancel')}
      confirmLabel={t('models.start-confirm')}
      onConfirm={drafting.start}
    />
  );
}
