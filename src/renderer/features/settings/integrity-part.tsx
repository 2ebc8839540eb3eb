import { useMutation } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import type { IntegrityView } from '../../../shared/contract/diagnostics.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { SectionFailure } from './section-failure.tsx';

/** Compares the library with itself; says what is missing by the names that a person gave. */
export function IntegrityPart() {
  const { api, t } = useWorkspace();
  const check = useMutation({ mutationFn: (isDeep: boolean) => api.diagnostics.integrity({ isDeep }) });
  return (
    <section className="py-3">
      <h3 className="text-base font-medium">{t('settings.integrity')}</h3>
      <p className="mt-0.5 max-w-prose text-small text-text-2">{t('settings.integrity-hint')}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          icon={ShieldCheck}
          isBusy={check.isPending && !check.variables}
          disabled={check.isPending}
          onClick={() => check.mutate(false)}
        >
          {t('settings.integrity-quick')}
        </Button>
        <Button
          isBusy={check.isPending && check.variables}
          disabled={check.isPending}
          onClick={() => check.mutate(true)}
        >
          {t('settings.integrity-deep')}
        </Button>
      </div>
      <div aria-live="polite" className="mt-3">
        {check.isPending && <p className="text-base text-text-2">{t('settings.checking')}</p>}
        {check.data !== undefined && !check.isPending && <Found found={check.data} />}
      </div>
      {check.error !== null && (
        <SectionFailure error={check.error} subject={t('settings.integrity')} onRetry={() => check.mutate(false)} />
      )}
    </section>
  );
}

function Found({ found }: { found: IntegrityView }) {
  const { t } = useWorkspace();
  const { number, dateTime } = useFormatters();
  const faults = found.databaseFaults + found.danglingReferences + found.searchFaults + found.contentFaults.length;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-base">
        <Badge
          tone={found.isOk ? 'ok' : 'err'}
          label={t(found.isOk ? 'settings.backup-whole' : 'settings.backup-damaged')}
        />
        {found.isOk
          ? t('settings.integrity-ok', { contents: number(found.contents) })
          : t('settings.integrity-bad', { faults: number(faults) })}
        <span className="tabular text-small text-text-2">{dateTime(found.checkedAtMs)}</span>
      </p>
      {found.litter > 0 && (
        <p className="mt-1 text-small text-text-2">
          {t('settings.integrity-litter', { litter: number(found.litter) })}
        </p>
      )}
      {found.contentFaults.length > 0 && (
        <ul className="mt-2 max-h-60 overflow-y-auto rounded-card border border-line bg-panel p-2 text-small">
          {found.contentFaults.map(({ names, fault }, index) => (
            <li key={index} className="flex justify-between gap-4 py-0.5">
              <bdi className="min-w-0 break-words">{names.join(', ') || t('settings.fault-unnamed')}</bdi>
              <span className="shrink-0 text-err">{t(`settings.fault.${fault}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
