import { TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { ToastRegion } from '../ui/toast.tsx';
import { listenForKeys } from '../workspace/key-dispatch.ts';
import { useProjectEditorState } from '../workspace/project-editor.tsx';
import { usePredicates } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { CommandPalette } from './command-palette.tsx';
import { Drawer } from './drawer.tsx';
import type { DrawerTab } from './drawer.tsx';
import { DropLayer } from './drop-layer.tsx';
import { EditorNotices } from './editor-notices.tsx';
import { LibraryNotices } from './library-notices.tsx';
import { LineBanner } from './line-banner.tsx';
import { NativeShell } from './native-shell.tsx';
import { Rail } from './rail.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { ScreenSlot } from './screen-slot.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { StatusBar } from './status-bar.tsx';
import { ManualDialog } from './manual-dialog.tsx';
import { TitleBar } from './title-bar.tsx';
import { Tour } from './tour.tsx';
import { useAppCommands } from './use-app-commands.ts';

export interface FrameProps {
  isStranger: boolean;
  drawer: DrawerTab | null;
  banner: string | null;
  onBannerClose: () => void;
}

/** The window's frame around the screen: title bar, rail, drawer, status bar, and what may lie on top. */
export function Frame({ isStranger, drawer, banner, onBannerClose }: FrameProps) {
  const { t, toasts, commands, platform, route, connection } = useWorkspace();
  const overlays = useAppCommands(drawer);
  usePredicates({ 'project-open': route.projectId !== null });
  useEffect(
    () => listenForKeys({ window, platform, center: commands, screen: () => route.screen }),
    [platform, commands, route.screen],
  );
  const project = useProjectEditorState();

  return (
    <div className="flex h-full min-w-0 flex-col overflow-clip bg-app text-base text-text-1">
      <TitleBar />
      {connection === 'lost' && (
        <p role="status" className="flex items-center gap-2 bg-warn-bg px-4 py-1 text-small text-warn">
          <Icon of={TriangleAlert} />
          {t(isStranger ? 'shell.lost-token' : 'shell.lost')}
        </p>
      )}
      {connection === 'open' && <LineBanner />}
      {connection === 'open' && <LibraryNotices />}
      {banner !== null && (
        <div role="alert" className="flex items-center gap-2 bg-err-bg px-4 py-1 text-small text-err">
          <Icon of={TriangleAlert} />
          <span className="min-w-0 grow">{banner}</span>
          <IconButton label={t('shell.dismiss')} icon={X} size="small" onClick={onBannerClose} />
        </div>
      )}
      <div className="flex min-h-0 grow">
        <Rail />
        <div className="flex min-h-0 min-w-0 grow flex-col">
          <ScreenSlot key={`${route.screen}`} />
          {drawer !== null && <Drawer tab={drawer} />}
        </div>
      </div>
      <StatusBar />
      <ToastRegion queue={toasts} label={t('shell.toasts')} closeLabel={t('shell.close')} />
      <CommandPalette mode={overlays.palette} onClose={overlays.closePalette} />
      <ShortcutSheet isOpen={overlays.isSheetOpen} onOpenChange={overlays.setSheetOpen} />
      {project.kind === 'asking' && <RecoveryDialog recovery={project.recovery} />}
      <EditorNotices />
      <ManualDialog isOpen={overlays.isManualOpen} onOpenChange={overlays.setManualOpen} />
      <Tour />
      <DropLayer />
      <NativeShell />
    </div>
  );
}
