import { FileInput, Paperclip, WandSparkles } from 'lucide-react';
import { useRef, useState } from 'react';
import { DRAFT_PROMPT_MAX_CHARS } from '../../../shared/model/brief.ts';
import type { Editor } from '../../editor/editor-types.ts';
import { selectBrief, selectProject } from '../../editor/selectors.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useDropZones, usePaste } from '../../workspace/drop.ts';
import { useDocument, useEditor } from '../../workspace/project-editor.tsx';
import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { commandTooltip, keysOfCommand, useCommands } from '../../workspace/use-commands.ts';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { BrandSection } from './brand-section.tsx';
import { BriefDeskProvider, useBriefDesk } from './brief-desk.tsx';
import { CampaignSection } from './campaign-section.tsx';
import { DraftDialog } from './draft-dialog.tsx';
import { DraftFailure } from './draft-failure.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { FileBoard } from './file-board.tsx';
import { FilmSection } from './film-section.tsx';
import { HiddenInput } from './hidden-input.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { useOwners } from './inherited.tsx';
import { Outline } from './outline.tsx';
import { PromptEditor } from './prompt-editor.tsx';
import { PromptsBlock } from './prompts-block.tsx';
import { Questions } from './questions.tsx';
import { isBriefFile } from './read-brief-file.ts';
import { Section, showInBrief } from './section.tsx';
import { DeliverySection, SoundSection } from './sound-section.tsx';
import { StartQuestion } from './start-question.tsx';
import { useBriefFacts } from './use-brief-facts.ts';
import type { LiveFacts } from './use-brief-facts.ts';
import { useBriefFiles } from './use-brief-files.ts';
import { useDrafting } from './use-drafting.ts';
import { useReading } from './use-reading.ts';

/** The brief of the open project: written, checked, priced, and turned into a storyboard. */
export function BriefScreen() {
  const { t } = useWorkspace();
  const editor = useEditor();
  if (editor === null) return <ScreenLayout title={t('command.go.brief')}>{null}</ScreenLayout>;
  return <BriefPage key={editor.projectId} editor={editor} />;
}

function BriefPage({ editor }: { editor: Editor }) {
  const brief = useDocument(selectBrief) ?? selectBrief(editor.document.getState());
  const project = useDocument(selectProject) ?? selectProject(editor.document.getState());
  const live = useBriefFacts(editor.projectId, brief, project);
  return (
    <BriefDeskProvider editor={editor} issues={live.facts?.issues ?? []}>
      <BriefContents live={live} />
    </BriefDeskProvider>
  );
}

const MEDIA = 'image/jpeg,image/png,image/webp,video/mp4,video/quicktime,video/webm,audio/mpeg,audio/wav';
const BRIEFS = '.json,.txt,.md,.fountain,application/json,text/plain,text/markdown';

function BriefContents({ live }: { live: LiveFacts }) {
  const workspace = useWorkspace();
  const { t, commands } = workspace;
  const { brief, editor, set } = useBriefDesk();
  const { number } = useFormatters();
  const owners = useOwners();
  const files = useBriefFiles();
  const drafting = useDrafting(live.facts?.estimate);
  const reading = useReading();
  const ratio = useDocument(({ frame }) => frame.ratio);
  const [isPromptsOpen, setPromptsOpen] = useState(false);
  const mediaInput = useRef<HTMLInputElement>(null);
  const briefInput = useRef<HTMLInputElement>(null);
  const { facts } = live;
  const plan = facts?.plan ?? null;
  const isUnsure = plan !== null && plan.confidence < 0.5;

  const takeFiles = (chosen: readonly File[]): void => {
    const [first] = chosen.filter(isBriefFile);
    if (first !== undefined) void reading.open(first);
    const media = chosen.filter((file) => !isBriefFile(file));
    if (media.length > 0) void files.addFiles(media);
  };
  const begin = (): void => {
    if (
      brief.prompt.trim() === '' &&
      document.querySelector<HTMLTextAreaElement>('[data-field="prompt"]')?.value.trim() === ''
    ) {
      showInBrief({ field: 'prompt' });
      return;
    }
    drafting.begin();
  };
  useCommands({
    'brief.draft': begin,
    // The field that is being written is finished by the same keys.
    ...(drafting.draft === null && reading.read === null ? { 'text.commit': begin } : {}),
    'brief.addAsset': () => mediaInput.current?.click(),
    'brief.importFile': () => briefInput.current?.click(),
    'brief.fields': () => showInBrief({ field: 'prompt' }),
    'brief.showPrompt': () => {
      setPromptsOpen(true);
      if (document.querySelector('[data-prompts]') === null) commands.run('panel.inspector');
      requestAnimationFrame(() => {
        const block = document.querySelector<HTMLElement>('[data-prompts] button');
        block?.scrollIntoView({ block: 'start' });
        block?.focus({ preventScroll: true });
      });
    },
  });
  useDropZones([
    { id: 'brief', label: t('brief.drop-brief'), hint: t('brief.drop-brief-hint'), icon: FileInput, onDrop: takeFiles },
    { id: 'files', label: t('brief.drop-files'), hint: t('brief.drop-files-hint'), icon: Paperclip, onDrop: takeFiles },
  ]);
  usePaste({
    onText(text) {
      const words = [brief.prompt, text.replaceAll(/\r\n?/g, '\n')].filter((part) => part.trim() !== '').join('\n');
      if (words.length > DRAFT_PROMPT_MAX_CHARS) return false;
      set({ prompt: words });
      editor.seal();
      showInBrief({ field: 'prompt' });
      return true;
    },
    onFiles(pasted) {
      takeFiles(pasted);
      return true;
    },
  });

  const estimate = facts?.estimate;
  const price =
    estimate == null ? undefined : estimate.hasUnknown ? t('brief.price-unknown') : exactUsd(estimate.totalMicroUsd);
  const pictures =
    estimate == null
      ? undefined
      : estimate.picturesMicroUsd === null
        ? t('brief.price-unknown')
        : exactUsd(estimate.picturesMicroUsd);
  const draftKeys = keysOfCommand('brief.draft', workspace);
  const label = drafting.hasBoard
    ? t('command.brief.draft')
    : t(drafting.isRunning ? 'brief.see-storyboard' : 'brief.make-storyboard');
  const readAs =
    plan === null
      ? undefined
      : isUnsure
        ? t('brief.read-unsure', { language: t(`brief.language.${plan.language}`) })
        : t('brief.read-as', {
            language: t(`brief.language.${plan.language}`),
            scenes: t('brief.scenes', { count: plan.scenes }),
            shots: t('brief.shots', { count: plan.shots }),
          });
  const names = new Map(files.files.map(({ path, asset }) => [path, asset?.name ?? path]));

  return (
    <ScreenLayout
      title={t('command.go.brief')}
      subtitle={
        plan === null ? undefined : (
          <span className="tabular">
            {[
              t('brief.scenes', { count: plan.scenes }),
              t('brief.shots', { count: plan.shots }),
              t('brief.seconds', { seconds: number(plan.seconds, 1) }),
              price,
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </span>
        )
      }
      toolbar={
        <>
          <IconButton
            {...commandTooltip('brief.importFile', workspace)}
            icon={FileInput}
            onClick={() => void commands.run('brief.importFile')}
          />
          <IconButton
            {...commandTooltip('brief.addAsset', workspace)}
            icon={Paperclip}
            onClick={() => void commands.run('brief.addAsset')}
          />
          <Tooltip label={label} keys={draftKeys}>
            <Button
              tone="primary"
              icon={WandSparkles}
              isBusy={drafting.busy === 'start' || drafting.busy === 'draft'}
              price={drafting.hasBoard ? undefined : pictures}
              onClick={() => void commands.run('brief.draft')}
            >
              {label}
            </Button>
          </Tooltip>
        </>
      }
      left={{
        label: t('brief.outline'),
        content: (
          <>
            <Outline facts={facts} />
            <FileBoard board={files} onAdd={() => void commands.run('brief.addAsset')} />
          </>
        ),
      }}
      inspector={{
        label: t('brief.facts'),
        content: (
          <FactsPanel
            live={live}
            prompts={<PromptsBlock live={live} isOpen={isPromptsOpen} onOpenChange={setPromptsOpen} />}
          />
        ),
      }}
    >
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto flex max-w-190 flex-col gap-8 px-6 py-5">
          {drafting.error !== null && drafting.draft === null && <DraftFailure drafting={drafting} />}
          <Section name="story" title={t('brief.section.story')}>
            <PromptEditor reading={readAs} />
            {plan !== null && plan.questions.length > 0 && (
              <div className="rounded-card border border-line bg-panel p-4">
                <h3 className="pb-1 text-base font-medium">{t('brief.questions')}</h3>
                <Questions questions={plan.questions} isUnsure={isUnsure} />
              </div>
            )}
          </Section>
          <FilmSection boardRatio={drafting.hasBoard ? (ratio ?? null) : null} />
          <BrandSection owners={owners} fileNames={names} />
          <CampaignSection owners={owners} />
          <SoundSection fileNames={names} />
          <DeliverySection />
        </div>
      </div>
      <HiddenInput
        input={mediaInput}
        accept={MEDIA}
        label={t('command.brief.addAsset')}
        isMultiple
        onFiles={takeFiles}
      />
      <HiddenInput
        input={briefInput}
        accept={BRIEFS}
        label={t('command.brief.importFile')}
        onFiles={([file]) => file !== undefined && void reading.open(file)}
      />
      {drafting.draft !== null && (
        <DraftDialog
          key={drafting.draft.draftId}
          draft={drafting.draft}
          isBusy={drafting.busy === 'accept'}
          error={drafting.error}
          onAccept={drafting.accept}
          onAgain={drafting.again}
          onFork={drafting.fork}
          onClose={() => {
            drafting.close();
            editor.seal();
          }}
        />
      )}
      <StartQuestion drafting={drafting} estimate={estimate} />
      {reading.read !== null && <ImportDialog file={reading.read} onAccept={reading.accept} onClose={reading.close} />}
    </ScreenLayout>
  );
}
