import { Lock, LockOpen } from 'lucide-react';
import type { ShotRecord } from '../../../shared/model/document.ts';
import {
  CAMERA_ANGLES,
  CAMERA_MOVES,
  LENSES,
  LIGHTINGS,
  MOODS,
  SHOT_SIZES,
  TRANSITIONS,
} from '../../../shared/model/shot-terms.ts';
import { segmentFrames } from '../../../shared/model/frame-time.ts';
import { sharedValue } from '../../editor/selectors.ts';
import { wordOf } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import { MOVE_ICONS } from './move-icons.ts';
import { lengthText, readLength } from './shot-length.ts';
import { ShotText } from './single-view.tsx';

interface ShotsProps {
  shots: readonly ShotRecord[];
}

/** Words, length, camera, light, mood and the way into the next shot. */
export function InspectorShot({ shots }: ShotsProps) {
  const { t } = useWorkspace();
  const { actions, fps, editor } = useBoard();
  const ids = shots.map(({ id }) => id);
  const [only] = shots.length === 1 ? shots : [];
  const isLocked = shots.some(({ locked }) => locked);
  const length = sharedValue(shots, ({ cutFrames }) => cutFrames);
  const [first] = shots;
  const longest =
    first === undefined
      ? segmentFrames(24)
      : Math.max(first.cutFrames, segmentFrames(editor.document.getState().frame.fps) - first.sourceInFrames);
  return (
    <div className="flex flex-col gap-3">
      {only !== undefined && (
        <>
          <ShotText key={`${only.id}:d`} shot={only} field="description" label={t('board.text')} />
          <ShotText key={`${only.id}:c`} shot={only} field="caption" label={t('board.caption')} />
        </>
      )}
      <Field label={t('board.length')} hint={t('board.length-hint')}>
        {(control) => (
          <NumberField
            {...control}
            value={typeof length === 'object' ? length.value : undefined}
            mixedLabel={t('board.mixed')}
            min={1}
            max={longest}
            step={1}
            disabled={isLocked}
            format={(frames) => lengthText(frames, fps)}
            parse={(text, current) => readLength(text, fps, current)}
            onChange={(frames) => actions.setDuration(ids, frames)}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-x-2 gap-y-3">
        <Term shots={shots} field="size" prefix="size" options={SHOT_SIZES} />
        <Term shots={shots} field="angle" prefix="angle" options={CAMERA_ANGLES} />
        <Term shots={shots} field="move" prefix="move" options={CAMERA_MOVES} />
        <Term shots={shots} field="lens" prefix="lens" options={LENSES} />
        <Term shots={shots} field="lighting" prefix="light" options={LIGHTINGS} />
        <Term shots={shots} field="mood" prefix="mood" options={MOODS} />
      </div>
      <Transition shots={shots} />
      <Button isWide icon={isLocked ? LockOpen : Lock} onClick={() => actions.toggleLock(ids)}>
        {isLocked ? t('board.unlock') : t('board.lock')}
      </Button>
    </div>
  );
}

type TermField = 'size' | 'angle' | 'move' | 'lens' | 'lighting' | 'mood';

/** A word of the trade as a list; choosing one draws the sketch anew. */
function Term<F extends TermField>({
  shots,
  field,
  prefix,
  options,
}: ShotsProps & { field: F; prefix: string; options: readonly ShotRecord[F][] }) {
  const { t } = useWorkspace();
  const { actions } = useBoard();
  const shared = sharedValue(shots, (shot) => shot[field]);
  const value = typeof shared === 'object' ? shared.value : undefined;
  return (
    <Field label={t(`board.field.${field}`)}>
      {(control) => (
        <Select<ShotRecord[F]>
          control={control}
          value={value}
          placeholder={t('board.mixed')}
          disabled={shots.some(({ locked }) => locked)}
          onChange={(next) =>
            void actions.changeTerms(
              shots.map(({ id }) => id),
              { [field]: next },
            )
          }
          options={options.map((option) => {
            const icon = field === 'move' ? MOVE_ICONS[option as ShotRecord['move']] : undefined;
            return { value: option, label: wordOf(t, prefix, option), ...(icon === undefined ? {} : { icon }) };
          })}
        />
      )}
    </Field>
  );
}

/** Frames of a transition that was just chosen, where there was none. */
const USUAL_FRAMES = 12;

function Transition({ shots }: ShotsProps) {
  const { t } = useWorkspace();
  const { actions, fps } = useBoard();
  const ids = shots.map(({ id }) => id);
  const kind = sharedValue(shots, ({ transition }) => transition);
  const frames = sharedValue(shots, ({ transitionFrames }) => transitionFrames);
  const isLocked = shots.some(({ locked }) => locked);
  const isCut = typeof kind === 'object' && kind.value === 'cut';
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={t('board.field.transition')}>
        {(control) => (
          <Select<ShotRecord['transition']>
            control={control}
            value={typeof kind === 'object' ? kind.value : undefined}
            placeholder={t('board.mixed')}
            disabled={isLocked}
            onChange={(transition) =>
              actions.setFields(ids, {
                transition,
                transitionFrames:
                  transition === 'cut' ? 0 : Math.max(USUAL_FRAMES, typeof frames === 'object' ? frames.value : 0),
              })
            }
            options={TRANSITIONS.map((option) => ({ value: option, label: wordOf(t, 'transition', option) }))}
          />
        )}
      </Field>
      {!isCut && (
        <Field label={t('board.field.transition-length')}>
          {(control) => (
            <NumberField
              {...control}
              value={typeof frames === 'object' ? frames.value : undefined}
              mixedLabel={t('board.mixed')}
              min={1}
              max={48}
              unit="f"
              disabled={isLocked}
              parse={(text, current) => readLength(/^\d+$/.test(text.trim()) ? `${text}f` : text, fps, current)}
              onChange={(transitionFrames) => actions.setFields(ids, { transitionFrames })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
