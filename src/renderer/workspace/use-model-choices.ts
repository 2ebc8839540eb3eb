import { useQuery } from '@tanstack/react-query';
import type { ModelChoice } from '../../shared/contract/briefs.ts';
import { usdDigits } from '../../shared/model/money.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { SelectOption } from '../ui/select.tsx';
import { useWorkspace } from './workspace-context.ts';

/** Exact dollars of a rate, where rounding would hide what is paid: $0.003, $7.00. */
export const exactUsd = (microUsd: number): string => `$${usdDigits(microUsd)}`;

/** Who could make the pictures and the film, of a project where one is named. Follows keys, prices and settings. */
export function useModelChoices(projectId?: string) {
  const { api } = useWorkspace();
  return useQuery({
    queryKey: ['settings', 'models', projectId ?? null],
    queryFn: () => api.briefs.models(projectId === undefined ? {} : { projectId }),
  });
}

/** The name of a model in the person's language; makers of this machine have words of their own. */
export function modelName(choice: Pick<ModelChoice, 'kind' | 'label' | 'vendor'>, t: Translate): string {
  return choice.vendor === null ? t(`models.local.${choice.kind}`) : choice.label;
}

/** What stands under a model in a list: its price, or why it cannot be chosen. */
export function modelNote({ kind, vendor, state, price }: ModelChoice, t: Translate): string {
  if (state === 'unfit' || price === null) return t('models.unfit');
  const { pieceMicroUsd } = price;
  const words =
    vendor === null
      ? t('models.free')
      : pieceMicroUsd === null
        ? t('models.no-price')
        : t(kind === 'image' ? 'models.per-picture' : 'models.per-segment', { price: exactUsd(pieceMicroUsd) });
  if (state === 'ready') return words;
  return `${t(state === 'key-missing' ? 'models.needs-key' : 'models.key-locked')} · ${words}`;
}

/** Models of a kind as a list to choose from. What cannot be used now is there and cannot be taken. */
export function modelOptions(
  models: readonly ModelChoice[],
  kind: ModelChoice['kind'],
  chosen: string | null,
  t: Translate,
): SelectOption<string>[] {
  const own = models.filter((choice) => choice.kind === kind);
  const options = own.map((choice) => ({
    ...{ value: choice.id, label: modelName(choice, t), secondary: modelNote(choice, t) },
    isDisabled: choice.state !== 'ready' && choice.id !== chosen,
  }));
  const isGone = chosen !== null && own.every(({ id }) => id !== chosen);
  return isGone ? [...options, { value: chosen, label: chosen, secondary: t('models.gone') }] : options;
}
