import { useState } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';

export interface DropZone {
  id: string;
  label: string;
  hint?: string;
  icon: LucideIcon;
}
export interface DropOverlayProps {
  label: string;
  /** Two to four. */
  zones: readonly DropZone[];
  onDrop: (zoneId: string, transfer: DataTransfer) => void;
}

/** Covers its nearest positioned ancestor while something is dragged over it, and says what each half would do. */
export function DropOverlay({ label, zones, onDrop }: DropOverlayProps) {
  const [overId, setOverId] = useState<string>();
  return (
    <div
      role="group"
      aria-label={label}
      className="absolute inset-0 z-drop grid auto-cols-fr grid-flow-col gap-2 bg-app p-2"
    >
      {zones.map((zone) => (
        <div
          key={zone.id}
          onDragEnter={() => setOverId(zone.id)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onDrop(zone.id, event.dataTransfer);
          }}
          className={classNames(
            'flex min-h-0 min-w-0 flex-col items-center justify-center gap-1 overflow-hidden rounded-card border-2 border-dashed p-2 text-center',
            overId === zone.id ? 'border-accent bg-sel' : 'border-control bg-panel',
          )}
        >
          <Icon of={zone.icon} className="size-6 text-text-2" />
          <p className="text-body font-medium">{zone.label}</p>
          {zone.hint !== undefined && <p className="text-small text-text-2">{zone.hint}</p>}
        </div>
      ))}
    </div>
  );
}
