import { useEffect, useMemo, useRef, useState } from 'react';
import type { BriefFacts } from '../../../shared/contract/briefs.ts';
import type { BriefRecord, ProjectRecord } from '../../../shared/model/document.ts';
import { isAway } from '../../client/api.ts';
import { useModelChoices } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { createLatestQuestion } from './latest-question.ts';

/** With the rest of a typed field this is how long after the last key a plan is asked for. */
const REST_MS = 450;

export interface LiveFacts {
  facts: BriefFacts | null;
  /** The brief that they are about. */
  brief: BriefRecord | null;
  /** Newer words are on their way to the planner. */
  isOld: boolean;
  error: unknown;
}

const NOTHING: Omit<LiveFacts, 'isOld'> = { facts: null, brief: null, error: null };

/** Facts of the brief as it stands in the window, asked for when the fingers rest. */
export function useBriefFacts(projectId: string, brief: BriefRecord, project: ProjectRecord): LiveFacts {
  const { api, connection, onHint } = useWorkspace();
  const [state, setState] = useState(NOTHING);
  const [round, setRound] = useState(0);
  const { name, clientId, campaignId } = project;
  // Who the film is for changes the plan as much as its words do.
  const place = useMemo(() => ({ name, clientId, campaignId, round }), [name, clientId, campaignId, round]);

  useEffect(
    () =>
      onHint(({ topic }) => {
        if (topic === 'client') setRound((count) => count + 1);
      }),
    [onHint],
  );

  // Prices and the library's own makers change the estimate; every other setting leaves it as it is.
  const { data: choices } = useModelChoices(projectId);
  const rates = choices === undefined ? null : JSON.stringify(choices);
  const knownRates = useRef(rates);
  useEffect(() => {
    const isNew = knownRates.current !== null && rates !== null && knownRates.current !== rates;
    knownRates.current = rates ?? knownRates.current;
    if (isNew) setRound((count) => count + 1);
  }, [rates]);

  const asker = useMemo(
    () =>
      createLatestQuestion<BriefRecord, BriefFacts>({
        restMs: REST_MS,
        ask: ({ id: _id, ...fields }) => api.briefs.facts({ projectId, brief: fields }),
        onAnswer: (facts, asked) => setState({ facts, brief: asked, error: null }),
        onError: (error) => {
          if (!isAway(error)) setState((known) => ({ ...known, error }));
        },
      }),
    [api, projectId],
  );
  useEffect(() => () => asker.dispose(), [asker]);

  useEffect(() => {
    if (connection === 'open') asker.put(brief);
  }, [asker, connection, brief, place]);

  return { ...state, isOld: state.brief !== brief && state.error === null };
}
