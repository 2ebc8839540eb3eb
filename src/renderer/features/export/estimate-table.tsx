import type { ExportEstimate } from '../../../shared/contract/exports.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** The files that will be made: names, pictures, sizes, time, and the room on the disk. */
export function EstimateTable({ estimate, isOld }: { estimate: ExportEstimate; isOld: boolean }) {
  const { t } = useWorkspace();
  const { bytes, duration } = useFormatters();
  const { files, makeMs, freeBytes } = estimate;
  const about = (value: string): string => t('export.about', { value });
  const sum = t(files.length === 1 ? 'export.sum-one' : 'export.sum', {
    count: files.length,
    size: bytes(estimate.bytes),
  });
  return (
    <section aria-label={t('export.files')} aria-busy={isOld} className="flex flex-col gap-1.5">
      <h2 className="text-small font-medium text-text-3">{t('export.files')}</h2>
      <table className="w-full border-collapse text-left text-base">
        <thead>
          <tr className="text-small text-text-3">
            <th className="py-1 pr-3 font-medium">{t('export.file')}</th>
            <th className="py-1 pr-3 font-medium">{t('export.picture')}</th>
            <th className="py-1 pr-3 text-right font-medium">{t('export.size')}</th>
            <th className="py-1 text-right font-medium">{t('export.time')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.key} className="border-t border-line align-top">
              <td className="py-1.5 pr-3 break-all">{file.name}</td>
              <td className="tabular py-1.5 pr-3 whitespace-nowrap text-text-2">
                {file.widthPx === null || file.heightPx === null
                  ? ''
                  : t('export.quality-pixels', { width: file.widthPx, height: file.heightPx })}
              </td>
              <td className="tabular py-1.5 pr-3 text-right whitespace-nowrap">
                {file.isMade || file.kind === 'captions' ? bytes(file.bytes) : about(bytes(file.bytes))}
              </td>
              <td className="tabular py-1.5 text-right whitespace-nowrap text-text-2">
                {file.isMade || file.kind === 'captions'
                  ? t('export.at-once')
                  : about(duration(Math.max(1_000, roundedMs(file.makeMs))))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="tabular text-small text-text-3">
        {[
          sum,
          makeMs === 0
            ? t('export.sum-ready')
            : t('export.sum-time', { time: duration(Math.max(1_000, roundedMs(makeMs))) }),
          ...(freeBytes === null ? [] : [t('export.free', { size: bytes(freeBytes) })]),
        ].join(' · ')}
      </p>
    </section>
  );
}

/** An estimate with tenths of seconds promises what nobody knows. */
function roundedMs(ms: number): number {
  return ms < 10_000 ? Math.round(ms / 1_000) * 1_000 : Math.round(ms / 5_000) * 5_000;
}
