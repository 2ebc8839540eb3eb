import { classNames } from '../lib/class-names.ts';

export interface SkeletonProps {
  /** Size utilities of the thing that will stand here: `h-5 w-40`. */
  className: string;
  isPicture?: boolean;
}

/** A still grey shape in the final geometry. The region around it says that it is busy. */
export function Skeleton({ className, isPicture = false }: SkeletonProps) {
  return (
    <div
      aria-hidden
      className={classNames('bg-active/60 forced-colors:border', isPicture ? '' : 'rounded-chip', className)}
    />
  );
}
