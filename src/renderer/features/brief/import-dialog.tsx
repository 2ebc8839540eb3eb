import { CircleAlert } from 'lucide-react';
import type { CheckedBrief } from '../../../shared/contract/briefs.ts';
import { describeIssue } from '../../../shared/i18n/describe-error.ts';
import type { Brief } from '../../../shared/model/brief.ts';
import { wordOf } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useCommands } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** A brief file that was read: its faults by field, or what it would replace. */
export interface ReadFile {
  name: string;
  /** A text without fields: it becomes the prompt. */
  text: string | null;
  checked: CheckedBrief;
  /** Fields that the file gives, of those whose value differs. */
  changes: readonly (keyof Brief)[];
  /** Files that it names: they lie beside it, and do not come with it. */
  missing: readonly string[];
}

export interface ImportDialogProps {
  file: ReadFile;
  onAccept: () => void;
  onClose: () => void;
}

/** Nothing of the brief is replaced before its person has seen what. */
export function ImportDialog({ file, onAccept, onClose }: ImportDialogProps) {
  const { t } = useWorkspace();
  const { issues, brief, normalised } = file.checked;
  const isFine = brief !== null || file.text !== null;
  const nothing = isFine && file.changes.length === 0;
  useCommands({ 'dialog.confirm': isFine && !nothing ? onAccept : onClose }, 'dialog');
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(isFine ? 'brief.import-title' : 'brief.import-refused', { name: file.name })}
      description={t(!isFine ? 'brief.import-faults' : nothing ? 'brief.import-same' : 'brief.import-replaces', {
        count: isFine ? file.changes.length : issues.length,
      })}
      closeLabel={t('shell.close')}
      footer={
        isFine && !nothing ? (
          <>
            <Button size="large" tone="quiet" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button size="large" tone="primary" onClick={onAccept}>
              {t('brief.import-accept')}
            </Button>
          </>
        ) : (
          <Button size="large" tone="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        )
      }
    >
      {isFine ? (
        <div className="flex flex-col gap-2">
          <ul className="list-disc pl-5 text-base">
            {file.changes.map((field) => (
              <li key={field}>{wordOf(t, 'brief.field', field)}</li>
            ))}
          </ul>
          {normalised.map(({ path, code, count }) => (
            <p key={`${path}:${code}`} className="text-small text-text-3">
              {t(`brief.cleaned.${code as 'bom-removed'}`, { count, field: wordOf(t, 'brief.field', path) })}
            </p>
          ))}
          {file.missing.length > 0 && (
            <p className="text-small text-warn">{t('brief.import-files', { names: file.missing.join(', ') })}</p>
          )}
        </div>
      ) : (
        <table className="w-full border-collapse text-base">
          <thead>
            <tr className="border-b border-line text-left text-small text-text-3">
              <th scope="col" className="w-48 py-1 font-medium">
                {t('brief.import-field')}
              </th>
              <th scope="col" className="py-1 font-medium">
                {t('brief.import-why')}
              </th>
            </tr>
          </thead>
          <tbody>
            {issues.map((issue) => (
              <tr key={`${issue.path}:${issue.code}`} className="border-b border-line align-top">
                <th
                  scope="row"
                  className="py-1.5 pr-3 text-left font-mono text-small font-normal break-all text-text-2"
                >
                  {issue.path === '' ? file.name : issue.path}
                </th>
                <td className="py-1.5">
                  <span className="flex items-start gap-1.5">
                    <Icon of={CircleAlert} className="mt-0.5 text-err" />
                    <span className="min-w-0 break-words">
                      {describeIssue(issue, t)}
                      {issue.code === 'unknown-field' && issue.params['suggestion'] !== undefined
                        ? t('brief.import-suggestion', { field: issue.params['suggestion'] })
                        : ''}
                    </span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
