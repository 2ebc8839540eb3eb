import type { CampaignView } from '../../../shared/contract/campaigns.ts';
import type { ClientView } from '../../../shared/contract/clients.ts';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { containsQuery } from '../../lib/rank.ts';

/** Which projects the library shows, and in which order. Pure. */

/** A place of the left panel. */
export type Place =
  { kind: 'all' | 'recent' | 'rendering' | 'waiting' | 'trash' | 'mine' } | { kind: 'client' | 'campaign'; id: string };
export const SMART_PLACES = ['all', 'recent', 'rendering', 'waiting', 'trash'] as const;

export const placeId = (place: Place): string => ('id' in place ? `${place.kind}:${place.id}` : place.kind);

/** Reads what `placeId` wrote; what is no place is the whole library. */
export function placeOfId(id: string): Place {
  const [, kind, key] = /^(client|campaign):(.+)$/.exec(id) ?? [];
  if (key !== undefined && (kind === 'client' || kind === 'campaign')) return { kind, id: key };
  const simple = [...SMART_PLACES, 'mine' as const].find((known) => known === id);
  return { kind: simple ?? 'all' };
}

/** What a run of the project is doing, as a person counts it. */
export type StateGroup = 'draft' | 'rendering' | 'waiting' | 'done' | 'failed';
export const STATE_GROUPS: readonly StateGroup[] = ['draft', 'rendering', 'waiting', 'done', 'failed'];

const GROUP_OF_STATUS: Readonly<Record<string, StateGroup>> = {
  draft: 'draft',
  cancelled: 'draft',
  pending: 'rendering',
  planning: 'rendering',
  generating_storyboard: 'rendering',
  generating_video: 'rendering',
  exporting: 'rendering',
  stalled: 'rendering',
  storyboard_complete: 'waiting',
  completed: 'done',
  partially_completed: 'failed',
  failed: 'failed',
};

/** The group of a state word; a word that a later program wrote counts as draft. */
export const groupOfStatus = (status: string): StateGroup => GROUP_OF_STATUS[status] ?? 'draft';

export interface Filters {
  /** Ids; `none` stands for projects without a client. */
  clients: readonly string[];
  states: readonly StateGroup[];
  ratios: readonly string[];
}
export const NO_FILTERS: Filters = { clients: [], states: [], ratios: [] };
export const hasFilters = ({ clients, states, ratios }: Filters): boolean =>
  clients.length + states.length + ratios.length > 0;

export type SortField = 'updated' | 'created' | 'name' | 'client' | 'campaign' | 'state' | 'shots' | 'length' | 'size';
export interface Sort {
  field: SortField;
  isReversed: boolean;
}
/** Fields whose natural order has the most first. */
const DESCENDING: ReadonlySet<SortField> = new Set<SortField>(['updated', 'created', 'shots', 'length', 'size']);
export const isDescending = ({ field, isReversed }: Sort): boolean => DESCENDING.has(field) !== isReversed;

const RECENT_MAX = 24;

function isInPlace(card: ProjectCard, place: Place): boolean {
  switch (place.kind) {
    case 'all':
    case 'recent':
    case 'trash':
      return true;
    case 'rendering':
    case 'waiting':
      return groupOfStatus(card.status) === place.kind;
    case 'mine':
      return card.clientId === null && card.campaignId === null;
    case 'client':
      return card.clientId === place.id;
    case 'campaign':
      return card.campaignId === place.id;
  }
}

export interface ViewInput {
  cards: readonly ProjectCard[];
  place: Place;
  filters: Filters;
  query: string;
  /** Ids that the library found for the query; `null` while it looks. Names are looked through here at once. */
  hits: ReadonlySet<string> | null;
  sort: Sort;
  sizes: ReadonlyMap<string, number>;
  compare(one: string, other: string): number;
}

const lengthMs = (card: ProjectCard): number => (card.durationFrames / card.fps) * 1_000;

function isHit(card: ProjectCard, { query, hits }: Pick<ViewInput, 'query' | 'hits'>): boolean {
  if (query.trim() === '' || hits?.has(card.id) === true) return true;
  return containsQuery([card.name, card.clientName, card.campaignName, ...card.tags].join(' '), query);
}

function order(input: ViewInput): (one: ProjectCard, other: ProjectCard) => number {
  const { sort, sizes, compare } = input;
  const size = (card: ProjectCard): number => sizes.get(card.id) ?? 0;
  // Projects without a client stand behind those that have one, whichever way it is sorted.
  const words = (one: string | null, other: string | null): number =>
    one === null || other === null ? Number(one === null) - Number(other === null) : compare(one, other) * sign;
  const sign = sort.isReversed ? -1 : 1;
  const compareBy: Record<SortField, (a: ProjectCard, b: ProjectCard) => number> = {
    updated: (a, b) => (b.updatedAtMs - a.updatedAtMs) * sign,
    created: (a, b) => (b.createdAtMs - a.createdAtMs) * sign,
    name: (a, b) => compare(a.name, b.name) * sign,
    client: (a, b) => words(a.clientName, b.clientName),
    campaign: (a, b) => words(a.campaignName, b.campaignName),
    state: (a, b) =>
      (STATE_GROUPS.indexOf(groupOfStatus(a.status)) - STATE_GROUPS.indexOf(groupOfStatus(b.status))) * sign,
    shots: (a, b) => (b.shotCount - a.shotCount) * sign,
    length: (a, b) => (lengthMs(b) - lengthMs(a)) * sign,
    size: (a, b) => (size(b) - size(a)) * sign,
  };
  const by = compareBy[sort.field];
  return (a, b) => by(a, b) || b.updatedAtMs - a.updatedAtMs || (a.id < b.id ? 1 : -1);
}

/** The projects of a place that pass filters and search, in order. */
export function projectsInView(input: ViewInput): ProjectCard[] {
  const { cards, place, filters } = input;
  const base =
    place.kind === 'recent'
      ? [...cards].sort((a, b) => b.updatedAtMs - a.updatedAtMs).slice(0, RECENT_MAX)
      : cards.filter((card) => isInPlace(card, place));
  return base
    .filter(
      (card) =>
        (filters.clients.length === 0 || filters.clients.includes(card.clientId ?? 'none')) &&
        (filters.states.length === 0 || filters.states.includes(groupOfStatus(card.status))) &&
        (filters.ratios.length === 0 || filters.ratios.includes(card.ratio)) &&
        isHit(card, input),
    )
    .sort(order(input));
}

/** How many projects each place of the left panel holds. */
export function countPlaces(cards: readonly ProjectCard[], trashCount: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>([
    ['all', cards.length],
    ['recent', Math.min(cards.length, RECENT_MAX)],
    ['trash', trashCount],
  ]);
  const add = (id: string): void => void counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const card of cards) {
    const group = groupOfStatus(card.status);
    if (group === 'rendering' || group === 'waiting') add(group);
    if (card.clientId === null && card.campaignId === null) add('mine');
    if (card.clientId !== null) add(placeId({ kind: 'client', id: card.clientId }));
    if (card.campaignId !== null) add(placeId({ kind: 'campaign', id: card.campaignId }));
  }
  return counts;
}

export interface PlaceNode {
  id: string;
  label: string;
  children?: readonly PlaceNode[];
}

/** Clients with their campaigns; campaigns of nobody stand under the projects of nobody. */
export function clientTree(input: {
  clients: readonly ClientView[];
  campaigns: readonly CampaignView[];
  mineLabel: string;
  compare(one: string, other: string): number;
}): PlaceNode[] {
  const { clients, campaigns, mineLabel, compare } = input;
  const live = clients.filter(({ trashedAtMs }) => trashedAtMs === null);
  const byName = (a: { name: string }, b: { name: string }): number => compare(a.name, b.name);
  const campaignsOf = (clientId: string | null): PlaceNode[] =>
    campaigns
      .filter((campaign) => campaign.trashedAtMs === null && campaign.clientId === clientId)
      .sort(byName)
      .map(({ id, name }) => ({ id: placeId({ kind: 'campaign', id }), label: name }));
  return [
    { id: 'mine', label: mineLabel, children: campaignsOf(null) },
    ...[...live]
      .sort(byName)
      .map(({ id, name }) => ({ id: placeId({ kind: 'client', id }), label: name, children: campaignsOf(id) })),
  ];
}

/** Typing to jump: the first project from the active one on whose name begins with the letters. */
export function typedAhead(
  cards: readonly Pick<ProjectCard, 'name'>[],
  letters: string,
  activeIndex: number,
  isBegin: (name: string, letters: string) => boolean,
): number {
  // A single letter again goes to the next one; more letters stay where they still fit.
  const from = letters.length === 1 ? activeIndex + 1 : Math.max(0, activeIndex);
  for (let step = 0; step < cards.length; step += 1) {
    const at = (from + step) % cards.length;
    if (isBegin(cards[at]?.name ?? '', letters)) return at;
  }
  return -1;
}
