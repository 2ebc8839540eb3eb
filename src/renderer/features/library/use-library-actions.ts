import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { PROJECTS_KEY, TRASH_KEY } from './use-library-data.ts';

/** Where projects can be moved to. */
export interface MoveTarget {
  clientId: string | null;
  campaignId: string | null;
}

/** Why something could not be done with a project; it stays on its card until the next try. */
export type Failures = ReadonlyMap<string, unknown>;

export interface LibraryActions {
  failures: Failures;
  trash(cards: readonly ProjectCard[]): Promise<void>;
  restore(cards: readonly ProjectCard[]): Promise<void>;
  deleteForever(cards: readonly ProjectCard[]): Promise<void>;
  move(cards: readonly ProjectCard[], target: MoveTarget, targetName: string): Promise<void>;
  rename(card: ProjectCard, name: string): Promise<void>;
  duplicate(cards: readonly ProjectCard[]): Promise<string[]>;
}

/** What can be done with projects. Each says what it did, to how many, and offers to take it back. */
export function useLibraryActions(): LibraryActions {
  const { api, t, toasts, reportError, route, go } = useWorkspace();
  const queries = useQueryClient();
  const [failures, setFailures] = useState<Failures>(new Map());
  const openId = useRef(route.projectId);
  useEffect(() => {
    openId.current = route.projectId;
  });
  /** The window does not go on with a project that is gone. */
  const closeGone = (gone: readonly ProjectCard[]): void => {
    if (gone.some(({ id }) => id === openId.current)) go({ screen: 'library', projectId: null });
  };
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ['projects'] });

  /** One call for each project; those that fail say so on their cards, the others are done. */
  const each = async (
    cards: readonly ProjectCard[],
    call: (card: ProjectCard) => Promise<unknown>,
  ): Promise<ProjectCard[]> => {
    const failed = new Map<string, unknown>();
    await Promise.all(cards.map((card) => call(card).catch((error: unknown) => void failed.set(card.id, error))));
    setFailures((known) => {
      const kept = [...known].filter(([id]) => !cards.some((card) => card.id === id));
      return new Map([...kept, ...failed]);
    });
    refresh();
    return cards.filter(({ id }) => !failed.has(id));
  };
  /** Shown at once; the answer of the library corrects it. */
  const take = (from: readonly string[], to: readonly string[] | null, cards: readonly ProjectCard[]): void => {
    const ids = new Set(cards.map(({ id }) => id));
    queries.setQueryData<ProjectCard[]>(from, (known) => known?.filter(({ id }) => !ids.has(id)));
    if (to !== null) queries.setQueryData<ProjectCard[]>(to, (known) => known && [...cards, ...known]);
  };
  const named = (cards: readonly ProjectCard[]): { count: number; name: string } => ({
    count: cards.length,
    name: cards[0]?.name ?? '',
  });

  const actions: LibraryActions = {
    failures,
    async trash(cards) {
      take(PROJECTS_KEY, TRASH_KEY, cards);
      const done = await each(cards, ({ id }) => api.projects.trash({ projectId: id }));
      if (done.length === 0) return;
      closeGone(done);
      const text = done.length === 1 ? t('library.trashed-one', named(done)) : t('library.trashed', named(done));
      toasts.undo(text, t('ui.undo'), () => void actions.restore(done));
    },
    async restore(cards) {
      take(TRASH_KEY, PROJECTS_KEY, cards);
      const done = await each(cards, ({ id }) => api.projects.restore({ projectId: id }));
      if (done.length === 0) return;
      toasts.success(done.length === 1 ? t('library.restored-one', named(done)) : t('library.restored', named(done)));
    },
    async deleteForever(cards) {
      const done = await each(cards, ({ id, name }) => api.projects.deleteForever({ projectId: id, name }));
      if (done.length === 0) return;
      closeGone(done);
      toasts.success(t('library.deleted', named(done)));
    },
    async move(cards, target, targetName) {
      try {
        const { former } = await api.projects.move({ projectIds: cards.map(({ id }) => id), ...target });
        refresh();
        void queries.invalidateQueries({ queryKey: ['clients'] });
        const text = t(cards.length === 1 ? 'library.moved-one' : 'library.moved', { ...named(cards), to: targetName });
        toasts.undo(text, t('ui.undo'), () => {
          // Projects that stood together go back together.
          const places = new Map<string, { target: MoveTarget; ids: string[] }>();
          for (const { projectId, clientId, campaignId } of former) {
            const key = `${clientId} ${campaignId}`;
            const place = places.get(key) ?? { target: { clientId, campaignId }, ids: [] };
            place.ids.push(projectId);
            places.set(key, place);
          }
          const back = [...places.values()].map(({ target: to, ids }) => api.projects.move({ projectIds: ids, ...to }));
          Promise.all(back).then(refresh, reportError);
        });
      } catch (error) {
        refresh();
        reportError(error);
      }
    },
    async rename(card, name) {
      const wanted = name.trim();
      if (wanted === '' || wanted === card.name) return;
      const show = (shown: string): void =>
        void queries.setQueryData<ProjectCard[]>(PROJECTS_KEY, (known) =>
          known?.map((one) => (one.id === card.id ? { ...one, name: shown } : one)),
        );
      show(wanted);
      const [done] = await each([card], ({ id }) => api.projects.rename({ projectId: id, name: wanted }));
      if (done === undefined) return show(card.name);
      toasts.undo(t('library.renamed', { name: wanted }), t('ui.undo'), () => {
        show(card.name);
        void each([card], ({ id }) => api.projects.rename({ projectId: id, name: card.name }));
      });
    },
    async duplicate(cards) {
      const copies: string[] = [];
      const done = await each(cards, async ({ id }) => {
        copies.push((await api.projects.duplicate({ projectId: id })).projectId);
      });
      if (done.length > 0) toasts.success(t('library.duplicated', named(done)));
      return copies;
    },
  };
  return actions;
}
