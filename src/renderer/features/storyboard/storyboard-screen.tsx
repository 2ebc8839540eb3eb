import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export function StoryboardScreen() {
  const { t } = useWorkspace();
  return <ScreenLayout title={t('command.go.storyboard')}>{null}</ScreenLayout>;
}
