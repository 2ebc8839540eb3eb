/** How long words take when they are spoken: 2.2 words of Latin script or 10 Thai letters a second. Pure. */
const WORDS_PER_SECOND = 2.2;
const THAI_LETTERS_PER_SECOND = 10;

/** Seconds to speak a text without hurry; 0 for none. */
export function speakingSeconds(text: string): number {
  const thai = text.match(/[\u0E01-\u0E2E\u0E30\u0E32\u0E33\u0E40-\u0E45]/g)?.length ?? 0;
  const words =
    text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.filter((word) => !/[\u0E00-\u0E7F]/.test(word)).length ?? 0;
  return words / WORDS_PER_SECOND + thai / THAI_LETTERS_PER_SECOND;
}
