import type { Work } from '../../../shared/contract/jobs.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { usd } from './call-words.ts';
import { cancelMoney } from './cancel-money.ts';
import { useRunCalls } from './use-calls.ts';

/** Before work that costs is cancelled: what stays paid, what may still be charged, and what is free. */
export function CancelQuestion({
  work,
  onClose,
  onCancel,
}: {
  work: Work;
  onClose: () => void;
  onCancel: (work: Work) => void;
}) {
  const { t } = useWorkspace();
  // Followed while the question stands: what it says must be true when it is answered.
  const calls = useRunCalls(work.id, true);
  const { paidMicroUsd, remote, unsure } = cancelMoney([...calls.ofJob.values()].flat());
  const rows = [
    {
      name: t('jobs.cancel-paid'),
      text: paidMicroUsd === 0 ? t('jobs.cancel-paid-none') : t('jobs.cancel-paid-text', { amount: usd(paidMicroUsd) }),
    },
    {
      name: t('jobs.cancel-remote'),
      text:
        remote.count === 0
          ? t('jobs.cancel-remote-none')
          : t('jobs.cancel-remote-text', { count: remote.count, amount: usd(remote.microUsd) }),
    },
    ...(unsure.count === 0
      ? []
      : [
          {
            name: t('jobs.cancel-unsure'),
            text: t('jobs.cancel-unsure-text', { count: unsure.count, amount: usd(unsure.microUsd) }),
          },
        ]),
    { name: t('jobs.cancel-rest'), text: t('jobs.cancel-rest-text') },
  ];
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('jobs.cancel-ask', { name: work.projectName })}
      description={t('jobs.cancel-why')}
      cancelLabel={t('jobs.cancel-keep')}
      confirmLabel={t('jobs.cancel-yes')}
      isDanger
      onConfirm={() => {
        onClose();
        onCancel(work);
      }}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-base">
        {rows.map(({ name, text }) => (
          <div key={name} className="contents">
            <dt className="text-text-3">{name}</dt>
            <dd className="tabular min-w-0 break-words text-text-1">{text}</dd>
          </div>
        ))}
      </dl>
    </AlertDialog>
  );
}
