import { z } from 'zod';
import { idSchema } from '../model/ids.ts';

/**
 * The few words that the desktop's window and its page exchange beside the port: menu, notifications, links, drag-out.
 * Ids and names only; no path ever comes from the page.
 */

const commandIdSchema = z.string().regex(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+$/);
const labelSchema = z.string().max(200);

/** What the page tells of itself whenever it changes: the menu, the quit guard and the recent list follow. */
export const shellStateSchema = z.strictObject({
  language: z.enum(['en', 'th']),
  /** Commands of the registry that can run now; the others are greyed in the menu. */
  enabled: z.array(commandIdSchema).max(500),
  /** What undo would take back, in the page's language: "Undo Move 3 panels". Null: the plain word. */
  undoLabel: labelSchema.nullable(),
  redoLabel: labelSchema.nullable(),
  /** The project on screen; it goes to the top of File ▸ Open Recent. */
  project: z.strictObject({ id: idSchema, name: labelSchema }).nullable(),
  /** True while a text field has the focus: cut, copy, paste, undo of the menu then mean the text. */
  isEditingText: z.boolean().optional(),
  /** True while edits are not in the library yet: closing waits for them, for three seconds at most. */
  isSaving: z.boolean(),
});
export type ShellState = z.infer<typeof shellStateSchema>;

/** What a person asked to see from outside the page: a recent project, a notification, a link `framewright://…`. */
export const openTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('project'), id: idSchema }),
  z.strictObject({ kind: z.literal('run'), id: idSchema, projectId: idSchema.nullable() }),
]);
export type OpenTarget = z.infer<typeof openTargetSchema>;

/** A finished file or a picture that is dragged out of the window. */
export const dragItemSchema = z.strictObject({ kind: z.enum(['film', 'asset']), id: idSchema });
export type DragItem = z.infer<typeof dragItemSchema>;
