import { useQuery } from '@tanstack/react-query';
import { CloudOff, RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LineView } from '../../shared/contract/providers.ts';
import { useFormatters } from '../lib/use-formatters.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';

const KEY = ['settings', 'line'] as const;

/**
 * Providers that cannot be reached: what, since when, what works all the same, what waits. Comes and goes by itself with
 * the hints of the server; there is nothing to close and nothing to answer.
 */
export function LineBanner() {
  const { api, onHint } = useWorkspace();
  const { data, refetch } = useQuery({ queryKey: KEY, queryFn: () => api.providers.line() });
  const line = data?.line ?? null;
  const isShown = line !== null;
  // What waits moves with runs and boards; who is reachable moves with the hints of the settings.
  useEffect(
    () => (isShown ? onHint(({ topic }) => void ((topic === 'run' || topic === 'project') && refetch())) : undefined),
    [isShown, onHint, refetch],
  );
  // Always there, so that what comes into it is read out.
  return <div role="status">{line !== null && <Line line={line} />}</div>;
}

function Line({ line }: { line: LineView }) {
  const { t, language } = useWorkspace();
  const { time } = useFormatters();
  const vendors = new Intl.ListFormat(language, { type: 'conjunction' }).format(line.vendors.map(({ name }) => name));
  const { trouble, sinceMs, isBack, waiting } = line;
  return (
    <div className="flex min-h-8 items-center gap-2 border-b border-line bg-info-bg px-4 py-1 text-small text-info">
      <Icon of={isBack ? RotateCw : CloudOff} />
      {isBack ? (
        <p className="min-w-0 grow">{t('line.back', { vendors })}</p>
      ) : (
        <>
          <p className="min-w-0 grow text-pretty">
            <span className="font-medium">{t(`line.${trouble}`, { vendors, time: time(sinceMs) })}</span>{' '}
            <span className="ml-1">{waiting === 0 ? t('line.waits-none') : t('line.waits', { count: waiting })}</span>{' '}
            <span className="ml-1">{t('line.works')}</span>
          </p>
          <NextTry line={line} />
        </>
      )}
    </div>
  );
}

/** When it is tried again; counted down apart, so that nobody has it read out each second. */
function NextTry({ line: { nextTryAtMs } }: { line: LineView }) {
  const { t, api, reportError } = useWorkspace();
  const { duration } = useFormatters();
  const [nowMs, setNowMs] = useState(() => Date.now());
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  // A new time means that the trial is over.
  useEffect(() => setAsked(false), [nextTryAtMs]);
  const leftMs = nextTryAtMs === null || isAsked ? 0 : Math.ceil((nextTryAtMs - nowMs) / 1_000) * 1_000;
  return (
    <>
      <span aria-hidden className="tabular shrink-0 whitespace-nowrap">
        {leftMs > 0 ? t('line.next', { time: duration(leftMs) }) : t('line.trying')}
      </span>
      <Button
        size="small"
        tone="quiet"
        isBusy={isAsked}
        onClick={() => {
          setAsked(true);
          api.providers.tryLine().catch((error: unknown) => {
            setAsked(false);
            reportError(error);
          });
        }}
      >
        {t('line.try')}
      </Button>
    </>
  );
}
