import { FileQuestion, Film, Music, Plus, Trash2, X } from 'lucide-react';
import { ASSET_ROLES } from '../../../shared/model/brief.ts';
import type { AssetRole } from '../../../shared/model/brief.ts';
import type { ProjectAssetView } from '../../../shared/contract/assets.ts';
import { thumbUrl } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { EmptyHint } from './empty-hint.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Select } from '../../ui/select.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { BriefFiles, Incoming } from './use-brief-files.ts';

const ROLES_OF: Readonly<Record<string, readonly AssetRole[]>> = {
  image: ['reference', 'product', 'logo'],
  video: ['footage', 'reference'],
  audio: ['music', 'voice'],
};

/** Pictures and sound that the film is made with, each with what it is for. */
export function FileBoard({ board, onAdd }: { board: BriefFiles; onAdd: () => void }) {
  const { t } = useWorkspace();
  const { files, incoming, dismiss, setRole, remove } = board;
  return (
    <section aria-label={t('brief.files')} className="flex flex-col gap-2 px-3 pb-4">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-small font-medium text-text-3">{t('brief.files')}</h2>
        <Button size="small" tone="quiet" icon={Plus} onClick={onAdd}>
          {t('brief.add-files')}
        </Button>
      </div>
      {files.length + incoming.length === 0 && <EmptyHint>{t('brief.files-empty')}</EmptyHint>}
      <ul className="flex flex-col gap-2">
        {files.map((file) => (
          <FileCard
            key={`${file.role}:${file.path}`}
            file={file}
            onRole={(role) => setRole(file.path, role)}
            onRemove={() => remove(file.path)}
          />
        ))}
        {incoming.map((file) => (
          <IncomingRow key={file.id} file={file} onDismiss={() => dismiss(file.id)} />
        ))}
      </ul>
    </section>
  );
}

interface FileCardProps {
  file: ProjectAssetView;
  onRole: (role: AssetRole) => void;
  onRemove: () => void;
}

function FileCard({ file: { path, role, asset }, onRole, onRemove }: FileCardProps) {
  const { t } = useWorkspace();
  const { bytes, duration } = useFormatters();
  const name = asset?.name ?? path;
  const facts =
    asset === null
      ? t('brief.file-missing')
      : [
          asset.widthPx === null ? null : `${asset.widthPx} × ${asset.heightPx}`,
          asset.durationMs === null ? null : duration(asset.durationMs),
          bytes(asset.bytes),
        ]
          .filter((fact) => fact !== null)
          .join(' · ');
  const roles = asset === null ? ASSET_ROLES : (ROLES_OF[asset.kind] ?? ASSET_ROLES);
  const offered = roles.includes(role) ? roles : [role, ...roles];
  return (
    <li className="flex gap-2 rounded-card border border-line bg-raised p-2">
      <span className="picture flex h-13.5 w-16 shrink-0 items-center justify-center overflow-hidden bg-surround">
        {asset?.kind === 'image' ? (
          <img src={thumbUrl(asset.id)} alt="" loading="lazy" decoding="async" className="size-full object-contain" />
        ) : (
          <Icon
            of={asset === null ? FileQuestion : asset.kind === 'audio' ? Music : Film}
            className="size-5 text-on-surround"
          />
        )}
      </span>
      <div className="flex min-w-0 grow flex-col gap-1">
        <span className="flex items-start gap-1">
          <span className="min-w-0 grow">
            <span className="block truncate text-base" title={name}>
              {name}
            </span>
            <span className={asset === null ? 'block text-small text-err' : 'tabular block text-small text-text-3'}>
              {facts}
            </span>
          </span>
          <IconButton label={t('brief.remove', { what: name })} icon={Trash2} size="small" onClick={onRemove} />
        </span>
        <Select
          label={t('brief.role-of', { name })}
          value={role}
          onChange={onRole}
          options={offered.map((one) => ({ value: one, label: t(`brief.role.${one}`) }))}
        />
      </div>
    </li>
  );
}

function IncomingRow({ file, onDismiss }: { file: Incoming; onDismiss: () => void }) {
  const { t } = useWorkspace();
  return (
    <li className="flex items-start gap-1 rounded-card border border-line bg-raised p-2">
      <div className="min-w-0 grow" role={file.reason === null ? undefined : 'alert'}>
        <span className="block truncate text-base" title={file.name}>
          {file.name}
        </span>
        {file.reason === null ? (
          <ProgressBar label={t('brief.file-coming', { name: file.name })} share={file.fraction} isLabelHidden />
        ) : (
          <span className="block text-small break-words text-err">{file.reason}</span>
        )}
      </div>
      {file.reason !== null && (
        <IconButton label={t('brief.dismiss', { name: file.name })} icon={X} size="small" onClick={onDismiss} />
      )}
    </li>
  );
}
