import { describe, expect, it } from 'vitest';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { comparable } from '../../lib/rank.ts';
import { clientTree, countPlaces, NO_FILTERS, placeId, placeOfId, projectsInView, typedAhead } from './library-view.ts';
import type { ViewInput } from './library-view.ts';

const card = (id: string, fields: Partial<ProjectCard> = {}): ProjectCard => ({
  id,
  name: id,
  status: 'draft',
  fps: 24,
  ratio: '16:9',
  language: 'en',
  tags: [],
  shotCount: 0,
  durationFrames: 0,
  posterAssetId: null,
  clientId: null,
  clientName: null,
  campaignId: null,
  campaignName: null,
  hasFilm: false,
  isDamaged: false,
  createdAtMs: 0,
  updatedAtMs: 0,
  trashedAtMs: null,
  ...fields,
});
const view = (cards: ProjectCard[], input: Partial<ViewInput> = {}): string[] =>
  projectsInView({
    cards,
    place: { kind: 'all' },
    filters: NO_FILTERS,
    query: '',
    hits: null,
    sort: { field: 'updated', isReversed: false },
    sizes: new Map(),
    compare: new Intl.Collator('th').compare,
    ...input,
  }).map(({ id }) => id);

describe('projectsInView', () => {
  const cards = [
    card('a', { name: 'แมว', updatedAtMs: 1, clientId: 'c1', clientName: 'Daybreak', ratio: '9:16', shotCount: 3 }),
    card('b', { name: 'กาแฟ', updatedAtMs: 3, status: 'storyboard_complete', shotCount: 9 }),
    card('c', {
      name: 'Heron',
      updatedAtMs: 2,
      status: 'exporting',
      clientId: 'c2',
      clientName: 'Atlas',
      campaignId: 'k',
    }),
  ];

  it('shows what stands in a place', () => {
    expect(view(cards)).toEqual(['b', 'c', 'a']);
    expect(view(cards, { place: { kind: 'mine' } })).toEqual(['b']);
    expect(view(cards, { place: { kind: 'client', id: 'c1' } })).toEqual(['a']);
    expect(view(cards, { place: { kind: 'campaign', id: 'k' } })).toEqual(['c']);
    expect(view(cards, { place: { kind: 'rendering' } })).toEqual(['c']);
    expect(view(cards, { place: { kind: 'waiting' } })).toEqual(['b']);
  });

  it('keeps what passes every filter; projects of nobody can be asked for', () => {
    expect(view(cards, { filters: { ...NO_FILTERS, clients: ['c1', 'none'] } })).toEqual(['b', 'a']);
    expect(view(cards, { filters: { clients: ['none', 'c1'], states: ['draft'], ratios: ['9:16'] } })).toEqual(['a']);
    expect(view(cards, { filters: { ...NO_FILTERS, ratios: ['1:1'] } })).toEqual([]);
  });

  it('finds by name and client at once, and by what the library found', () => {
    expect(view(cards, { query: 'แมว' })).toEqual(['a']);
    expect(view(cards, { query: 'day' })).toEqual(['a']);
    expect(view(cards, { query: 'reeds', hits: new Set(['c']) })).toEqual(['c']);
    expect(view(cards, { query: 'reeds' })).toEqual([]);
  });

  it('sorts names as Thai readers do, and turns every order round', () => {
    expect(view(cards, { sort: { field: 'name', isReversed: false } })).toEqual(['b', 'a', 'c']);
    expect(view(cards, { sort: { field: 'shots', isReversed: false } })).toEqual(['b', 'a', 'c']);
    expect(view(cards, { sort: { field: 'shots', isReversed: true } })).toEqual(['c', 'a', 'b']);
    const sizes = new Map([['a', 9]]);
    expect(view(cards, { sizes, sort: { field: 'size', isReversed: false } })[0]).toBe('a');
  });

  it('keeps projects without a client at the end whichever way it is sorted', () => {
    expect(view(cards, { sort: { field: 'client', isReversed: false } })).toEqual(['c', 'a', 'b']);
    expect(view(cards, { sort: { field: 'client', isReversed: true } })).toEqual(['a', 'c', 'b']);
  });
});

describe('places', () => {
  it('are counted', () => {
    const counts = countPlaces([card('a', { clientId: 'c', status: 'planning' }), card('b')], 4);
    expect(Object.fromEntries(counts)).toEqual({ all: 2, recent: 2, trash: 4, rendering: 1, 'client:c': 1, mine: 1 });
  });

  it('have names that lead back to them', () => {
    for (const place of [{ kind: 'campaign', id: 'x:1' }, { kind: 'mine' }, { kind: 'trash' }] as const) {
      expect(placeOfId(placeId(place))).toEqual(place);
    }
    expect(placeOfId('nonsense')).toEqual({ kind: 'all' });
  });

  it('stand as a tree, campaigns under their client, without what lies in the trash', () => {
    const times = { projectCount: 0, createdAtMs: 0, updatedAtMs: 0, trashedAtMs: null };
    const tree = clientTree({
      clients: [
        { id: 'c2', name: 'Zeta', brand: {}, ...times },
        { id: 'c1', name: 'Atlas', brand: {}, ...times },
        { id: 'c3', name: 'Gone', brand: {}, ...times, trashedAtMs: 5 },
      ],
      campaigns: [
        { id: 'k1', clientId: 'c1', name: 'Spring', brief: {}, ...times },
        { id: 'k2', clientId: null, name: 'Tests', brief: {}, ...times },
        { id: 'k3', clientId: 'c3', name: 'Gone too', brief: {}, ...times },
      ],
      mineLabel: 'Mine',
      compare: new Intl.Collator('en').compare,
    });
    expect(tree.map(({ label, children }) => [label, children?.map((child) => child.label)])).toEqual([
      ['Mine', ['Tests']],
      ['Atlas', ['Spring']],
      ['Zeta', []],
    ]);
  });
});

describe('typedAhead', () => {
  const named = ['Alder', 'Birch', 'Beech', 'กก'].map((name) => ({ name }));
  const begins = (name: string, letters: string): boolean => comparable(name).startsWith(comparable(letters));
  it('goes to the next with one letter, and stays with more', () => {
    expect(typedAhead(named, 'b', 0, begins)).toBe(1);
    expect(typedAhead(named, 'b', 1, begins)).toBe(2);
    expect(typedAhead(named, 'be', 1, begins)).toBe(2);
    expect(typedAhead(named, 'ก', 2, begins)).toBe(3);
    expect(typedAhead(named, 'x', 0, begins)).toBe(-1);
  });
});
