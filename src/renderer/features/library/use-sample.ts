import { useState } from 'react';
import { LOCAL_MAKERS } from '../../../shared/model/model-id.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** The sample brief in one step: a project, its board on the way, and the screen where the frames arrive. */
export function useSample(): { isBusy: boolean; start(): void } {
  const { api, go, language, reportError } = useWorkspace();
  const [isBusy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const { projectId } = await api.projects.createSample({ language });
      // A first look costs nothing, whatever the library buys otherwise.
      await api.runs.start({ projectId, imageProvider: LOCAL_MAKERS.image, videoProvider: LOCAL_MAKERS.video });
      go({ screen: 'storyboard', projectId });
    } catch (error) {
      reportError(error);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, start: () => void (isBusy ? undefined : start()) };
}
