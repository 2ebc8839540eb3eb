import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { Place } from './library-view.ts';

export interface LibraryEmptyProps {
  place: Place;
  /** Nothing in the whole library, not only here. */
  isFirstStart: boolean;
  /** Something is there, but search or filters hide it. */
  isNarrowed: boolean;
  query: string;
  isSampleBusy: boolean;
  onBrief: () => void;
  onPictures: (pictures: File[]) => void;
  onSample: () => void;
  onShowAll: () => void;
}

/** What an empty library says: three ways to begin; and what an empty place or search says. */
export function LibraryEmpty(props: LibraryEmptyProps) {
  const { place, isFirstStart, isNarrowed, query, isSampleBusy, onBrief, onPictures, onSample, onShowAll } = props;
  const { t } = useWorkspace();
  const picker = useRef<HTMLInputElement>(null);
  if (isNarrowed)
    return (
      <EmptyState
        title={query.trim() === '' ? t('library.empty.filtered') : t('library.empty.no-hits', { query: query.trim() })}
        text={t('library.empty.no-hits-text')}
        action={<Button onClick={onShowAll}>{t('library.empty.show-all')}</Button>}
      />
    );
  if (place.kind === 'trash' || place.kind === 'rendering' || place.kind === 'waiting')
    return <EmptyState title={t(`library.empty.${place.kind}`)} text={t(`library.empty.${place.kind}-text`)} />;
  if (isFirstStart)
    return (
      <div className="flex grow flex-col justify-center">
        <EmptyState
          title={t('library.empty.first')}
          text={t('library.empty.first-text')}
          action={
            <>
              <Button size="large" tone="primary" onClick={onBrief}>
                {t('library.empty.brief')}
              </Button>
              <Button size="large" onClick={() => picker.current?.click()}>
                {t('library.empty.pictures')}
              </Button>
            </>
          }
          secondary={
            <Button size="large" isBusy={isSampleBusy} onClick={onSample}>
              {t('library.empty.sample')}
            </Button>
          }
        />
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept="image/png,image/jpeg,image/webp"
          aria-label={t('library.empty.pictures')}
          onChange={(event) => {
            const pictures = [...(event.target.files ?? [])];
            event.target.value = '';
            if (pictures.length > 0) onPictures(pictures);
          }}
        />
      </div>
    );
  return (
    <EmptyState
      title={t('library.empty.place')}
      text={t('library.empty.place-text')}
      action={
        <Button tone="primary" onClick={onBrief}>
          {t('library.new-project')}
        </Button>
      }
    />
  );
}
