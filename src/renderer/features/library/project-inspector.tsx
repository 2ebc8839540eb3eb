import { Eye, FolderInput, RotateCcw, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CampaignView } from '../../../shared/contract/campaigns.ts';
import type { ClientView } from '../../../shared/contract/clients.ts';
import type { ProjectCard, ProjectFacts } from '../../../shared/contract/views.ts';
import {
  brandSources,
  campaignSources,
  inheritBrand,
  inheritCampaign,
  logoAssetId,
} from '../../../shared/model/inheritance.ts';
import type { FieldSource } from '../../../shared/model/inheritance.ts';
import { mediaUrl } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords, isBusy } from './failure-words.ts';
import { copyDetails } from './copy-details.ts';
import { Poster } from './poster.tsx';
import { ownerInWords, lengthMsOf, stateBadge } from './project-words.ts';
import { useFacts } from './use-library-data.ts';

export interface ProjectInspectorProps {
  card: ProjectCard;
  clients: readonly ClientView[];
  campaigns: readonly CampaignView[];
  failure: unknown;
}

/** Facts of the selected project: what it is, what it weighs, and who says what in its brief. */
export function ProjectInspector({ card, clients, campaigns, failure }: ProjectInspectorProps) {
  const { t, commands, showDrawer } = useWorkspace();
  const { duration, dateTime, number, bytes } = useFormatters();
  const { facts, error } = useFacts(card.id);
  const isInTrash = card.trashedAtMs !== null;
  // Some damage shows only when the whole of it is read.
  const isUnreadable = card.isDamaged || (error !== null && facts === undefined);
  const weight = facts === undefined ? undefined : facts.mediaBytes + facts.filmBytes;
  return (
    <div className="flex flex-col gap-4 p-4">
      {!card.isDamaged && card.posterAssetId !== null && <Poster card={card} />}
      <header className="flex flex-col gap-1.5">
        <h2 className="text-title-s break-words">{card.name}</h2>
        {!isUnreadable && <Badge {...stateBadge(card.status, t)} />}
      </header>
      {failure !== undefined && <Failure card={card} error={failure} onJobs={() => showDrawer('jobs')} />}
      {isUnreadable && (
        <ErrorState
          isCompact
          title={t('library.cannot-open')}
          subject={card.name}
          reason={error === null ? t('library.damaged-why') : failureInWords(error, t)}
          action={
            isInTrash ? undefined : (
              <Button icon={Trash2} onClick={() => commands.run('edit.delete')}>
                {t('library.to-trash')}
              </Button>
            )
          }
          copyLabel={t('library.copy-details')}
          onCopyDetails={() => copyDetails(error)}
        />
      )}
      {(!isUnreadable || isInTrash) && (
        <div className="flex flex-wrap gap-2">
          {!isUnreadable && (
            <Button icon={Eye} onClick={() => commands.run('library.quickLook')}>
              {t('command.library.quickLook')}
            </Button>
          )}
          {isInTrash && (
            <>
              <Button icon={RotateCcw} onClick={() => commands.run('library.restore')}>
                {t('library.restore')}
              </Button>
              <Button icon={Trash2} onClick={() => commands.run('library.deleteForever')}>
                {t('command.library.deleteForever')}
              </Button>
            </>
          )}
          {!isInTrash && (
            <Button icon={FolderInput} onClick={() => commands.run('library.move')}>
              {t('command.library.move')}
            </Button>
          )}
        </div>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <Fact label={t('library.owner')}>{ownerInWords(card, t)}</Fact>
        <Fact label={t('library.column.shots')}>{number(card.shotCount)}</Fact>
        <Fact label={t('library.column.length')}>{card.shotCount === 0 ? '–' : duration(lengthMsOf(card))}</Fact>
        <Fact label={t('library.ratio')}>{`${card.ratio}, ${card.fps} fps`}</Fact>
        <Fact label={t('library.column.size')}>
          {weight === undefined ? (isUnreadable ? '–' : '…') : bytes(weight)}
        </Fact>
        <Fact label={t('library.sort.created')}>{dateTime(card.createdAtMs)}</Fact>
        <Fact label={t('library.column.updated')}>{dateTime(card.updatedAtMs)}</Fact>
      </dl>
      {facts !== undefined && facts.films.length > 0 && <Films facts={facts} />}
      {facts !== undefined && !isInTrash && (
        <Inherited facts={facts} card={card} clients={clients} campaigns={campaigns} />
      )}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{label}</dt>
      <dd className="tabular min-w-0 break-words text-text-1">{children}</dd>
    </>
  );
}

function Failure({ card, error, onJobs }: { card: ProjectCard; error: unknown; onJobs: () => void }) {
  const { t } = useWorkspace();
  return (
    <ErrorState
      isCompact
      title={t('library.not-done')}
      subject={card.name}
      reason={failureInWords(error, t)}
      action={isBusy(error) ? <Button onClick={onJobs}>{t('library.show-jobs')}</Button> : undefined}
      copyLabel={t('library.copy-details')}
      onCopyDetails={() => copyDetails(error)}
    />
  );
}

function Films({ facts }: { facts: ProjectFacts }) {
  const { t } = useWorkspace();
  const { bytes, duration } = useFormatters();
  return (
    <section>
      <h3 className="mb-1 text-small font-medium text-text-3">{t('library.films')}</h3>
      <ul className="flex flex-col">
        {facts.films.slice(0, 8).map((film) => (
          <li key={film.id}>
            <a
              href={mediaUrl('film', film.id)}
              target="_blank"
              rel="noreferrer"
              className="focus-inset flex min-h-7 items-center justify-between gap-2 rounded-chip px-1 text-small hover:bg-hover"
            >
              <span className="font-medium text-accent">{`${film.format.toUpperCase()} ${film.quality}`}</span>
              <span className="tabular text-text-3">{`${duration(film.durationMs)} · ${bytes(film.bytes)}`}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Inherited(props: { facts: ProjectFacts } & Omit<ProjectInspectorProps, 'failure'>) {
  const { facts, card, clients, campaigns } = props;
  const { t } = useWorkspace();
  // From the lists, so that a brand edited beside this inspector shows at once.
  const client = clients.find(({ id }) => id === card.clientId) ?? null;
  const campaign = campaigns.find(({ id }) => id === card.campaignId) ?? null;
  const brand = inheritBrand(facts.brand, client?.brand ?? null);
  const brief = inheritCampaign(facts.campaign, campaign?.brief ?? null);
  const ofBrand = brandSources(facts.brand, client?.brand ?? null);
  const ofBrief = campaignSources(facts.campaign, campaign?.brief ?? null);
  const from = (source: FieldSource, name: string | undefined): string =>
    source === 'inherited'
      ? t('library.inherited-from', { name: name ?? '' })
      : source === 'both'
        ? t('library.inherited-and-own', { name: name ?? '' })
        : t('library.own');
  const rows: [string, FieldSource, ReactNode][] = [
    [t('library.brand.voice'), ofBrand.voice, brand.voice],
    [t('library.brand.visualStyle'), ofBrand.visualStyle, brand.visualStyle],
    [t('library.brand.palette'), ofBrand.palette, <Swatches key="palette" colours={brand.palette ?? []} />],
    [t('library.brand.forbidden'), ofBrand.forbidden, brand.forbidden?.join(', ')],
    [
      t('library.brand.logo'),
      ofBrand.logo,
      logoAssetId(brand) === null ? brand.logo : <Logo key="logo" id={brand.logo ?? ''} />,
    ],
  ];
  const said: [string, FieldSource, ReactNode][] = [
    [t('library.campaign.objective'), ofBrief.objective, brief.objective],
    [t('library.campaign.keyMessages'), ofBrief.keyMessages, brief.keyMessages?.join(', ')],
    [t('library.campaign.cta'), ofBrief.cta, brief.cta],
    [t('library.campaign.doNotMention'), ofBrief.doNotMention, brief.doNotMention?.join(', ')],
  ];
  return (
    <>
      <Said
        title={t('library.brand-title')}
        empty={t('library.no-brand')}
        rows={rows}
        from={(source) => from(source, client?.name)}
      />
      <Said
        title={t('library.campaign-title')}
        empty={t('library.no-campaign')}
        rows={said}
        from={(source) => from(source, campaign?.name)}
      />
    </>
  );
}

interface SaidProps {
  title: string;
  empty: string;
  rows: readonly [string, FieldSource, ReactNode][];
  from: (source: FieldSource) => string;
}

function Said({ title, empty, rows, from }: SaidProps) {
  const given = rows.filter(([, source]) => source !== 'none');
  // Said once when all of it comes from the same place.
  const sources = new Set(given.map(([, source]) => source));
  const [only] = sources.size === 1 ? sources : [];
  return (
    <section className="border-t border-line pt-3">
      <h3 className="text-base font-medium">{title}</h3>
      {only !== undefined && <p className="text-small text-text-3">{from(only)}</p>}
      {given.length === 0 ? (
        <p className="text-small text-text-3">{empty}</p>
      ) : (
        <dl className="mt-2 flex flex-col gap-2 text-small">
          {given.map(([label, source, value]) => (
            <div key={label}>
              <dt className="flex flex-wrap items-baseline justify-between gap-x-2 text-text-3">
                <span>{label}</span>
                {only === undefined && <span>{from(source)}</span>}
              </dt>
              <dd className="break-words text-text-1">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Swatches({ colours }: { colours: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1 pt-0.5">
      {colours.map((colour) => (
        <span
          key={colour}
          role="img"
          aria-label={colour}
          title={colour}
          className="swatch size-6 rounded-chip border border-control"
          style={{ background: colour }}
        />
      ))}
    </span>
  );
}

function Logo({ id }: { id: string }) {
  const { t } = useWorkspace();
  return (
    <img
      src={mediaUrl('asset', id)}
      alt={t('library.brand.logo')}
      className="mt-0.5 max-h-12 max-w-40 bg-surround object-contain"
    />
  );
}
