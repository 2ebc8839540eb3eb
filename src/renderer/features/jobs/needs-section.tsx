import { CircleHelp, KeyRound, LayoutGrid, Play, Replace, RotateCw, Search, Wallet, X } from 'lucide-react';
import { useState } from 'react';
import type { Need } from '../../../shared/contract/calls.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { goToSettings } from '../../workspace/settings-place.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CallDialog } from './call-dialog.tsx';
import { modelName, needInWords, shotOfCall, usd, vendorName } from './call-words.ts';
import { OtherModelDialog } from './other-model-dialog.tsx';
import type { OtherModelAsk } from './other-model-dialog.tsx';
import { useCostsPlace } from './use-costs.ts';
import { useCallActions } from './use-calls.ts';

const TO_PROVIDERS: ReadonlySet<string> = new Set(['key-missing', 'key-refused', 'credit-empty', 'price-unknown']);
const TO_BOARD: ReadonlySet<string> = new Set(['price-changed', 'model-retired']);

/** What only a person can decide, one prompt for one cause. */
export function NeedsSection({ needs }: { needs: readonly Need[] }) {
  const { t } = useWorkspace();
  const [callId, setCallId] = useState<string | null>(null);
  if (needs.length === 0) return null;
  return (
    <section aria-label={t('needs.section')} className="flex flex-col gap-1">
      <h2 className="flex min-h-6 items-center text-small font-medium text-warn">{t('needs.section')}</h2>
      <div className="flex flex-col gap-2">
        {needs.map((need) => (
          <NeedCard key={need.id} need={need} onDetails={setCallId} />
        ))}
      </div>
      <CallDialog callId={callId} onClose={() => setCallId(null)} />
    </section>
  );
}

function NeedCard({ need, onDetails }: { need: Need; onDetails: (callId: string) => void }) {
  const { t, go } = useWorkspace();
  const actions = useCallActions();
  const [otherModel, setOtherModel] = useState<OtherModelAsk | null>(null);
  const openCosts = useCostsPlace();
  const { title, text } = needInWords(t, need);
  const waiting = need.calls.length > 0 ? need.calls.length : need.jobIds.length;
  const facts = [
    need.calls.length > 0 ? null : t(waiting === 1 ? 'needs.waiting-one' : 'needs.waiting-many', { count: waiting }),
    need.projects.length === 0
      ? null
      : t('needs.in', { projects: need.projects.map(({ projectName }) => projectName).join(', ') }),
  ].filter((part) => part !== null);
  const [first] = need.projects;
  return (
    <section role="group" aria-label={title} className="rounded-card border border-line bg-panel p-3">
      <div className="flex gap-2">
        <Icon of={CircleHelp} className="mt-0.5 text-warn" />
        <div className="min-w-0 grow">
          <p className="text-base font-medium break-words">{title}</p>
          <p className="text-base break-words text-text-2">{text}</p>
          <p className="text-small break-words text-text-3">{facts.join(' ')}</p>
        </div>
      </div>
      {need.calls.length > 0 && (
        <ul className="mt-1 flex flex-col pl-6">
          {need.calls.map((each) => (
            <Payment
              key={each.call.callId}
              {...each}
              actions={actions}
              onDetails={onDetails}
              onOtherModel={setOtherModel}
            />
          ))}
        </ul>
      )}
      <div className="mt-2 flex flex-wrap gap-1.5 pl-6">
        {TO_PROVIDERS.has(need.code) && (
          <Button size="small" icon={KeyRound} onClick={() => goToSettings(go, 'providers')}>
            {t('needs.settings')}
          </Button>
        )}
        {need.code === 'budget-exceeded' && (
          <Button size="small" icon={Wallet} onClick={() => openCosts('budgets', first?.projectId ?? null)}>
            {t('needs.budgets')}
          </Button>
        )}
        {need.canChangeModel && need.kind !== null && (
          <Button
            tone={need.canResume ? 'default' : 'primary'}
            size="small"
            icon={Replace}
            isBusy={actions.busy === need.id}
            onClick={() =>
              need.kind !== null &&
              setOtherModel({
                ...{ kind: need.kind, jobIds: need.jobIds, projectId: first?.projectId ?? null },
                ...{ model: need.model, replacement: need.replacement, lostMicroUsd: null },
                isPriceAsked: need.code === 'price-changed',
              })
            }
          >
            {t(need.code === 'price-changed' ? 'needs.other-price' : 'needs.other-model')}
          </Button>
        )}
        {TO_BOARD.has(need.code) && first !== undefined && (
          <Button
            size="small"
            icon={LayoutGrid}
            onClick={() => go({ screen: 'storyboard', projectId: first.projectId })}
          >
            {t('needs.board')}
          </Button>
        )}
        {need.canResume && (
          <Button
            tone="primary"
            size="small"
            icon={Play}
            isBusy={actions.busy === need.id}
            onClick={() => actions.resume(need)}
          >
            {need.vendor === null || need.code === 'price-unknown'
              ? t('needs.continue')
              : t('needs.continue-vendor', { vendor: vendorName(need.vendor) })}
          </Button>
        )}
        {!need.canResume && !need.canChangeModel && need.calls.length === 0 && need.code !== 'price-changed' && (
          <Button size="small" icon={RotateCw} isBusy={actions.busy === need.id} onClick={() => actions.retry(need)}>
            {t('needs.retry')}
          </Button>
        )}
      </div>
      {otherModel !== null && (
        <OtherModelDialog
          ask={otherModel}
          onClose={() => setOtherModel(null)}
          onUse={(model, pieceMicroUsd) => {
            setOtherModel(null);
            actions.otherModel(need.id, otherModel.jobIds, model, pieceMicroUsd);
          }}
        />
      )}
    </section>
  );
}

const CHOICES = [
  { choice: 'look-again', icon: Search },
  { choice: 'lost', icon: X },
  { choice: 'pay-again', icon: RotateCw },
  { choice: 'other-model', icon: Replace },
] as const;

/** One payment that nobody knows of, and what each answer means for the money. */
function Payment({
  call,
  pageUrl,
  actions,
  onDetails,
  onOtherModel,
}: Need['calls'][number] & {
  actions: ReturnType<typeof useCallActions>;
  onDetails: (callId: string) => void;
  onOtherModel: (ask: OtherModelAsk) => void;
}) {
  const { t } = useWorkspace();
  const { dateTime } = useFormatters();
  const shot = shotOfCall(t, call);
  const amount = usd(call.estimateMicroUsd);
  return (
    <li className="@container flex flex-col gap-1.5 border-t border-line py-2 first:border-none">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="tabular text-base font-medium">{t('needs.payment', { amount, shot })}</span>
        <span className="text-small break-words text-text-3">
          {t('needs.sent', { model: modelName(call.model), time: dateTime(call.sentAtMs ?? call.createdAtMs) })}
        </span>
        <Button tone="quiet" size="small" onClick={() => onDetails(call.callId)}>
          {t('calls.details')}
        </Button>
      </div>
      <ul className="grid grid-cols-1 items-start gap-x-6 gap-y-1 @3xl:grid-cols-2">
        {CHOICES.filter(({ choice }) => call.choices.includes(choice)).map(({ choice, icon }) => {
          const label = t(`needs.${choice}`);
          return (
            <li key={choice} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <Button
                size="small"
                icon={icon}
                isBusy={actions.busy === call.callId}
                aria-label={t('needs.choice-of', { choice: label, shot })}
                {...(choice === 'pay-again' ? { price: amount } : {})}
                onClick={() =>
                  choice === 'other-model'
                    ? onOtherModel({
                        ...{ kind: call.kind, jobIds: [call.jobId], projectId: call.projectId, model: call.model },
                        ...{ replacement: null, lostMicroUsd: call.estimateMicroUsd, isPriceAsked: false },
                      })
                    : actions.decide(call.callId, choice)
                }
              >
                {label}
              </Button>
              <span className="min-w-0 text-small break-words text-text-2">
                {t(`needs.${choice}-means`, { amount })}
              </span>
            </li>
          );
        })}
      </ul>
      {pageUrl !== null && (
        <p className="text-small break-all text-text-3 select-text">{t('needs.provider-page', { url: pageUrl })}</p>
      )}
    </li>
  );
}
