import { useEffect, useRef, useState } from 'react';
import type { BriefFacts } from '../../../shared/contract/briefs.ts';
import type { BriefRecord, ProjectRecord } from '../../../shared/model/document.ts';
import { isAway } from '../../client/api.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** With the rest of a typed field this is how long after the last key a plan is asked for. */
const ASK_AFTER_MS = 450;

export interface LiveFacts {
  facts: BriefFacts | null;
  /** The brief that they are about. */
  brief: BriefRecord | null;
  /** Newer words are on their way to the planner. */
  isOld: boolean;
  error: unknown;
}

const NOTHING: Omit<LiveFacts, 'isOld'> = { facts: null, brief: null, error: null };

/**
 * Facts of the brief as it stands in the window. At most one question is under way; while it is, only the newest words
 * wait, so that a slow answer is never followed by a heap of old ones.
 */
export function useBriefFacts(projectId: string, brief: BriefRecord, project: ProjectRecord): LiveFacts {
  const { api, connection, onHint } = useWorkspace();
  const [state, setState] = useState(NOTHING);
  const [round, setRound] = useState(0);
  const isAsking = useRef(false);
  const newest = useRef<BriefRecord | null>(null);
  const { name, clientId, campaignId } = project;

  useEffect(
    () =>
      onHint(({ topic }) => {
        // Brand or campaign may have changed under the brief.
        if (topic === 'client') setRound((count) => count + 1);
      }),
    [onHint],
  );

  useEffect(() => {
    if (connection !== 'open') return undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      if (isAsking.current) return;
      isAsking.current = true;
      try {
        while (newest.current !== null) {
          const asked = newest.current;
          newest.current = null;
          const { id: _id, ...fields } = asked;
          try {
            const facts = await api.briefs.facts({ projectId, brief: { ...fields, name } });
            if (newest.current === null) setState({ facts, brief: asked, error: null });
          } catch (error) {
            if (newest.current === null && !isAway(error)) setState((known) => ({ ...known, error }));
          }
        }
      } finally {
        isAsking.current = false;
      }
    };
    const timer = window.setTimeout(() => {
      if (isOver) return;
      newest.current = brief;
      void ask();
    }, ASK_AFTER_MS);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [api, connection, projectId, brief, name, clientId, campaignId, round]);

  return { ...state, isOld: state.brief !== brief && state.error === null };
}
