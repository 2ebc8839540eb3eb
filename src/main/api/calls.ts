import { implement } from '@orpc/server';
import { callsContract } from '../../shared/contract/calls.ts';
import { isLocalDoor } from '../../shared/contract/procedure.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { publicDetails, withPublicFailures } from '../../shared/contract/public-details.ts';
import { accountOfNeed } from '../calls/call-needs.ts';
import type { CallViews } from '../calls/call-views.ts';
import type { BoardService } from '../generation/board-service.ts';
import type { Calls } from '../calls/calls.ts';
import type { EventHub } from './event-hub.ts';
import type { ProviderDesk } from './providers.ts';

/** A resumed vendor is of no run in particular; the hint wants an id all the same. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
const PAGE = 50;

export interface CallsApiDeps {
  callViews: CallViews;
  calls: Pick<Calls, 'decide' | 'settle' | 'resume'>;
  providerDesk: Pick<ProviderDesk, 'resume' | 'resumeNeed'>;
  boards: Pick<BoardService, 'useOtherModel'>;
  hub: Pick<EventHub, 'changed'>;
}

/** `calls`: paid calls, what waits for a person, and the person's answers. */
export function createCallsApi({ callViews: views, calls, providerDesk, boards, hub }: CallsApiDeps) {
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
    settle: os.settle.handler(({ input: { callId, wasCharged }, context }) => {
      calls.settle(callId, wasCharged);
      const view = views.one(callId);
      hub.changed('run', view.runId ?? NOBODY);
      return shown(context, view);
    }),
    otherModel: os.otherModel.handler(({ input }) => {
      const resumed = boards.useOtherModel(input);
      hub.changed('run', NOBODY);
      return { resumed };
    }),
    resume: os.resume.handler(async ({ input: { vendor, needId } }) => {
      const waiting = (): number =>
        views.needs().reduce((sum, need) => sum + (need.canResume ? need.jobIds.length : 0), 0);
      const before = waiting();
      const account = needId === undefined ? vendor : accountOfNeed(needId);
      // The block of an account goes with it: else every piece would come back at once.
      if (account === null) calls.resume(needId === undefined ? { kind: 'all' } : { kind: 'need', id: needId });
      else if (needId === undefined) await providerDesk.resume(account);
      else await providerDesk.resumeNeed(account, needId);
      hub.changed('run', NOBODY);
      return { resumed: Math.max(0, before - waiting()) };
    }),
  });
}
