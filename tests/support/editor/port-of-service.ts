import type { DocumentService } from '../../../src/main/projects/document-service.ts';
import type { DocumentPort, JournalPort, JournalRecord } from '../../../src/renderer/editor/document-port.ts';

/** The editor's port over a service in the same process; everything is copied as JSON, as a door would. */
export function portOfService(service: DocumentService): DocumentPort {
  const overWire = async <T>(answer: () => T): Promise<T> => JSON.parse(JSON.stringify(answer())) as T;
  return {
    load: (projectId) => overWire(() => service.load(projectId)),
    applyDiff: (request) =>
      overWire(() => service.apply(JSON.parse(JSON.stringify(request)) as Parameters<DocumentService['apply']>[0])),
    history: ({ projectId, ...options }) => overWire(() => service.history(projectId, options)),
    pulse: (projectId) => overWire(() => service.pulse(projectId)),
  };
}

/** A journal that outlives the editor, kept as text like localStorage does. */
export function createMemoryJournal(): JournalPort & { text(projectId: string): string | null } {
  const texts = new Map<string, string>();
  return {
    read(projectId) {
      const text = texts.get(projectId);
      return text === undefined ? null : (JSON.parse(text) as JournalRecord);
    },
    write(projectId, record) {
      if (record === null) texts.delete(projectId);
      else texts.set(projectId, JSON.stringify(record));
    },
    text: (projectId) => texts.get(projectId) ?? null,
  };
}
