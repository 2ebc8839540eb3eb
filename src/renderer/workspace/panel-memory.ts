import { useCallback, useEffect, useRef, useState } from 'react';
import type { PanelLayout } from '../../shared/model/ui-settings.ts';
import { useMediaQuery } from '../lib/use-media-query.ts';
import { useWorkspace } from './workspace-context.ts';

/** Sizes of panels (ux.md 2.1), remembered by screen and by how wide the window is. */
export const LEFT = { minPx: 200, maxPx: 420, defaultPx: 264 };
export const INSPECTOR = { minPx: 240, maxPx: 480, defaultPx: 312 };
export const DRAWER = { minPx: 140, maxPx: 420, defaultPx: 260 };
/** Below this the inspector lies over the centre instead of beside it. */
const OVERLAY_BELOW_PX = 1180;

const MIDDLE_FROM_PX = 1_280;
const WIDE_FROM_PX = 1_680;

/** Whether the window is too narrow for an inspector beside the centre. */
export const useIsNarrow = (): boolean => useMediaQuery(`(width < ${OVERLAY_BELOW_PX}px)`);

/** The class of the window's width, as part of a layout's name; nothing is drawn anew while it stays the same. */
function useWidthClass(): 'narrow' | 'middle' | 'wide' {
  const isMiddle = useMediaQuery(`(width >= ${MIDDLE_FROM_PX}px)`);
  const isWide = useMediaQuery(`(width >= ${WIDE_FROM_PX}px)`);
  return isWide ? 'wide' : isMiddle ? 'middle' : 'narrow';
}

const STORE_AFTER_MS = 400;

/** The panels of a screen: what is remembered, and how to change it. A drag is stored once, when it rests. */
export function usePanelMemory(name: string): [PanelLayout, (change: PanelLayout) => void] {
  const { settings, setSettings } = useWorkspace();
  const key = `${name}.${useWidthClass()}`;
  const stored = settings.layout[key];
  const [local, setLocal] = useState<{ key: string; layout: PanelLayout } | null>(null);
  const timer = useRef<number>(undefined);
  const layout = local?.key === key ? local.layout : (stored ?? {});
  const latest = useRef(layout);
  useEffect(() => {
    latest.current = layout;
  });
  const change = useCallback(
    (part: PanelLayout) => {
      const next = { ...latest.current, ...part };
      latest.current = next;
      setLocal({ key, layout: next });
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setSettings({ layout: { [key]: next } }), STORE_AFTER_MS);
    },
    [key, setSettings],
  );
  return [layout, change];
}
