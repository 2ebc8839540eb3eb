import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export function ExportScreen() {
  const { t } = useWorkspace();
  return <ScreenLayout title={t('command.go.export')}>{null}</ScreenLayout>;
}
