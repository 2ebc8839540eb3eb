import { createContext, use, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { InputIssue } from '../../../shared/contract/input-issues.ts';
import { inputIssuesOf } from '../../../shared/contract/input-issues.ts';
import { describeIssue } from '../../../shared/i18n/describe-error.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import { briefRecordSchema } from '../../../shared/model/document.ts';
import type { BriefRecord, ProjectRecord } from '../../../shared/model/document.ts';
import { setBriefFields, setProjectFields } from '../../editor/commands/brief.ts';
import type { BriefFields, ProjectFields } from '../../editor/commands/brief.ts';
import type { Editor } from '../../editor/editor-types.ts';
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
  /** What the fields could not hand over when the screen was left, by path: it stands there again on return. */
  left: Map<string, unknown>;
}

const BriefDeskContext = createContext<BriefDesk | null>(null);

export function useBriefDesk(): BriefDesk {
  const desk = use(BriefDeskContext);
  if (desk === null) throw new Error('no brief around this field');
  return desk;
}

/** Hands over what is typed and not finished: when the desk asks for it, and when the field goes. */
export function useLeaving(hand: () => void): void {
  const { addPending } = useBriefDesk();
  const latest = useRef(hand);
  useEffect(() => {
    latest.current = hand;
  });
  useEffect(() => {
    const run = (): void => latest.current();
    const done = addPending(run);
    return () => {
      done();
      run();
    };
  }, [addPending]);
}

// As long as the project is open; what cannot be stored is in no document and no journal.
const leftOf = new WeakMap<Editor, Map<string, unknown>>();
function leftIn(editor: Editor): Map<string, unknown> {
  const known = leftOf.get(editor) ?? new Map<string, unknown>();
  leftOf.set(editor, known);
  return known;
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
  const addPending = useCallback((one: () => void) => {
    pending.current.add(one);
    return () => void pending.current.delete(one);
  }, []);
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
      addPending,
      left: leftIn(editor),
    }),
    [editor, brief, project, set, setProject, addPending, issues, t],
  );
  return <BriefDeskContext value={desk}>{children}</BriefDeskContext>;
}
