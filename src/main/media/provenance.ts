/** The mark that every file made here carries in its metadata, and how to read it back. Pure. */

/** First word of the `comment` tag. Checked by the technical gate. */
export const PROVENANCE_TAG = 'framewright';
const ANIMATIC_TEXT = `${PROVENANCE_TAG} animatic`;
const FILM_TEXT = `${PROVENANCE_TAG} film`;

export interface Provenance {
  animatic: boolean;
  /** When the file was made, ISO 8601 in UTC. */
  createdAtIso: string;
}

/** Output options that write the mark. `comment` survives MP4, MOV, Matroska and WebM; `description` shows in players. */
export function provenanceArgs(provenance: Provenance): string[] {
  const text = provenance.animatic ? ANIMATIC_TEXT : FILM_TEXT;
  const description = provenance.animatic ? 'Animatic: drawn preview, not finished footage' : 'Made with Framewright';
  return [
    ['-metadata', `comment=${text}`],
    ['-metadata', `description=${description}`],
    ['-metadata', `creation_time=${provenance.createdAtIso}`],
  ].flat();
}

/** The mark of a probed file; undefined when the file was not made here. Matroska gives its keys in capitals. */
export function readProvenance(tags: Readonly<Record<string, string>>): Provenance | undefined {
  const lower = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
  const comment = lower.get('comment') ?? '';
  if (comment !== PROVENANCE_TAG && !comment.startsWith(`${PROVENANCE_TAG} `)) return undefined;
  return { animatic: comment.startsWith(ANIMATIC_TEXT), createdAtIso: lower.get('creation_time') ?? '' };
}
