import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useShown } from './shown-settings.ts';

const licencesSchema = z.strictObject({
  packages: z.array(
    /** `text`: place of its text among the texts. */
    z.strictObject({ name: z.string(), version: z.string(), licence: z.string(), text: z.int().min(0) }),
  ),
  texts: z.array(z.string()),
});
type Shipped = z.infer<typeof licencesSchema>['packages'][number];

/** The list is large and seldom read: it comes when it is asked for. */
const readLicences = async (): Promise<z.infer<typeof licencesSchema>> =>
  licencesSchema.parse(await (await fetch(new URL('./licences.json', import.meta.url))).json());

/** The version, and what is inside with its licences. */
export function AboutSection() {
  const { t, capabilities } = useWorkspace();
  const shown = useShown();
  return (
    <>
      {shown.has('version') && (
        <section className="border-b border-line py-3">
          <h3 className="text-base font-medium">{t('settings.version')}</h3>
          <p className="tabular mt-0.5 text-base text-text-2 select-text">
            {t('settings.version-text', { version: capabilities.version })}
          </p>
        </section>
      )}
      {shown.has('licences') && <LicencesPart />}
    </>
  );
}

function LicencesPart() {
  const { t } = useWorkspace();
  const { number } = useFormatters();
  const { data } = useQuery({ queryKey: ['diagnostics', 'licences'], queryFn: readLicences, staleTime: Infinity });
  const [open, setOpen] = useState<Shipped | null>(null);
  return (
    <section className="py-3">
      <h3 className="text-base font-medium">{t('settings.licences')}</h3>
      <p className="mt-0.5 max-w-prose text-small text-text-2">
        {t('settings.licences-hint')} {t('settings.ffmpeg-note')}
      </p>
      {data !== undefined && (
        <>
          <p className="tabular mt-3 text-small text-text-2">
            {t('settings.licences-count', { count: number(data.packages.length) })}
          </p>
          <ul className="mt-1">
            {data.packages.map((shipped) => (
              <li
                key={`${shipped.name}@${shipped.version}`}
                className="flex min-h-8 flex-wrap items-center gap-x-4 border-b border-line py-1"
              >
                <span className="min-w-0 grow text-base break-words">
                  {shipped.name} <span className="tabular text-text-2">{shipped.version}</span>
                </span>
                <span className="text-small text-text-2">{shipped.licence}</span>
                <Button
                  size="small"
                  tone="quiet"
                  aria-label={t('settings.licence-of', { name: shipped.name })}
                  onClick={() => setOpen(shipped)}
                >
                  {t('settings.licence-show')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Dialog
        isOpen={open !== null}
        onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        title={t('settings.licence-of', { name: open?.name ?? '' })}
        closeLabel={t('settings.close')}
        size="large"
      >
        <pre
          tabIndex={0}
          aria-label={t('settings.licence-of', { name: open?.name ?? '' })}
          lang="en"
          className="focus-inset max-h-120 overflow-auto font-mono text-small whitespace-pre-wrap select-text"
        >
          {(open === null ? '' : data?.texts[open.text]) ||
            t('settings.licence-none', { licence: open?.licence ?? '' })}
        </pre>
      </Dialog>
    </section>
  );
}
