import { implement } from '@orpc/server';
import { documentsContract } from '../../shared/contract/documents.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { newUuid } from '../platform/ids.ts';
import { createDocumentService } from '../projects/document-service.ts';
import type { ApiDeps } from './api-deps.ts';

/** `documents`: the editor's records, and every change of them. */
export function createDocumentsApi({ library, clock, hub }: Pick<ApiDeps, 'library' | 'clock' | 'hub'>) {
  const documents = createDocumentService({ ...library, clock, newId: newUuid, personId: library.person.id });
  const os = implement(documentsContract).$context<CallContext>();
  const changed = <T>(projectId: string, answer: T): T => {
    hub.changed('project', projectId);
    return answer;
  };
  return os.router({
    load: os.load.handler(({ input }) => documents.load(input.projectId)),
    pulse: os.pulse.handler(({ input }) => documents.pulse(input.projectId)),
    applyDiff: os.applyDiff.handler(({ input }) => changed(input.projectId, documents.apply(input))),
    undo: os.undo.handler(({ input }) => changed(input.projectId, documents.undo(input.projectId))),
    redo: os.redo.handler(({ input }) => changed(input.projectId, documents.redo(input.projectId))),
    history: os.history.handler(({ input: { projectId, limit, undoFrom, redoFrom } }) =>
      documents.history(projectId, {
        ...(limit === undefined ? {} : { limit }),
        ...(undoFrom === undefined ? {} : { undoFrom }),
        ...(redoFrom === undefined ? {} : { redoFrom }),
      }),
    ),
  });
}
