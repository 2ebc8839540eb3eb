import { useCallback, useEffect, useRef, useState } from 'react';
import type { PanelLayout } from '../../shared/model/ui-settings.ts';
import { useWorkspace } from './workspace-context.ts';

/** Sizes of panels (ux.md 2.1), remembered by screen and by how wide the window is. */
export const LEFT = { minPx: 200, maxPx: 420, defaultPx: 264 };
export const INSPECTOR = { minPx: 240, maxPx: 480, defaultPx: 312 };
export const DRAWER = { minPx: 140, maxPx: 420, defaultPx: 260 };
/** Below this the inspector lies over the centre instead of beside it. */
export const OVERLAY_BELOW_PX = 1180;

/** The class of a window's width, as part of a layout's name. */
export const widthClass = (widthPx: number): 'narrow' | 'middle' | 'wide' =>
  widthPx < 1_280 ? 'narrow' : widthPx < 1_680 ? 'middle' : 'wide';

/** Width of the window, now and after every resize. */
export function useWindowWidth(): number {
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const onResize = (): void => setWidth(window.innerWidth);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return width;
}

const STORE_AFTER_MS = 400;

/** The panels of a screen: what is remembered, and how to change it. A drag is stored once, when it rests. */
export function usePanelMemory(name: string): [PanelLayout, (change: PanelLayout) => void] {
  const { settings, setSettings } = useWorkspace();
  const key = `${name}.${widthClass(useWindowWidth())}`;
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
