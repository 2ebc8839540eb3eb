import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export function BriefScreen() {
  const { t } = useWorkspace();
  return <ScreenLayout title={t('command.go.brief')}>{null}</ScreenLayout>;
}
