import { useCallback } from 'react';
import { NARRATIVE_ROLES, TIMES_OF_DAY, WEATHERS } from '../../../shared/model/shot-terms.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import type { MessageKey } from '../../../shared/i18n/translate.ts';
import { sharedValue } from '../../editor/selectors.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { wordOf } from '../../lib/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import type { BoardStatus } from './use-board-status.ts';

interface NotesProps {
  shots: readonly ShotRecord[];
  status: BoardStatus;
}

/** What the shot is for, what its scene is, and what stands of its approval. */
export function InspectorNotes({ shots, status }: NotesProps) {
  const { t } = useWorkspace();
  const { actions, editor } = useBoard();
  const ids = shots.map(({ id }) => id);
  const [first] = shots;
  const role = sharedValue(shots, (shot) => shot.role);
  const arc = sharedValue(shots, (shot) => shot.emotionalArc);
  const isLocked = shots.some(({ locked }) => locked);
  if (first === undefined) return null;
  const isOneScene = shots.every(({ sceneId }) => sceneId === first.sceneId);
  return (
    <div className="flex flex-col gap-3">
      {shots.length === 1 && <Approval shot={first} status={status} />}
      <Field label={t('board.field.role')}>
        {(control) => (
          <Select
            control={control}
            value={typeof role === 'object' ? role.value : undefined}
            placeholder={t('board.mixed')}
            disabled={isLocked}
            onChange={(next) => actions.setFields(ids, { role: next })}
            options={NARRATIVE_ROLES.map((option) => ({ value: option, label: wordOf(t, 'role', option) }))}
          />
        )}
      </Field>
      <Field label={t('board.field.arc')} hint={t('board.arc-hint')}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={200}
            disabled={isLocked}
            value={typeof arc === 'object' ? arc.value : ''}
            placeholder={arc === 'mixed' ? t('board.mixed') : undefined}
            onChange={(event) => actions.setFields(ids, { emotionalArc: event.target.value }, `arc:${ids.join()}`)}
            onBlur={() => editor.seal()}
          />
        )}
      </Field>
      {isOneScene && <SceneFieldset key={first.sceneId} sceneId={first.sceneId} />}
    </div>
  );
}

function Approval({ shot, status }: { shot: ShotRecord; status: BoardStatus }) {
  const { t } = useWorkspace();
  const { dateTime } = useFormatters();
  const { approval } = status;
  if (approval?.approved == null) return null;
  const own = approval.shots.find(({ shotId }) => shotId === shot.id);
  const isApproved = own?.state === 'approved';
  const why = (own?.changes ?? []).map((change) => t(`board.change.${change}` as MessageKey)).join(', ');
  return (
    <div className="flex flex-col gap-1 rounded-control border border-line p-2">
      <Badge
        tone={isApproved ? 'ok' : own?.state === 'new' ? 'draft' : 'warn'}
        label={
          isApproved
            ? t('board.state.approved')
            : own?.state === 'new'
              ? t('board.change.new')
              : t('board.state.edited')
        }
      />
      <p className="text-small text-text-3">
        {t('board.approve-by', { name: approval.approved.by, time: dateTime(approval.approved.atMs) })}
      </p>
      {!isApproved && why !== '' && <p className="text-small text-text-2">{t('board.changed-since', { what: why })}</p>}
    </div>
  );
}

function SceneFieldset({ sceneId }: { sceneId: string }) {
  const { t } = useWorkspace();
  const { actions, editor } = useBoard();
  const scene = useDocument(useCallback((state) => state.tables.scenes[sceneId], [sceneId]));
  if (scene === undefined) return null;
  return (
    <fieldset className="flex flex-col gap-3 border-t border-line pt-3">
      <legend className="float-left w-full pt-1 text-small font-semibold text-text-1">{t('board.its-scene')}</legend>
      <Field label={t('board.scene-title')}>
        {(control) => (
          <TextField
            {...control}
            data-scene-title
            maxLength={200}
            value={scene.title}
            onChange={(event) => actions.setScene(sceneId, { title: event.target.value }, `scene:${sceneId}:title`)}
            onBlur={() => editor.seal()}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-2">
        <Field label={t('board.field.time')}>
          {(control) => (
            <Select
              control={control}
              value={scene.timeOfDay}
              onChange={(timeOfDay) => actions.setAir(sceneId, { timeOfDay })}
              options={TIMES_OF_DAY.map((option) => ({ value: option, label: wordOf(t, 'time', option) }))}
            />
          )}
        </Field>
        <Field label={t('board.field.weather')}>
          {(control) => (
            <Select
              control={control}
              value={scene.weather}
              onChange={(weather) => actions.setAir(sceneId, { weather })}
              options={WEATHERS.map((option) => ({ value: option, label: wordOf(t, 'weather', option) }))}
            />
          )}
        </Field>
      </div>
      {scene.text !== '' && (
        <Field label={t('board.scene-text')}>
          {(control) => <TextArea {...control} rows={3} readOnly value={scene.text} />}
        </Field>
      )}
    </fieldset>
  );
}
