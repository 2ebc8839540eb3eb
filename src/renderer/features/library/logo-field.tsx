import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { logoAssetId } from '../../../shared/model/inheritance.ts';
import { mediaUrl } from '../../client/api.ts';
import { uploadAsset } from '../../client/upload.ts';
import { Button } from '../../ui/button.tsx';
import { FileDropInput } from '../../ui/file-drop-input.tsx';
import { Picture } from '../../ui/picture.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords } from './failure-words.ts';

export interface LogoFieldProps {
  clientName: string;
  logo: string | undefined;
  onChange: (logo: string | undefined) => void;
}

/** A client's logo: a picture of the library, dropped or chosen. */
export function LogoField({ clientName, logo, onChange }: LogoFieldProps) {
  const { api, t } = useWorkspace();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const assetId = logoAssetId(logo === undefined ? {} : { logo });
  const take = (files: File[]): void => {
    const [file] = files;
    if (file === undefined) return;
    setBusy(true);
    setError(null);
    uploadAsset(api, file)
      .then(({ id }) => onChange(id), setError)
      .finally(() => setBusy(false));
  };
  return (
    <div className="flex flex-col gap-1" role="group" aria-label={t('library.brand.logo')}>
      <span className="text-small font-medium text-text-2">{t('library.brand.logo')}</span>
      {assetId !== null && (
        <div className="flex items-center gap-3">
          <span className="w-30 shrink-0">
            <Picture src={mediaUrl('asset', assetId)} alt={t('library.logo-of', { name: clientName })} ratio={16 / 9} />
          </span>
          <Button tone="quiet" icon={Trash2} onClick={() => onChange(undefined)}>
            {t('library.logo-remove')}
          </Button>
        </div>
      )}
      {assetId === null && (
        <FileDropInput
          label={isBusy ? t('library.logo-loading') : t('library.logo-drop')}
          hint={t('library.logo-hint')}
          buttonLabel={t('library.choose-file')}
          accept="image/png,image/jpeg,image/webp"
          isMultiple={false}
          disabled={isBusy}
          onFiles={take}
        />
      )}
      {error !== null && (
        <p role="alert" className="text-small text-err">
          {failureInWords(error, t)}
        </p>
      )}
    </div>
  );
}
