import { createContext, use, useCallback, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { InputIssue } from '../../../shared/contract/input-issues.ts';
import { inputIssuesOf } from '../../../shared/contract/input-issues.ts';
import { describeIssue } from '../../../shared/i18n/describe-error.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import { briefRecordSchema } from '../../../shared/model/document.ts';
import type { BriefRecord, ProjectRecord } from '../../../shared/model/document.ts';
import { setBriefFields, setProjectFields } from '../../editor/commands/brief.ts';
import type { BriefFields, ProjectFields } from '../../editor/commands/brief.ts';
import type { Editor } from '../../editor/editor.ts';
import { selectBrief, selectProject } from '../../editor/selectors.ts';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** The brief of the open project as the fields of this screen share it. */
export interface BriefDesk {
  editor: Editor;
  brief: BriefRecord;
  project: ProjectRecord;
  /** One step of undo for each field, however often it is typed into. */
  set(fields: Partial<BriefFields>): void;
  setProject(fields: Partial<ProjectFields>): void;
  /** Reads the newest record: a handler may be older than the last edit. */
  now(): BriefRecord;
  /** Why a value cannot stand in a field, with the field's own name; undefined where it can. */
  faultOf(field: keyof BriefFields, value: unknown, label: string): string | undefined;
  /** What the library says about a field: `audio.musicStyle`. */
  issueAt(path: string, label: string): string | undefined;
  /** What is typed and not handed over yet is handed over now. */
  flush(): void;
  addPending(flush: () => void): () => void;
}

const BriefDeskContext = createContext<BriefDesk | null>(null);

export function useBriefDesk(): BriefDesk {
  const desk = use(BriefDeskContext);
  if (desk === null) throw new Error('no brief around this field');
  return desk;
}

const FIELDS = briefRecordSchema.shape;

/** What the history calls a change of these fields: by the first one that has a name. */
export function undoLabelOf(fields: object): string {
  const label = Object.keys(fields)
    .map((field) => `undo.brief.of.${field}`)
    .find((key) => isMessageKey(key));
  return label ?? 'undo.brief.fields';
}

/** Gives the fields of the screen their document. */
export function BriefDeskProvider(props: { editor: Editor; issues: readonly InputIssue[]; children: ReactNode }) {
  const { editor, issues, children } = props;
  const { t } = useWorkspace();
  const brief = useDocument(selectBrief) ?? selectBrief(editor.document.getState());
  const project = useDocument(selectProject) ?? selectProject(editor.document.getState());
  const pending = useRef(new Set<() => void>());

  const set = useCallback(
    (fields: Partial<BriefFields>) => {
      const mergeKey = `brief:${Object.keys(fields).sort().join(',')}`;
      editor.edit(undoLabelOf(fields), (draft) => setBriefFields(draft, fields), { mergeKey });
    },
    [editor],
  );
  const setProject = useCallback(
    (fields: Partial<ProjectFields>) => {
      const mergeKey = `project:${Object.keys(fields).sort().join(',')}`;
      editor.edit(undoLabelOf(fields), (draft) => setProjectFields(draft, fields), { mergeKey });
    },
    [editor],
  );
  const desk = useMemo(
    (): BriefDesk => ({
      editor,
      brief,
      project,
      set,
      setProject,
      now: () => selectBrief(editor.document.getState()),
      faultOf(field, value, label) {
        const parsed = FIELDS[field].safeParse(value);
        if (parsed.success) return undefined;
        const [issue] = inputIssuesOf(parsed.error.issues);
        if (issue === undefined) return undefined;
        const found = typeof value === 'string' || Array.isArray(value) ? { found: value.length } : {};
        return describeIssue({ ...issue, path: label, params: { ...found, ...issue.params } }, t);
      },
      issueAt(path, label) {
        const issue = issues.find((one) => one.path === path || one.path.startsWith(`${path}.`));
        return issue === undefined ? undefined : describeIssue({ ...issue, path: label }, t);
      },
      flush() {
        for (const one of [...pending.current]) one();
      },
      addPending(one) {
        pending.current.add(one);
        return () => void pending.current.delete(one);
      },
    }),
    [editor, brief, project, set, setProject, issues, t],
  );
  return <BriefDeskContext value={desk}>{children}</BriefDeskContext>;
}
