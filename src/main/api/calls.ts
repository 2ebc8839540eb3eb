import { implement } from '@orpc/server';
import { callsContract } from '../../shared/contract/calls.ts';
import { isLocalDoor } from '../../shared/contract/procedure.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { publicDetails, withPublicFailures } from '../../shared/contract/public-details.ts';
import type { CallViews } from '../calls/call-views.ts';
import type { Calls } from '../calls/calls.ts';
import type { EventHub } from './event-hub.ts';
import type { ProviderDesk } from './providers.ts';

/** A resumed vendor is of no run in particular; the hint wants an id all the same. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
const PAGE = 50;

export interface CallsApiDeps {
  callViews: CallViews;
  calls: Pick<Calls, 'decide' | 'resume'>;
  providerDesk: Pick<ProviderDesk, 'resume'>;
  hub: Pick<EventHub, 'changed'>;
}

/** `calls`: paid calls, what waits for a person, and the person's answers. */
export function createCallsApi({ callViews: views, calls, providerDesk, hub }: CallsApiDeps) {
  const os = implement(callsContract).$context<CallContext>();
  const shown = <T>(context: CallContext, view: T): T => (isLocalDoor(context) ? view : withPublicFailures(view));
  return os.router({
    ofRun: os.ofRun.handler(({ input, context }) => shown(context, views.ofRun(input.runId))),
    ofProject: os.ofProject.handler(({ input, context }) =>
      shown(context, views.ofProject(input.projectId, input.limit ?? PAGE, input.beforeId ?? null)),
    ),
    get: os.get.handler(({ input, context }) => {
      const view = shown(context, views.get(input.callId));
      const timeline = view.timeline.map((step) => ({ ...step, detail: publicDetails(step.detail as never) }));
      return { ...view, timeline };
    }),
    places: os.places.handler(({ input }) => ({ places: views.places(input.callIds) })),
    needs: os.needs.handler(({ context }) => ({ needs: shown(context, views.needs()) })),
    decide: os.decide.handler(({ input: { callId, choice }, context }) => {
      calls.decide(callId, choice);
      const view = views.one(callId);
      hub.changed('run', view.runId ?? NOBODY);
      return shown(context, view);
    }),
    resume: os.resume.handler(async ({ input: { vendor } }) => {
      const waiting = (): number =>
        views.needs().reduce((sum, need) => sum + (need.canResume ? need.jobIds.length : 0), 0);
      const before = waiting();
      if (vendor === null) calls.resume(null);
      // The block of the vendor goes with it: else every piece would come back at once.
      else await providerDesk.resume(vendor);
      hub.changed('run', NOBODY);
      return { resumed: Math.max(0, before - waiting()) };
    }),
  });
}
