/**
 * What a desktop can do for a call of the contract: native dialogs and the system's file manager. Absent in headless use.
 * Paths stay on this side of the doors; the page only ever names ids.
 */
export interface ShellPort {
  /** Shows a file in Finder, Explorer or the file manager. */
  reveal(path: string): void;
  /** Opens a folder of the library itself. Rejects when the system cannot. */
  openFolder(path: string): Promise<void>;
  /** Asks for a folder; null when the person leaves the dialog. */
  chooseFolder(wish: { title: string; startPath: string | null }): Promise<string | null>;
}
