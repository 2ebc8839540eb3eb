import { useId, useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { AspectRatio, Quality } from '../../../shared/model/shot-terms.ts';

export interface BriefWish {
  prompt: string;
  duration: number;
  aspectRatio: AspectRatio;
  quality: Quality;
}

const LENGTHS = [5, 10, 15, 30, 60, 90];
const RATIOS: readonly AspectRatio[] = ['16:9', '9:16', '1:1', '4:5'];
const SIZES: readonly Quality[] = ['480p', '720p', '1080p'];

/** The text box and the little that a first storyboard needs. */
export function BriefForm({ t, onMake }: { t: Translate; onMake: (wish: BriefWish) => Promise<void> }) {
  const briefId = useId();
  const hintId = useId();
  const [wish, setWish] = useState<BriefWish>({
    prompt: t('ui.sample-brief'),
    duration: 15,
    aspectRatio: '16:9',
    quality: '1080p',
  });
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<BriefWish>): void => setWish((old) => ({ ...old, ...part }));
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setBusy(true);
    void onMake(wish).finally(() => setBusy(false));
  };
  return (
    <form className="brief" onSubmit={submit} aria-label={t('ui.new-film')}>
      <h2>{t('ui.new-film')}</h2>
      <div className="field">
        <label htmlFor={briefId}>{t('ui.brief')}</label>
        <textarea
          id={briefId}
          rows={6}
          value={wish.prompt}
          maxLength={50_000}
          aria-describedby={hintId}
          onChange={(event) => change({ prompt: event.target.value })}
        />
      </div>
      <p className="hint" id={hintId}>
        {t('ui.brief-hint')}
      </p>
      <div className="row">
        <label className="field">
          <span>{t('ui.duration')}</span>
          <select value={wish.duration} onChange={(event) => change({ duration: Number(event.target.value) })}>
            {LENGTHS.map((seconds) => (
              <option key={seconds} value={seconds}>
                {t('ui.seconds', { seconds })}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('ui.ratio')}</span>
          <select
            value={wish.aspectRatio}
            onChange={(event) =>
              change({ aspectRatio: RATIOS.find((ratio) => ratio === event.target.value) ?? '16:9' })
            }
          >
            {RATIOS.map((ratio) => (
              <option key={ratio}>{ratio}</option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('ui.quality')}</span>
          <select
            value={wish.quality}
            onChange={(event) => change({ quality: SIZES.find((size) => size === event.target.value) ?? '1080p' })}
          >
            {SIZES.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </select>
        </label>
      </div>
      <button className="primary" type="submit" disabled={isBusy || wish.prompt.trim() === ''}>
        {isBusy ? t('ui.making') : t('ui.make')}
      </button>
    </form>
  );
}
