import { useState } from 'react';
import type { ModelChoice } from '../../../shared/contract/briefs.ts';
import { DialogAnswers } from '../../ui/dialog-answers.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { modelName, modelNote, useModelChoices } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { modelName as shortName, usd } from './call-words.ts';

/** Work that is to go on with another model. */
export interface OtherModelAsk {
  kind: 'image' | 'video';
  /** Each is one picture or one segment. */
  jobIds: readonly string[];
  /** Whose prices are shown; null: those of the library. */
  projectId: string | null;
  /** Who was to make it; offered again only where its new price is what is asked about. */
  model: string | null;
  isPriceAsked: boolean;
  /** Its successor, where one is known. */
  replacement: string | null;
  /** A payment that nobody knows of: it counts as spent. Null where nothing was charged. */
  lostMicroUsd: number | null;
}

const isReady = ({ state, price }: ModelChoice): boolean =>
  state === 'ready' && price !== null && price.pieceMicroUsd !== null;

/** The models that could do it instead, with the price of all of it on the button. */
export function OtherModelDialog({
  ask,
  onClose,
  onUse,
}: {
  ask: OtherModelAsk;
  onClose: () => void;
  onUse: (model: string, pieceMicroUsd: number) => void;
}) {
  const { t } = useWorkspace();
  const { data } = useModelChoices(ask.projectId ?? undefined);
  const [picked, setPicked] = useState<string>();
  const others = data?.models.filter(({ id, kind }) => kind === ask.kind && (ask.isPriceAsked || id !== ask.model));
  // The successor is proposed, or the same at its new price; anything else is a person's own choice.
  const proposedId = ask.isPriceAsked ? ask.model : ask.replacement;
  const proposed = others?.find((choice) => choice.id === proposedId && isReady(choice));
  const chosen = others?.find((choice) => choice.id === picked && isReady(choice)) ?? proposed;
  const piece = chosen?.price?.pieceMicroUsd ?? null;
  const count = ask.jobIds.length;
  const pieces = t(`needs.pieces-${ask.kind}`, { count });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('needs.other-title')}
      description={t('needs.other-text', { pieces })}
      closeLabel={t('shell.close')}
      footer={
        <DialogAnswers
          cancelLabel={t('ui.cancel')}
          onCancel={onClose}
          disabled={chosen === undefined || piece === null}
          {...(piece === null ? {} : { price: piece === 0 ? t('board.price-free') : usd(piece * count) })}
          onClick={() => chosen !== undefined && piece !== null && onUse(chosen.id, piece)}
        >
          {chosen === undefined
            ? t('needs.other-confirm-none')
            : t('needs.other-confirm', { model: modelName(chosen, t) })}
        </DialogAnswers>
      }
    >
      <div className="flex flex-col gap-3">
        {others === undefined ? (
          <Skeleton className="h-32 w-full" />
        ) : (
          <RadioGroup
            label={t('needs.other-title')}
            value={chosen?.id}
            onChange={setPicked}
            options={others.map((choice) => ({
              ...{ value: choice.id, label: modelName(choice, t), isDisabled: !isReady(choice) },
              hint:
                choice.id === proposedId
                  ? t(ask.isPriceAsked ? 'needs.other-as-before' : 'needs.other-named', { note: modelNote(choice, t) })
                  : modelNote(choice, t),
            }))}
          />
        )}
        {ask.lostMicroUsd !== null && (
          <p className="text-base text-text-2">
            {t('needs.other-lost', {
              amount: usd(ask.lostMicroUsd),
              model: ask.model === null ? '' : shortName(ask.model),
            })}
          </p>
        )}
        {count > 1 && piece !== null && piece > 0 && (
          <p className="tabular text-base text-text-2">
            {t('needs.other-sum', { pieces, unit: usd(piece), sum: usd(piece * count) })}
          </p>
        )}
      </div>
    </Dialog>
  );
}
