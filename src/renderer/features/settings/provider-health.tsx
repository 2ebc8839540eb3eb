import { Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ProviderView } from '../../../shared/contract/providers.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const SECOND_MS = 1_000;

/** How long until a moment, counted down by the second; asks anew when it has come. */
function useLeft(untilMs: number | null, onOver: () => void): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  });
  useEffect(() => {
    if (untilMs === null) return undefined;
    const timer = window.setInterval(() => {
      setNowMs(Date.now());
      if (Date.now() < untilMs) return;
      window.clearInterval(timer);
      over.current();
    }, SECOND_MS);
    return () => window.clearInterval(timer);
  }, [untilMs]);
  return untilMs === null ? 0 : Math.max(0, untilMs - nowMs);
}

/** What keeps a provider from working, when it goes on by itself, and the way to go on now. */
export function ProviderHealth({ provider, onStale }: { provider: ProviderView; onStale: () => void }) {
  const { t, api, toasts, reportError } = useWorkspace();
  const { duration } = useFormatters();
  const { vendor, name, health } = provider;
  const leftMs = useLeft(health.untilMs, onStale);
  const [isBusy, setBusy] = useState(false);
  const { state } = health;
  if (state === 'ok') return null;
  const resume = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.providers.resume({ vendor });
      toasts.success(t('providers.resumed', { name }));
      onStale();
    } catch (error) {
      reportError(error);
    }
    setBusy(false);
  };
  const left = leftMs < SECOND_MS ? t('providers.health-soon') : duration(Math.ceil(leftMs / SECOND_MS) * SECOND_MS);
  const isBlocked = state === 'auth-blocked' || state === 'quota-blocked';
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-3">
      <Badge tone={isBlocked ? 'err' : 'warn'} label={t(`providers.health.${state}`)} />
      <p className="min-w-60 grow basis-0 text-base">{t(`providers.health-text.${state}`, { left })}</p>
      <Button icon={Play} isBusy={isBusy} onClick={() => void resume()}>
        {t('providers.resume')}
      </Button>
    </div>
  );
}
