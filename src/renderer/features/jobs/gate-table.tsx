import { Check, Minus, X } from 'lucide-react';
import type { GateCheck, TechGateReport } from '../../../shared/model/gate-report.ts';
import { classNames } from '../../lib/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import type { LucideIcon } from '../../ui/icon.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { measuredInWords, wantedInWords } from './job-words.ts';

const LOOK: Record<GateCheck['outcome'], { icon: LucideIcon; colour: string }> = {
  passed: { icon: Check, colour: 'text-ok' },
  failed: { icon: X, colour: 'text-err' },
  'not-applicable': { icon: Minus, colour: 'text-text-3' },
};

/** The ten checks of a segment with what was measured and what was wanted. */
export function GateTable({ report }: { report: TechGateReport }) {
  const { t } = useWorkspace();
  return (
    <table className="w-full border-collapse text-left text-small">
      <caption className="sr-only">{t('jobs.gate')}</caption>
      <thead>
        <tr className="text-text-3">
          <th className="py-1 pr-2 font-medium">{t('jobs.gate-check')}</th>
          <th className="py-1 pr-2 font-medium">{t('jobs.gate-measured')}</th>
          <th className="py-1 pr-2 font-medium">{t('jobs.gate-wanted')}</th>
          <th className="py-1 font-medium">
            <span className="sr-only">{t('jobs.gate-result')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {report.checks.map((check) => {
          const { icon, colour } = LOOK[check.outcome];
          const outcome = t(`jobs.outcome.${check.outcome}`);
          return (
            <tr key={check.id} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-2 font-normal text-text-2">
                {t(`jobs.check.${check.id}`)}
              </th>
              <td
                className={classNames(
                  'tabular py-1 pr-2 break-words',
                  check.outcome === 'failed' ? 'text-err' : 'text-text-1',
                )}
              >
                {measuredInWords(t, check)}
              </td>
              <td className="tabular py-1 pr-2 break-words text-text-3">{wantedInWords(t, check)}</td>
              <td className={classNames('py-1', colour)} title={outcome}>
                <Icon of={icon} className="size-3.5" />
                <span className="sr-only">{outcome}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
