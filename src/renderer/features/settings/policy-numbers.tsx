import type { CallPolicies } from '../../../shared/model/call-policies.ts';
import { classNames } from '../../lib/class-names.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CheckedField } from './checked-field.tsx';
import { Disclosure } from './disclosure.tsx';
import type { KeepPolicies } from './policies-part.tsx';
import { nameKeyOf, numberAt, patchOf } from './policy-groups.ts';
import type { PolicyGroup, PolicyNumber } from './policy-groups.ts';
import { faultOfNumber, keptOf, shownOf } from './policy-table.ts';

export interface PolicyNumbersProps {
  group: PolicyGroup;
  policies: CallPolicies;
  defaults: CallPolicies;
  keep: KeepPolicies;
}

/** Numbers of the table that belong together, each checked where it is typed. */
export function PolicyNumbers({ group: { id, numbers, isPaired }, policies, defaults, keep }: PolicyNumbersProps) {
  const { t } = useWorkspace();
  const title = t(`policies.group.${id}`);
  const changed = numbers.filter(({ path }) => numberAt(policies, path) !== numberAt(defaults, path));
  const faultOf =
    ({ bound, scale, notBelow }: PolicyNumber) =>
    (text: string): string | undefined => {
      const fault = faultOfNumber(text, bound, scale, t);
      if (fault !== undefined || notBelow === undefined) return fault;
      const least = numberAt(policies, notBelow);
      return keptOf(text, scale) >= least
        ? undefined
        : t('policies.not-below', { least: shownOf(least, scale), name: t(nameKeyOf({ path: notBelow })) });
    };
  return (
    <Disclosure title={title} hint={t(`policies.hint.${id}`)} isChanged={changed.length > 0}>
      <div
        className={classNames(
          'grid items-start gap-x-6 gap-y-3',
          isPaired === true ? 'max-w-140 grid-cols-2' : 'grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]',
        )}
      >
        {numbers.map((number) => {
          const name = t(nameKeyOf(number));
          return (
            <CheckedField
              key={number.path}
              label={name}
              value={shownOf(numberAt(policies, number.path), number.scale)}
              faultOf={faultOf(number)}
              onCommit={(text) => keep(name, patchOf([[number.path, keptOf(text, number.scale)]]))}
            />
          );
        })}
      </div>
      {changed.length > 0 && (
        <div className="pt-3">
          <Button
            size="small"
            onClick={() => keep(title, patchOf(numbers.map(({ path }) => [path, numberAt(defaults, path)] as const)))}
          >
            {t('providers.reset-part', { name: title })}
          </Button>
        </div>
      )}
    </Disclosure>
  );
}
