import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { uploadAsset } from '../../client/upload.ts';
import { DialogAnswers } from '../../ui/dialog-answers.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FileDropInput } from '../../ui/file-drop-input.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDropZones, usePaste } from '../../workspace/drop.ts';
import { useCommands } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords } from './failure-words.ts';
import { isPicture } from './use-file-intake.ts';
import type { MoveTarget } from './use-library-actions.ts';

/** What a new project begins with. */
export interface NewProject {
  text: string;
  pictures: readonly File[];
  name?: string;
}

const PROMPT_MAX = 50_000;

export interface NewProjectDialogProps {
  begin: NewProject;
  /** The client or campaign that was looked at; the project goes there. */
  target: MoveTarget;
  targetName: string | null;
  onClose: () => void;
  /** What stood in the sheet when it was closed other than by its Cancel: a slip takes no words away. */
  onLeave: (draft: NewProject) => void;
  onMade: (projectId: string) => void;
}

/** A project begins with a few words, and pictures where there are some. Everything else is asked on the Brief. */
export function NewProjectDialog({ begin, target, targetName, onClose, onLeave, onMade }: NewProjectDialogProps) {
  const { api, t } = useWorkspace();
  const [name, setName] = useState(begin.name ?? '');
  const [text, setText] = useState(begin.text);
  const [pictures, setPictures] = useState(begin.pictures);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const addPictures = (files: readonly File[]): void =>
    setPictures((known) => [...known, ...files.filter(({ type }) => isPicture(type))]);
  // What is dropped or pasted while the sheet is open belongs to it.
  useDropZones([{ id: 'pictures', label: t('library.pictures'), icon: ImagePlus, onDrop: addPictures }]);
  usePaste({
    onFiles(files) {
      addPictures(files);
      return true;
    },
  });

  // A second try goes on where the first one stopped: nothing is sent twice and no project is made twice.
  const uploaded = useRef(new Map<File, string>());
  const made = useRef<{ projectId: string; from: string } | null>(null);
  const uploadOnce = async (file: File): Promise<string> => {
    const id = uploaded.current.get(file) ?? (await uploadAsset(api, file)).id;
    uploaded.current.set(file, id);
    return id;
  };
  const createOnce = async (brief: Parameters<typeof api.projects.create>[0]['brief']): Promise<string> => {
    const from = JSON.stringify(brief);
    const before = made.current;
    if (before?.from === from) return before.projectId;
    const { projectId } = await api.projects.create({ brief });
    made.current = { projectId, from };
    // It says something else by now.
    if (before !== null) await api.projects.trash({ projectId: before.projectId });
    return projectId;
  };
  const make = async (): Promise<void> => {
    const assets = [];
    for (const file of pictures) assets.push({ path: await uploadOnce(file), role: 'reference' as const });
    const brief = { prompt: text.trim(), assets, ...(name.trim() === '' ? {} : { name: name.trim() }) };
    const projectId = await createOnce(brief);
    if (target.clientId !== null || target.campaignId !== null)
      await api.projects.move({ projectIds: [projectId], ...target });
    onMade(projectId);
  };
  const send = (): void => {
    if (isBusy) return;
    if (text.trim() === '') {
      setError(t('library.prompt-needed'));
      field.current?.focus();
      return;
    }
    setBusy(true);
    make().catch((thrown: unknown) => {
      // What was written stays for the next try.
      setBusy(false);
      setError(failureInWords(thrown, t));
    });
  };
  useCommands({ 'dialog.confirm': send, 'text.commit': send }, 'dialog');
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        onLeave({ name, text, pictures });
        onClose();
      }}
      title={t('library.new-project')}
      description={
        targetName === null ? t('library.new-project-why') : t('library.new-project-in', { name: targetName })
      }
      closeLabel={t('shell.close')}
      initialFocus={field}
      footer={
        <DialogAnswers cancelLabel={t('ui.cancel')} onCancel={onClose} isBusy={isBusy} onClick={send}>
          {t('library.new-project-make')}
        </DialogAnswers>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('library.prompt')} hint={t('library.prompt-hint')} error={error}>
          {(control) => (
            <TextArea
              {...control}
              ref={field}
              isProse
              rows={5}
              maxLength={PROMPT_MAX}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setError(undefined);
              }}
            />
          )}
        </Field>
        <Field label={t('library.project-name')} note={t('library.optional')}>
          {(control) => (
            <TextField
              {...control}
              value={name}
              maxLength={200}
              placeholder={t('library.project-name-hint')}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <FileDropInput
          label={t('library.pictures')}
          hint={t('library.pictures-hint')}
          buttonLabel={t('library.choose-file')}
          accept="image/png,image/jpeg,image/webp"
          onFiles={addPictures}
        />
        {pictures.length > 0 && (
          <ul aria-label={t('library.pictures')} className="flex flex-col">
            {pictures.map((file, at) => (
              <li key={`${at} ${file.name}`} className="flex min-h-7 items-center gap-2 text-small">
                <span className="min-w-0 grow truncate" title={file.name}>
                  {file.name}
                </span>
                <IconButton
                  label={t('library.remove-word', { word: file.name })}
                  icon={X}
                  size="small"
                  onClick={() => setPictures(pictures.filter((_, index) => index !== at))}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
