import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useShown } from './shown-settings.ts';

/** What stays where, in four plain sentences. */
export function PrivacySection() {
  const { t } = useWorkspace();
  if (!useShown().has('privacy')) return null;
  return (
    <dl className="flex flex-col py-1">
      {(['local', 'telemetry', 'files', 'server'] as const).map((part) => (
        <div key={part} className="border-b border-line py-3 last:border-0">
          <dt className="text-base font-medium">{t(`settings.privacy-${part}`)}</dt>
          <dd className="mt-0.5 max-w-prose text-base text-pretty text-text-2">{t(`settings.privacy-${part}-text`)}</dd>
        </div>
      ))}
    </dl>
  );
}
