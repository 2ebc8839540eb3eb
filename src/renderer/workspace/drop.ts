import { useEffect, useRef } from 'react';
import type { LucideIcon } from '../ui/icon.tsx';
import { useWorkspace } from './workspace-context.ts';

/** A place that files may be dropped on: shown large over the window while something is dragged. */
export interface DropZone {
  id: string;
  label: string;
  hint?: string;
  icon?: LucideIcon;
  /** MIME types as far as the system tells them while dragging; an unknown type is an empty text. */
  accepts?(types: readonly string[]): boolean;
  onDrop(files: readonly File[]): void;
}

export interface PasteTakers {
  /** True: the text was taken. */
  onText?(text: string): boolean;
  /** True: the files were taken. */
  onFiles?(files: readonly File[]): boolean;
}

/** What may be dropped or pasted here and now; the newest screen is asked first. */
export interface Intake {
  zones(): readonly DropZone[];
  addZones(zones: () => readonly DropZone[]): () => void;
  addPaste(takers: () => PasteTakers): () => void;
  paste(content: { text: string; files: readonly File[] }): boolean;
}

/** An empty register. */
export function createIntake(): Intake {
  const zoneStack: (() => readonly DropZone[])[] = [];
  const pasteStack: (() => PasteTakers)[] = [];
  const add = <T>(stack: T[], item: T): (() => void) => {
    stack.push(item);
    return () => {
      const at = stack.indexOf(item);
      if (at >= 0) stack.splice(at, 1);
    };
  };
  return {
    zones: () => zoneStack.findLast((read) => read().length > 0)?.() ?? [],
    addZones: (zones) => add(zoneStack, zones),
    addPaste: (takers) => add(pasteStack, takers),
    paste({ text, files }) {
      for (const read of [...pasteStack].reverse()) {
        const takers = read();
        if (files.length > 0 && takers.onFiles?.(files) === true) return true;
        if (files.length === 0 && text !== '' && takers.onText?.(text) === true) return true;
      }
      return false;
    },
  };
}

/** Offers drop zones while the caller is on screen. */
export function useDropZones(zones: readonly DropZone[]): void {
  const { intake } = useWorkspace();
  const latest = useRef(zones);
  useEffect(() => {
    latest.current = zones;
  });
  useEffect(() => intake.addZones(() => latest.current), [intake]);
}

/** Takes what is pasted outside of text fields while the caller is on screen. */
export function usePaste(takers: PasteTakers): void {
  const { intake } = useWorkspace();
  const latest = useRef(takers);
  useEffect(() => {
    latest.current = takers;
  });
  useEffect(() => intake.addPaste(() => latest.current), [intake]);
}
