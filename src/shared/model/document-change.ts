import { z } from 'zod';
import { documentDiffSchema } from './document.ts';
import { idSchema } from './ids.ts';
import { slotSchema } from './shot-terms.ts';

/** What was selected, kept with an entry so that undo brings it back. */
export const selectionSnapshotSchema = z.strictObject({
  activeId: z.string().max(120).nullable(),
  ids: z.array(z.string().max(120)).max(10_000),
});
export type SelectionSnapshot = z.infer<typeof selectionSnapshotSchema>;

export const entrySelectionSchema = z.strictObject({
  before: selectionSnapshotSchema,
  after: selectionSnapshotSchema,
  /** Where the change was visible: undo goes back there. */
  screen: z.string().max(40),
});
export type EntrySelection = z.infer<typeof entrySelectionSchema>;

export const labelParamsSchema = z.record(z.string().max(40), z.union([z.string().max(300), z.number()]));
export type LabelParams = z.infer<typeof labelParamsSchema>;

export const CHANGE_KINDS = ['edit', 'undo', 'redo'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One step of a document's history on its way to the library. */
export const documentChangeSchema = z.strictObject({
  /** Made by the editor: a change that was stored and whose answer got lost is not stored twice. */
  changeId: idSchema,
  kind: z.enum(CHANGE_KINDS).default('edit'),
  /** Key of the language files. */
  label: z.string().min(1).max(80),
  params: labelParamsSchema.default({}),
  diff: documentDiffSchema,
  selection: entrySelectionSchema.nullable().default(null),
  /** Goes on with the newest entry: typing in one field is one step of undo, however often it is saved. */
  joinsLast: z.boolean().default(false),
  /** A duplicated shot gets the chosen takes of its original as takes of its own. */
  takeCopies: z
    .array(z.strictObject({ fromShotId: idSchema, toShotId: idSchema, slots: z.array(slotSchema).min(1).max(4) }))
    .max(500)
    .default([]),
});
export type DocumentChange = z.infer<typeof documentChangeSchema>;
export type TakeCopy = DocumentChange['takeCopies'][number];
