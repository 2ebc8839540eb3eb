/** A key or chord as it is printed on the keyboard: `⌘K`, `Shift+F10`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="tabular rounded-chip border border-line bg-raised px-1 font-sans text-micro text-text-2 whitespace-nowrap">
      {keys}
    </kbd>
  );
}
