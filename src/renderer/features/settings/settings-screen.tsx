import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export function SettingsScreen() {
  const { t } = useWorkspace();
  return <ScreenLayout title={t('command.go.settings')}>{null}</ScreenLayout>;
}
