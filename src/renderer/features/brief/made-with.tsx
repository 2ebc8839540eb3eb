import { KeyRound, TriangleAlert } from 'lucide-react';
import type { ModelChoice } from '../../../shared/contract/briefs.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { goToSettings } from '../../workspace/settings-place.ts';
import { modelName, modelNote, modelOptions, useModelChoices } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';

const USUAL = 'usual';
const FIELDS = { image: 'imageModel', video: 'videoModel' } as const;

/** Who makes the pictures and the film of this project; a step of undo like every other field. */
export function MadeWith() {
  const { t, go } = useWorkspace();
  const { project, brief } = useBriefDesk();
  const { data } = useModelChoices(project.id);
  if (data === undefined) return <Skeleton className="h-24 w-full" />;
  const chosen = [brief.imageModel ?? data.usual.image, brief.videoModel ?? data.usual.video];
  const sentTo = new Set(data.models.filter(({ id }) => chosen.includes(id)).flatMap(({ vendor }) => vendor ?? []));
  return (
    <>
      {(['image', 'video'] as const).map((kind) => (
        <MakerField key={kind} kind={kind} models={data.models} usual={data.usual[kind]} />
      ))}
      {sentTo.size > 0 && (
        <p className="text-small text-text-3">
          {t('models.sent', {
            vendor: [...sentTo].map((vendor) => vendor[0]?.toUpperCase() + vendor.slice(1)).join(', '),
          })}
        </p>
      )}
      {data.models.some(({ vendor }) => vendor !== null) && (
        <span>
          <Button size="small" tone="quiet" icon={KeyRound} onClick={() => goToSettings(go, 'providers')}>
            {t('models.to-providers')}
          </Button>
        </span>
      )}
    </>
  );
}

interface MakerFieldProps {
  kind: ModelChoice['kind'];
  models: readonly ModelChoice[];
  /** The library's own choice. */
  usual: string;
}

function MakerField({ kind, models, usual }: MakerFieldProps) {
  const { t, go } = useWorkspace();
  const { brief, set } = useBriefDesk();
  const own = brief[FIELDS[kind]];
  const find = (id: string): ModelChoice | undefined => models.find((choice) => choice.id === id);
  const nameOf = (id: string): string => {
    const choice = find(id);
    return choice === undefined ? id : modelName(choice, t);
  };
  const id = own ?? usual;
  const choice = find(id);
  const usualChoice = find(usual);
  const name = nameOf(id);
  const isPriceUnknown = choice?.state === 'ready' && choice.price?.pieceMicroUsd === null;
  const trouble =
    choice === undefined || choice.state === 'unfit'
      ? t('models.ask-other', { name })
      : choice.state === 'key-missing'
        ? t('models.ask-key', { name })
        : choice.state === 'key-locked'
          ? t('models.ask-locked', { name })
          : isPriceUnknown
            ? t('models.ask-price', { name })
            : undefined;
  return (
    <div className="flex flex-col gap-1" data-field={FIELDS[kind]} tabIndex={-1}>
      <Field label={t(`models.${kind}`)} hint={choice === undefined ? undefined : modelNote(choice, t)}>
        {(control) => (
          <Select
            control={control}
            value={own ?? USUAL}
            onChange={(value) => set({ [FIELDS[kind]]: value === USUAL ? null : value })}
            options={[
              {
                value: USUAL,
                label: t('models.usual', { name: nameOf(usual) }),
                ...(usualChoice === undefined ? {} : { secondary: modelNote(usualChoice, t) }),
              },
              ...modelOptions(models, kind, own, t),
            ]}
          />
        )}
      </Field>
      {trouble !== undefined && (
        <div role="status" className="flex flex-col items-start gap-1 text-small text-warn">
          <p className="flex items-start gap-1.5">
            <Icon of={TriangleAlert} className="mt-0.5 size-3.5" />
            {trouble}
          </p>
          {(choice?.state === 'key-missing' || isPriceUnknown) && (
            <Button size="small" onClick={() => goToSettings(go, 'providers')}>
              {t(isPriceUnknown ? 'models.enter-price' : 'models.enter-key')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
