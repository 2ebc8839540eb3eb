import { newUuid } from './ids.ts';

/** Folders that a person chose in a native dialog, by ids that mean nothing elsewhere; they live as long as the process. */
export interface FolderGrants {
  grant(path: string): string;
  /** Undefined for an id that was never given. */
  pathOf(id: string): string | undefined;
}

/** Grants of this process. */
export function createFolderGrants(): FolderGrants {
  const paths = new Map<string, string>();
  return {
    grant(path) {
      for (const [id, known] of paths) if (known === path) return id;
      const id = newUuid();
      paths.set(id, path);
      return id;
    },
    pathOf: (id) => paths.get(id),
  };
}
