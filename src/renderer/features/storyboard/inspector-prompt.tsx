import { Copy } from 'lucide-react';
import type { ShotRecord } from '../../../shared/model/document.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';

const FIELDS = ['imagePrompt', 'endImagePrompt', 'motionPrompt'] as const;

/** What an image or video model is told of the shot, in full, to read, to change and to copy. */
export function InspectorPrompt({ shots }: { shots: readonly ShotRecord[] }) {
  const { t, toasts } = useWorkspace();
  const { actions, editor } = useBoard();
  const [shot] = shots;
  if (shot === undefined || shots.length > 1)
    return <p className="text-base text-text-3">{t('board.one-shot-only')}</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-text-3">{t('board.prompt-hint')}</p>
      {FIELDS.map((field) => (
        <div key={`${shot.id}:${field}`} className="flex flex-col items-start gap-1">
          <Field label={t(`board.prompt.${field}`)}>
            {(control) => (
              <TextArea
                {...control}
                rows={4}
                value={shot[field]}
                maxLength={8_000}
                disabled={shot.locked}
                onChange={(event) =>
                  actions.setFields([shot.id], { [field]: event.target.value }, `shot:${shot.id}:${field}`)
                }
                onBlur={() => editor.seal()}
              />
            )}
          </Field>
          <Button
            size="small"
            tone="quiet"
            icon={Copy}
            onClick={() => {
              navigator.clipboard.writeText(shot[field]).then(
                () => toasts.success(t('board.copied')),
                () => actions.say(t('board.copy-failed')),
              );
            }}
          >
            {t('board.copy')}
          </Button>
        </div>
      ))}
    </div>
  );
}
