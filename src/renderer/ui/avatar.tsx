/** The first letter of a person or client, as people see it (a Thai vowel stays with its consonant). */
function initialOf(name: string): string {
  const first = new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(name.trim())[Symbol.iterator]().next();
  return first.done === true ? '?' : first.value.segment.toUpperCase();
}

export interface AvatarProps {
  name: string;
  size?: 'small' | 'medium';
}

/** A neutral disc with an initial; the name itself stands beside it or is its label. */
export function Avatar({ name, size = 'medium' }: AvatarProps) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={`inline-flex shrink-0 items-center justify-center rounded-full border border-control bg-active text-text-1 ${size === 'small' ? 'size-6 text-micro' : 'size-8 text-base font-medium'}`}
    >
      <span aria-hidden>{initialOf(name)}</span>
    </span>
  );
}
